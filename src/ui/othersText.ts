import { formatPercentPpb } from '#domain/amount.ts';
import type { OthersInBlock } from '#domain/othersInBlock.ts';
import type { Text } from '#i18n/useText.ts';

/** Moves of the price below a ten-thousandth of a percent are not worth a word. */
const WORTH_A_WORD = 1_000n;

/** Who else traded in an order's pool in its block, in sentences, and how far that had moved the price. */
export function othersText(t: Text, { before, after, movedPpb, networkPpb }: OthersInBlock): string {
  const count = before + after;
  const isNotable = networkPpb !== null && (networkPpb >= WORTH_A_WORD || networkPpb <= -WORTH_A_WORD);
  const network = isNotable ? { percent: signed(networkPpb) } : null;
  const sentences = [
    count === 0
      ? t('activity.alone')
      : before === 0
        ? t('activity.othersAfter', { count })
        : t('activity.othersBefore', { count, before, moved: movedText(t, movedPpb) }),
    ...(network === null ? [] : [t(count === 0 ? 'activity.networkAlone' : 'activity.network', network)]),
  ];
  return sentences.join(' ');
}

function movedText(t: Text, ppb: bigint | null): string {
  return ppb === null ? t('activity.movedUnknown') : t('activity.moved', { percent: signed(ppb) });
}

function signed(ppb: bigint): string {
  return ppb > 0n ? `+${formatPercentPpb(ppb)}` : formatPercentPpb(ppb);
}
