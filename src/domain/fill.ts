import { saturateU64 } from './fixed.ts';
import type { Side, StablePool, WeightedPool } from './pool.ts';
import { MAX_INPUT_MULTIPLE, type SwapError, swap } from './swap.ts';
import { MAX_AMOUNT, ONE } from './units.ts';

export type LargestFill =
  | { readonly ok: true; readonly amount: bigint }
  | { readonly ok: false; readonly error: SwapError };

/**
 * The largest gross input a limit lets in: what the chain holds a fill-or-kill amount against. `limitPrice` in rao
 * per Alpha; the amount rounds down and saturates at 2^64 - 1. It simulates a thousand times the reserve at the limit
 * (SubtensorModule, get_max_amount_add and get_max_amount_remove). A stable pool takes all or nothing at one to one.
 */
export function largestFill(pool: WeightedPool | StablePool, side: Side, limitPrice: bigint): LargestFill {
  if (pool.kind === 'stable') {
    const accepted = side === 'buy' ? limitPrice >= ONE : limitPrice <= ONE;
    return { ok: true, amount: accepted ? MAX_AMOUNT : 0n };
  }
  const reserve = side === 'buy' ? pool.taoReserve : pool.alphaReserve;
  const everything = saturateU64(reserve * MAX_INPUT_MULTIPLE);
  const outcome = swap(pool, side, everything, limitPrice, { simulated: true });
  if (!outcome.ok) return outcome;
  return { ok: true, amount: saturateU64(outcome.fill.paidIn + outcome.fill.fee) };
}
