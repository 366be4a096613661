import type { Pool, WeightedPool } from './pool.ts';
import { poolMet } from './poolMet.ts';
import { spotPrice } from './price.ts';
import type { TradeInBlock } from './stakeEvents.ts';

/** Who else was at an order's pool in the order's block, and what that did. */
export interface OthersInBlock {
  /** Trades of other transactions before the order, and after it. */
  readonly before: number;
  readonly after: number;
  /** How far those before it had moved the price when the order came, in parts per 1e9; null when that cannot be told. */
  readonly movedPpb: bigint | null;
  /** How far the network itself had moved it, from the block before to the first trade; null when that cannot be told. */
  readonly networkPpb: bigint | null;
}

/** A block as one pool saw it. */
export interface PoolBlock {
  /** In the order of the block; the order among them. */
  readonly trades: readonly TradeInBlock[];
  /** The pool at the end of the block before, and at the end of this one; null when it is not there. */
  readonly before: Pool | null;
  readonly after: Pool | null;
}

export interface PoolStory {
  readonly others: OthersInBlock;
  /** True when the order's fill is, to the base unit, what this engine computes for the pool that the order met. */
  readonly exact: boolean;
}

/**
 * Tells a block as one pool saw it, backwards from the pool at its end: each trade is undone, and must lead back, to the
 * base unit, to the pool that follows it. From the first that does not, nothing earlier can be told.
 */
export function poolStory({ trades, before, after }: PoolBlock): PoolStory {
  const order = trades.findIndex(({ isOrder }) => isOrder);
  const own = trades[order];
  const first = trades.findIndex(({ extrinsic }) => extrinsic === own?.extrinsic);
  const isOther = ({ extrinsic }: TradeInBlock) => extrinsic !== own?.extrinsic;
  const counts = {
    before: trades.slice(0, order).filter(isOther).length,
    after: trades.slice(order + 1).filter(isOther).length,
  };
  const pools = undone(trades, after);
  const [start, met] = [pools[0] ?? null, pools[first] ?? null];
  return {
    others: {
      ...counts,
      movedPpb: counts.before === 0 ? 0n : change(start, met),
      networkPpb: change(before?.kind === 'weighted' ? before : null, start),
    },
    exact: own !== undefined && (pools[order] ?? null) !== null,
  };
}

/** The pool that each trade met, and behind them the last one; null where it cannot be told. */
function undone(trades: readonly TradeInBlock[], after: Pool | null): readonly (WeightedPool | null)[] {
  let pool = after?.kind === 'weighted' ? after : null;
  const pools = [pool];
  for (const trade of trades.toReversed()) {
    pool = pool === null ? null : poolMet(pool, trade);
    pools.unshift(pool);
  }
  return pools;
}

/** Change of the spot price in parts per 1e9 of the first, rounded towards zero. */
function change(from: WeightedPool | null, to: WeightedPool | null): bigint | null {
  if (from === null || to === null) return null;
  const [base, price] = [spotPrice(from), spotPrice(to)];
  return base === 0n ? null : ((price - base) * 1_000_000_000n) / base;
}
