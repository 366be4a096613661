import { priceImpactPpb } from '#domain/impact.ts';
import type { Side, WeightedPool } from '#domain/pool.ts';
import { defaultLimit, swap } from '#domain/swap.ts';

export interface ImpactPoint {
  readonly amount: bigint;
  readonly impactPpb: bigint;
}

const COUNT = 60n;

/** Price impact of a trade, parts per 1e9; null when the pool refuses it. */
function impactAt(pool: WeightedPool, side: Side, amount: bigint): bigint | null {
  if (amount === 0n) return 0n;
  const outcome = swap(pool, side, amount, defaultLimit(side), { simulated: true });
  return outcome.ok ? priceImpactPpb(pool, side, outcome.fill.paidIn, outcome.fill.paidOut) : null;
}

/**
 * How wide the picture must be to hold a trade: twice the largest trade under 3 %, doubled until the trade has room.
 * It changes rarely while one types.
 */
export function pictureWidth(under3: bigint, amount: bigint): bigint {
  let width = under3 > 0n ? under3 * 2n : 1_000_000_000n;
  while (width < amount + amount / 16n) width *= 2n;
  return width;
}

/** The curve from nothing to the width, in equal steps, as far as the pool takes the trade. */
export function impactPoints(pool: WeightedPool, side: Side, width: bigint): readonly ImpactPoint[] {
  const points: ImpactPoint[] = [];
  for (let step = 0n; step <= COUNT; step += 1n) {
    const amount = (width * step) / COUNT;
    const impactPpb = impactAt(pool, side, amount);
    if (impactPpb === null) break;
    points.push({ amount, impactPpb });
  }
  return points;
}
