import { largestFill } from './fill.ts';
import { saturateU64 } from './fixed.ts';
import type { Side, WeightedPool } from './pool.ts';
import { priceRao, spotPrice } from './price.ts';
import { lastTrueUpTo } from './search.ts';
import { defaultLimit, outputAmount, swap, swapFee } from './swap.ts';
import { moveReserves } from './transition.ts';
import { MAX_AMOUNT } from './units.ts';

/** The pool after others have traded `netIn` on this side, free of fee: a move along its own curve. */
export function displaced(pool: WeightedPool, side: Side, netIn: bigint): WeightedPool {
  const fill = { paidIn: netIn, paidOut: outputAmount(pool, side, netIn), fee: 0n };
  return moveReserves(pool, side, fill);
}

/** Output of the whole input without a limit; null when the pool refuses it or takes a part. */
function wholeOutput(pool: WeightedPool, side: Side, amountIn: bigint, limit: bigint): bigint | null {
  const outcome = swap(pool, side, amountIn, limit);
  if (!outcome.ok) return null;
  return outcome.fill.paidIn < amountIn - swapFee(amountIn, pool.feeRate) ? null : outcome.fill.paidOut;
}

/**
 * How far, in net input by others on the same side, the pool can move along its curve before the order yields
 * less than `minimumOut`; 0 when it does so already. Base units of the input token, exact.
 */
export function largestDisplacement(
  pool: WeightedPool,
  side: Side,
  amountIn: bigint,
  minimumOut: bigint,
): bigint {
  const reserve = side === 'buy' ? pool.taoReserve : pool.alphaReserve;
  const limit = defaultLimit(side);
  const yields = (netIn: bigint): boolean => {
    const out = wholeOutput(displaced(pool, side, netIn), side, amountIn, limit);
    return out !== null && out >= minimumOut;
  };
  return lastTrueUpTo(0n, MAX_AMOUNT - reserve, 1n + (reserve >> 10n), yields);
}

/** Whether the chain fills the whole order, fill or kill, at this limit with at least the minimum. */
export function fillsAtLeast(
  pool: WeightedPool,
  side: Side,
  amountIn: bigint,
  minimumOut: bigint,
  limitPrice: bigint,
): boolean {
  const largest = largestFill(pool, side, limitPrice);
  if (!largest.ok || amountIn > largest.amount) return false;
  const outcome = swap(pool, side, amountIn, limitPrice);
  return outcome.ok && outcome.fill.paidOut >= minimumOut;
}

/**
 * The limit price of an order that means "at least `minimumOut`, or nothing": where the order ends on a pool that
 * others have moved against it, along its own curve, as far as it still yields the minimum. Rao per Alpha.
 * The tightest limit at which the chain still fills there: up for buys and down for sells, by no more than needed.
 * A minimum of 0 gives the limit of an order without one.
 */
export function limitPriceFor(pool: WeightedPool, side: Side, amountIn: bigint, minimumOut: bigint): bigint {
  if (minimumOut <= 0n) return defaultLimit(side);
  const worst = displaced(pool, side, largestDisplacement(pool, side, amountIn, minimumOut));
  const fills = (limit: bigint): boolean => fillsAtLeast(worst, side, amountIn, minimumOut, limit);
  const net = amountIn - swapFee(amountIn, pool.feeRate);
  const end = priceRao(spotPrice(displaced(worst, side, net)));
  // `slack` counts price units towards the loose side: up for a buy, down for a sell.
  const at = (slack: bigint): bigint => saturateU64(side === 'buy' ? end + slack : end - slack);
  const loosest = side === 'buy' ? MAX_AMOUNT - end : end;
  const tightest = side === 'buy' ? end : MAX_AMOUNT - end;
  if (fills(end)) return at(-lastTrueUpTo(0n, tightest, 1n, (slack) => fills(at(-slack))));
  return at(lastTrueUpTo(0n, loosest, 1n, (slack) => !fills(at(slack))) + 1n);
}
