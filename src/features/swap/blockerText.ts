import { formatAmount } from '#domain/amount.ts';
import type { Blocker } from '#domain/blocker.ts';
import { cleanText } from '#domain/text.ts';
import type { Text } from '#i18n/useText.ts';
import { isolate } from '#ui/isolate.ts';

const LONGEST_NAME = 40;

const short = (value: bigint): string => formatAmount(value, { digits: 'short', round: 'down' });

/** Why the button is off, in words. Alpha amounts bear the subnet's number. */
export function blockerText(t: Text, blocker: Blocker, netuid: number | null): string {
  const alpha = (value: bigint) => isolate(`${short(value)} SN${netuid ?? ''}`);
  switch (blocker.kind) {
    case 'badAmount':
      return t(`swap.amountRefused.${blocker.reason}`);
    case 'notEnoughTao':
      return t('blocker.notEnoughTao', { spendable: short(blocker.spendable) });
    case 'notEnoughAlpha':
      return t('blocker.notEnoughAlpha', { position: alpha(blocker.position) });
    case 'notEnoughForFee':
      return t('blocker.notEnoughForFee', { networkFee: formatAmount(blocker.networkFee) });
    case 'belowMinimum':
      return t('blocker.belowMinimum', { minimum: formatAmount(blocker.minimum) });
    case 'locked':
      return t('blocker.locked', { available: alpha(blocker.available) });
    case 'otherSubnet':
      return t('blocker.otherSubnet', { netuid: netuid ?? '' });
    case 'unknownExtension':
      return t('blocker.unknownExtension', { name: isolate(cleanText(blocker.name, LONGEST_NAME)) });
    case 'callMissing':
      return t('blocker.callMissing', { method: blocker.method });
    case 'nodeBehind':
      return t('blocker.nodeBehind', { blocks: blocker.blocks });
    default:
      return t(`blocker.${blocker.kind}`);
  }
}
