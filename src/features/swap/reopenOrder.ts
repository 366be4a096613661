import type { ActivityEntry } from '#domain/activity.ts';
import { formatPlain } from '#domain/amount.ts';
import type { Mend } from '#domain/mend.ts';
import { openIntent } from './swapForm.ts';
import { formatSwapLink, MAX, type SwapIntent } from './swapLink.ts';

/** Puts an order that came to nothing back into the form, mended as far as that needs no other choice; gives its address. */
export function reopenOrder(entry: ActivityEntry, mend: Mend): string {
  const { side, netuid, registeredAt, method, amountIn } = entry;
  const wantsMost = mend === 'useMax' || method === 'remove_stake_full_limit';
  const intent: SwapIntent = {
    side,
    netuid,
    otherNetuid: null,
    generation: registeredAt,
    fixed: 'pay',
    amount: wantsMost ? MAX : formatPlain(amountIn),
  };
  openIntent(intent);
  return `/${formatSwapLink(intent)}`;
}
