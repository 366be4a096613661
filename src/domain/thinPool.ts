import type { WeightedPool } from './pool.ts';
import { spotPrice } from './price.ts';
import { MAX_PRICE, swap, swapFee } from './swap.ts';
import { moveReserves } from './transition.ts';
import { ONE } from './units.ts';

/** A buy of so much, fee included, shows whether a pool is thin. */
const TRADE = 10n * ONE;

/** Whether a buy of 10 TAO moves the pool's spot price by more than 1 %, or is more than the pool takes. */
export function isThin(pool: WeightedPool): boolean {
  const outcome = swap(pool, 'buy', TRADE, MAX_PRICE, { simulated: true });
  if (!outcome.ok || outcome.fill.paidIn < TRADE - swapFee(TRADE, pool.feeRate)) return true;
  return spotPrice(moveReserves(pool, 'buy', outcome.fill)) * 100n > spotPrice(pool) * 101n;
}
