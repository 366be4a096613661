import { useState } from 'react';
import { formatAmount } from '#domain/amount.ts';
import type { AppErrorCode } from '#domain/appError.ts';
import { MAX_QUOTE_AGE } from '#domain/blocker.ts';
import type { SwapOrder } from '#domain/order.ts';
import { ROOT } from '#domain/subnet.ts';
import type { Text } from '#i18n/useText.ts';
import { useText } from '#i18n/useText.ts';
import { Button } from '#ui/Button.tsx';
import { isolate } from '#ui/isolate.ts';
import { Note } from '#ui/Note.tsx';
import { blockerText } from './blockerText.ts';
import { type Confirmation, isConfirmed } from './confirmation.ts';
import { ImpactConfirm } from './ImpactConfirm.tsx';
import { ReviewCall } from './ReviewCall.tsx';
import { ReviewNumbers } from './ReviewNumbers.tsx';
import type { Review } from './review.ts';
import { SecondOpinionLine } from './SecondOpinionLine.tsx';
import { unitsOf } from './units.ts';
import { usePreview } from './usePreview.ts';
import type { SwapView } from './useSwapView.ts';

/** Faults that another try does not mend: the runtime cannot carry the order, or would carry another. */
const FINAL: readonly AppErrorCode[] = ['notAsOrdered', 'unknownExtension', 'unsupportedRuntime'];

interface ReviewOrderProps {
  readonly view: SwapView;
  readonly review: Review;
  readonly onAccept: () => void;
  readonly onSend: () => void;
}

/** The order in numbers, the call that the wallet will show, and what must be accepted before it is signed. */
export function ReviewOrder({ view, review, onAccept, onSend }: ReviewOrderProps) {
  const t = useText();
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const { order, worse } = review;
  const { facts, blocker } = view;
  const age = facts.head === null ? 0 : facts.head.number - order.quotedAt.number;
  const reason =
    blocker !== null
      ? blockerText(t, blocker, order.netuid)
      : age > MAX_QUOTE_AGE
        ? t('blocker.waitingForBlock')
        : null;
  const impact = order.netuid === ROOT ? 0n : order.quote.impactPpb;
  const preview = usePreview(order);
  // What could not be prepared as ordered would be refused after the click as well.
  const isPreparable = !(preview.isCurrent && preview.fault !== null && FINAL.includes(preview.fault.code));
  const maySend =
    reason === null && worse === null && isPreparable && isConfirmed(confirmation, impact, t('review.word'));
  // What was confirmed was the quote that it stood beside.
  const accept = () => {
    setConfirmation(null);
    onAccept();
  };
  return (
    <>
      <ReviewNumbers order={order} view={view} />
      {order.protected || order.netuid === ROOT ? null : (
        <Note tone="amber">{t('swap.unprotectedNote')}</Note>
      )}
      <ReviewCall order={order} state={preview} />
      <SecondOpinionLine />
      <ImpactConfirm impactPpb={impact} value={confirmation} onChange={setConfirmation} />
      {worse === null ? null : (
        <div role="alert" className="note note-amber review-worse">
          <span>{worseText(t, order, worse)}</span>
          <Button onClick={accept}>{t('review.accept')}</Button>
        </div>
      )}
      <Button kind="primary" size="large" disabled={!maySend} onClick={onSend}>
        {reason ?? t(facts.account?.source === 'dev' ? 'review.sendDev' : 'review.send')}
      </Button>
    </>
  );
}

/** What got worse: what is paid, when what is received was fixed; else what is received. */
function worseText(t: Text, order: SwapOrder, worse: SwapOrder): string {
  const units = unitsOf(order.side, order.netuid);
  const text = (value: bigint, unit: string) => isolate(`${formatAmount(value)} ${unit}`);
  if (worse.quote.wantedOut !== null) {
    return t('review.dearer', {
      now: text(worse.amountIn, units.paid),
      before: text(order.amountIn, units.paid),
    });
  }
  return t('review.worse', {
    now: text(worse.quote.amountOut, units.received),
    before: text(order.quote.amountOut, units.received),
  });
}
