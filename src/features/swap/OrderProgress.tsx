import { stopWaiting } from '#actions/walletAnswer.ts';
import type { ActivityEntry } from '#domain/activity.ts';
import { cameToNothing, isUnsent } from '#domain/tx.ts';
import { useText } from '#i18n/useText.ts';
import { amountText } from '#ui/amountText.ts';
import { Button } from '#ui/Button.tsx';
import { Note } from '#ui/Note.tsx';
import { phaseReason, phaseText, phaseTone } from '#ui/phaseText.ts';
import { outcomeOf, Receipt } from '#ui/Receipt.tsx';
import { TxSteps } from '#ui/TxSteps.tsx';
import { useNow } from '#ui/useNow.ts';
import type { Doors } from './doors.ts';
import { HardwareOffer } from './HardwareOffer.tsx';
import { OrderMends } from './OrderMends.tsx';
import type { SwapView } from './useSwapView.ts';

/** A question that a wallet has let drop need not be waited for to the end. */
const PATIENCE_MS = 10_000;

interface OrderProgressProps {
  /** Null for the moment between the click and the first record of it. */
  readonly entry: ActivityEntry | null;
  readonly view: SwapView;
  readonly doors: Doors;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}

/** The way of a sent order, and its receipt. */
export function OrderProgress({ entry, view, doors, onAgain, onDone }: OrderProgressProps) {
  const t = useText();
  const phase = entry?.phase ?? { kind: 'signing' as const };
  const outcome = entry === null ? null : outcomeOf(entry);
  const failed = phaseTone(phase) === 'bad';
  const reason = phaseReason(t, phase);
  const canRepeat = cameToNothing(phase);
  const askedAt = phase.kind === 'signing' && entry !== null ? entry.createdAt : null;
  const isLongAsked = useNow((now) => Number(askedAt !== null && now - askedAt > PATIENCE_MS)) === 1;
  return (
    <>
      <TxSteps kind={phase.kind} failed={failed} />
      <p role="status" className={failed ? 'red' : undefined}>
        {phaseText(t, phase)}
      </p>
      {reason === null ? null : <Note tone="red">{reason}</Note>}
      {outcome?.ok === false ? (
        <p className="field-label">
          {t('phase.feeKept', { fee: amountText(outcome.networkFee, 'τ', 'up') })}
        </p>
      ) : null}
      {entry === null ? null : <Receipt entry={entry} />}
      {entry === null ? null : <HardwareOffer entry={entry} onTaken={onAgain} />}
      {isLongAsked ? <Button onClick={stopWaiting}>{t('phase.stopWaiting')}</Button> : null}
      {entry !== null && canRepeat ? (
        <OrderMends entry={entry} view={view} doors={doors} onAgain={onAgain} onForm={onDone} />
      ) : null}
      {/* Not while the wallet asks: the second press of a double click would land on it. */}
      {isUnsent(phase) ? null : (
        <Button kind={canRepeat ? 'plain' : 'primary'} onClick={onDone}>
          {t(phase.kind === 'finalized' ? 'review.done' : 'common.close')}
        </Button>
      )}
    </>
  );
}
