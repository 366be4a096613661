import type { Side, WeightedPool } from './pool.ts';
import { MIN_PRICE, type SwapError, type SwapFill, type SwapOptions, swap } from './swap.ts';
import { alphaRao, type Rao, rao } from './units.ts';

export type Transition =
  | {
      readonly ok: true;
      readonly fill: SwapFill;
      /** What the block's author gets: a buy's fee, or the TAO that a sell's Alpha fee brings in its own sale. */
      readonly authorTao: Rao;
      readonly after: WeightedPool;
    }
  | { readonly ok: false; readonly error: SwapError };

/** The pool after one fill: net input in, output out; the fee stays outside the reserves. */
export function moveReserves(pool: WeightedPool, side: Side, fill: SwapFill): WeightedPool {
  const [tao, alpha] = side === 'buy' ? [fill.paidIn, -fill.paidOut] : [-fill.paidOut, fill.paidIn];
  return {
    ...pool,
    taoReserve: rao(pool.taoReserve + tao),
    alphaReserve: alphaRao(pool.alphaReserve + alpha),
  };
}

/**
 * A swap and the pool after it. A sell moves the pool twice: its Alpha fee is sold for the author, free of fee and down
 * to MIN_PRICE; a fee too small to bring a rao moves nothing (SubtensorModule, unstake_from_subnet).
 * Units, rounding and refusals as `swap`.
 */
export function applySwap(
  pool: WeightedPool,
  side: Side,
  amountIn: bigint,
  limitPrice: bigint,
  options: SwapOptions = {},
): Transition {
  const outcome = swap(pool, side, amountIn, limitPrice, options);
  if (!outcome.ok) return outcome;
  const { fill } = outcome;
  const after = moveReserves(pool, side, fill);
  if (side === 'buy' || fill.fee === 0n) {
    return { ok: true, fill, authorTao: rao(side === 'buy' ? fill.fee : 0n), after };
  }
  const sale = swap(after, 'sell', fill.fee, MIN_PRICE, { dropFees: true });
  if (!sale.ok) return { ok: true, fill, authorTao: rao(0n), after };
  return { ok: true, fill, authorTao: rao(sale.fill.paidOut), after: moveReserves(after, 'sell', sale.fill) };
}
