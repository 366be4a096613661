import { DEFAULT_TOLERANCE_BPS } from '#config/defaults.ts';
import type { SwapOrder } from '#domain/order.ts';
import type { PoolSnapshot, Side } from '#domain/pool.ts';
import { quoteExactIn } from '#domain/quote.ts';
import { ONE } from '#domain/units.ts';

/**
 * An order of one whole token, to ask the network fee for: the fee depends on the call, not on the amounts in it.
 * Null when the pool cannot be quoted. Never sent.
 */
export function nominalOrder(
  side: Side,
  snapshot: PoolSnapshot,
  options: { readonly hotkey: string; readonly protected: boolean; readonly sellsAll: boolean },
): SwapOrder | null {
  const result = quoteExactIn(snapshot.pool, side, ONE, DEFAULT_TOLERANCE_BPS);
  if (!result.ok) return null;
  return {
    id: '',
    side,
    netuid: snapshot.netuid,
    registeredAt: snapshot.registeredAt,
    amountIn: ONE,
    quote: result.quote,
    quotedAt: snapshot.block,
    hotkey: options.hotkey,
    protected: options.protected,
    sellsAll: options.sellsAll,
  };
}
