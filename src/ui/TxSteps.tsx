import type { TxPhaseKind } from '#domain/tx.ts';
import { useText } from '#i18n/useText.ts';

const STEPS = ['signed', 'sent', 'inBlock', 'finalized'] as const;

/** Steps that are behind a transaction in each phase. */
const DONE: Readonly<Record<TxPhaseKind, number>> = {
  signing: 0,
  rehearsing: 1,
  rejected: 0,
  walletFailed: 0,
  stopped: 1,
  abandoned: 0,
  sent: 2,
  lost: 2,
  retracted: 2,
  usurped: 2,
  dropped: 2,
  invalid: 1,
  expired: 2,
  replaced: 2,
  inBlock: 3,
  finalized: 4,
};

interface TxStepsProps {
  readonly kind: TxPhaseKind;
  readonly failed: boolean;
}

/** The way of a transaction from signature to finality, and how far it came. */
export function TxSteps({ kind, failed }: TxStepsProps) {
  const t = useText();
  const done = DONE[kind];
  return (
    <ol className="steps" aria-label={t('activity.progress')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index < done ? (failed && index >= 2 ? 'step step-failed' : 'step step-done') : 'step'}
          aria-current={index === done ? 'step' : undefined}
        >
          {t(`phase.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
