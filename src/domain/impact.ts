import type { Side, StablePool, WeightedPool } from './pool.ts';
import { POWER_SCALE } from './power.ts';
import { lastTrue } from './search.ts';
import { defaultLimit, MAX_INPUT_MULTIPLE, swap, swapFee } from './swap.ts';
import { MAX_AMOUNT } from './units.ts';

const PPB = 1_000_000_000n;
const PPB_PER_BPS = 100_000n;

/**
 * Price impact without the fee, in parts per 1e9, rounded up: how much less the output is worth at the spot price
 * before the trade than the input net of fee. The spot price is the exact ratio w1·y / (w2·x). Never below 0; 0 for
 * a stable pool and for no input.
 */
export function priceImpactPpb(
  pool: WeightedPool | StablePool,
  side: Side,
  netIn: bigint,
  amountOut: bigint,
): bigint {
  if (pool.kind === 'stable' || netIn === 0n) return 0n;
  const tao = (POWER_SCALE - pool.quoteWeight) * pool.taoReserve;
  const alpha = pool.quoteWeight * pool.alphaReserve;
  const [received, paid] =
    side === 'buy' ? [amountOut * tao, netIn * alpha] : [amountOut * alpha, netIn * tao];
  if (received >= paid) return 0n;
  return PPB - (PPB * received) / paid;
}

/**
 * The largest gross input whose price impact stays at or under the bound, in base units; one unit more goes
 * over it. 0 when none does; a stable pool has no impact and takes 2^64 - 1. Amounts so small that the rounding
 * of their output outweighs the bound do not count against larger ones.
 */
export function largestUnderImpact(
  pool: WeightedPool | StablePool,
  side: Side,
  maxImpactBps: number,
): bigint {
  if (pool.kind === 'stable') return MAX_AMOUNT;
  const bound = BigInt(maxImpactBps) * PPB_PER_BPS;
  const within = (amountIn: bigint): boolean => {
    const outcome = swap(pool, side, amountIn, defaultLimit(side), { simulated: true });
    if (!outcome.ok || outcome.fill.paidIn < amountIn - swapFee(amountIn, pool.feeRate)) return false;
    return priceImpactPpb(pool, side, outcome.fill.paidIn, outcome.fill.paidOut) <= bound;
  };
  const reserve = side === 'buy' ? pool.taoReserve : pool.alphaReserve;
  const everything = reserve * MAX_INPUT_MULTIPLE;
  let over = everything < MAX_AMOUNT ? everything + 1n : MAX_AMOUNT;
  while (over > 1n && !within(over >> 1n)) over >>= 1n;
  return lastTrue(over >> 1n, over, within);
}
