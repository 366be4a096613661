import { IMPACT_BANDS, minimumBuy } from '#domain/blocker.ts';
import { largestUnderImpact } from '#domain/impact.ts';
import type { PoolSnapshot, Side, StablePool, WeightedPool } from '#domain/pool.ts';
import { coarse } from './curveScale.ts';

const PPB_PER_BPS = 100_000n;
/** The highest impact that needs no confirmation. */
const GENTLE_BPS = Number(IMPACT_BANDS.confirm / PPB_PER_BPS) - 1;

/** A search of a pool is asked for at every rendering, and pools never change. */
const found = new WeakMap<WeightedPool | StablePool, Partial<Record<Side, bigint>>>();

function gentleOf(pool: WeightedPool | StablePool, side: Side): bigint {
  const known = found.get(pool) ?? {};
  const gentle = known[side] ?? largestUnderImpact(pool, side, GENTLE_BPS);
  found.set(pool, { ...known, [side]: gentle });
  return gentle;
}

/**
 * The most that can be paid before the price impact has to be confirmed, and no more than `most`, to four digits; base units,
 * rounded down. Null when that is nothing to trade, or when the pool's curve is not known.
 */
export function gentleAmount(snapshot: PoolSnapshot, side: Side, most: bigint | null): bigint | null {
  const { pool } = snapshot;
  if (pool.kind === 'foreign') return null;
  const gentle = gentleOf(pool, side);
  const amount = coarse(most !== null && most < gentle ? most : gentle);
  const least = side === 'buy' ? minimumBuy(snapshot) : 1n;
  return amount < least ? null : amount;
}
