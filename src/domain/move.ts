import type { StablePool, WeightedPool } from './pool.ts';
import { MAX_PRICE, MIN_PRICE, type SwapError, type SwapFill, type SwapOptions, swap } from './swap.ts';
import { applySwap } from './transition.ts';
import { type Rao, rao } from './units.ts';

type KnownPool = WeightedPool | StablePool;

export type Move =
  | {
      readonly ok: true;
      /** The sale at the origin: Alpha (on root: TAO) in, TAO out. */
      readonly sell: SwapFill;
      /** The purchase at the destination with all of that TAO. */
      readonly buy: SwapFill;
      /** What the block's author gets of the one fee. */
      readonly authorTao: Rao;
      readonly originAfter: KnownPool;
      readonly destinationAfter: KnownPool;
    }
  | { readonly ok: false; readonly error: SwapError };

interface Leg {
  readonly fill: SwapFill;
  readonly authorTao: bigint;
  readonly after: KnownPool;
}

function leg(
  pool: KnownPool,
  side: 'buy' | 'sell',
  amountIn: bigint,
  options: SwapOptions,
): Leg | { readonly error: SwapError } {
  const limit = side === 'buy' ? MAX_PRICE : MIN_PRICE;
  if (pool.kind === 'weighted') {
    const outcome = applySwap(pool, side, amountIn, limit, options);
    return outcome.ok ? outcome : { error: outcome.error };
  }
  const outcome = swap(pool, side, amountIn, limit);
  return outcome.ok ? { fill: outcome.fill, authorTao: 0n, after: pool } : { error: outcome.error };
}

/**
 * Stake moved between two different subnets (SubtensorModule, transition_stake_internal): sold at the origin, all
 * of the TAO spent at the destination, both without a limit. The fee is taken once, on the sale, or on the purchase when the
 * origin is root. `alphaIn` in the origin's base units; roundings and refusals as `swap`. The minimum stake and
 * the existential deposit are the ledger's business.
 */
export function moveBetween(origin: KnownPool, destination: KnownPool, alphaIn: bigint): Move {
  const sold = leg(origin, 'sell', alphaIn, {});
  if ('error' in sold) return { ok: false, error: sold.error };
  const bought = leg(destination, 'buy', sold.fill.paidOut, { dropFees: origin.kind === 'weighted' });
  if ('error' in bought) return { ok: false, error: bought.error };
  return {
    ok: true,
    sell: sold.fill,
    buy: bought.fill,
    authorTao: rao(sold.authorTao + bought.authorTao),
    originAfter: sold.after,
    destinationAfter: bought.after,
  };
}
