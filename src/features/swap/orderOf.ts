import type { SwapOrder } from '#domain/order.ts';
import type { PoolSnapshot } from '#domain/pool.ts';
import type { Quote } from '#domain/quote.ts';
import type { Trade } from './swapView.ts';

/** The order that sends this quote; null while a part of it is open. */
export function orderOf(
  id: string,
  trade: Trade,
  snapshot: PoolSnapshot | null,
  quote: Quote | null,
  isProtected: boolean,
): SwapOrder | null {
  if (snapshot === null || quote === null || trade.choice === null) return null;
  return {
    id,
    side: quote.side,
    netuid: snapshot.netuid,
    registeredAt: snapshot.registeredAt,
    hotkey: trade.choice.hotkey,
    amountIn: quote.amountIn,
    quote,
    quotedAt: snapshot.block,
    protected: isProtected,
    sellsAll: quote.side === 'sell' && trade.position !== null && quote.amountIn === trade.position,
  };
}
