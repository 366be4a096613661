import type { TxPhase } from '#domain/tx.ts';
import type { Text } from '#i18n/useText.ts';
import { dispatchText } from './dispatchText.ts';
import { errorText } from './errorText.ts';
import { refusalText } from './refusalText.ts';

/** Where a transaction stands, in one short sentence. */
export function phaseText(t: Text, phase: TxPhase): string {
  switch (phase.kind) {
    case 'inBlock':
      return t(phase.outcome.ok ? 'phase.inBlock' : 'phase.failedInBlock', { block: phase.block.number });
    case 'finalized':
      return t(phase.outcome.ok ? 'phase.finalized' : 'phase.failedFinal', { block: phase.block.number });
    case 'stopped':
      return t('phase.stopped', { block: phase.at });
    case 'walletFailed':
      return t(phase.code.startsWith('wallet') ? 'phase.walletFailed' : 'phase.notSent');
    default:
      return t(`phase.${phase.kind}`);
  }
}

/** Why it ended badly; null when it did not, or when the phase says all. */
export function phaseReason(t: Text, phase: TxPhase): string | null {
  switch (phase.kind) {
    case 'inBlock':
    case 'finalized':
      return phase.outcome.ok ? null : dispatchText(t, phase.outcome.failure);
    case 'walletFailed':
      return errorText(t, phase);
    case 'invalid':
      return refusalText(t, phase.reason);
    case 'stopped':
      return phase.foreseen.kind === 'dispatch'
        ? dispatchText(t, phase.foreseen.failure)
        : refusalText(t, phase.foreseen.reason);
    default:
      return null;
  }
}

/** Good news, bad news, or still on the way. */
export function phaseTone(phase: TxPhase): 'calm' | 'good' | 'bad' {
  switch (phase.kind) {
    case 'inBlock':
    case 'finalized':
      return phase.outcome.ok ? 'good' : 'bad';
    case 'rejected':
    case 'walletFailed':
    case 'invalid':
    case 'stopped':
    case 'expired':
    case 'replaced':
      return 'bad';
    default:
      return 'calm';
  }
}
