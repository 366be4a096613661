import { divFixed, FIXED_ONE, mulFixed, toRaoScale } from './fixed.ts';
import type { StablePool, WeightedPool } from './pool.ts';
import { POWER_SCALE } from './power.ts';

/** Raw U64F64 price of these reserves and this weight: (w1/w2)·(y/x), each step truncated; 0 when x is 0. */
export function priceOf(taoReserve: bigint, alphaReserve: bigint, quoteWeight: bigint): bigint {
  return mulFixed(divFixed(POWER_SCALE - quoteWeight, quoteWeight), divFixed(taoReserve, alphaReserve));
}

/**
 * TAO per Alpha at the margin, raw U64F64, truncated as the runtime does (pallet Swap, balancer calculate_price);
 * exactly 1 for a stable pool.
 */
export function spotPrice(pool: WeightedPool | StablePool): bigint {
  return pool.kind === 'stable' ? FIXED_ONE : priceOf(pool.taoReserve, pool.alphaReserve, pool.quoteWeight);
}

/** Raw U64F64 price to rao per Alpha (TAO per Alpha times 1e9), rounded down: what current_alpha_price answers. */
export function priceRao(raw: bigint): bigint {
  return toRaoScale(raw);
}
