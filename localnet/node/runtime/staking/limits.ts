import { largestFill } from '#domain/fill.ts';
import type { Side } from '#domain/pool.ts';
import { ROOT } from '#domain/subnet.ts';
import { MAX_INPUT_MULTIPLE } from '#domain/swap.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { isDynamic, readPool } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure, swapFailure } from './failures.ts';

/** The smallest stake, in rao (SubtensorModule, DefaultMinStake). */
export const MIN_STAKE = 2_000_000n;

/** Refuses an amount above a thousand times the reserve that it goes into; comes before every other check. */
export function ensureWithinReserve(state: State, netuid: number, side: Side, amount: bigint): void {
  if (netuid === ROOT || !isDynamic(state, netuid)) return;
  const { SubnetTAO, SubnetAlphaIn } = subtensorStorage;
  const reserve = (side === 'buy' ? SubnetTAO : SubnetAlphaIn).get(state, netuid);
  ensure(amount <= reserve * MAX_INPUT_MULTIPLE, 'InsufficientLiquidity');
}

/**
 * The largest amount that a limit price lets in, in the input's base units. Throws the Swap pallet's errors, such as
 * PriceLimitExceeded for a limit at or past the price.
 * Source: SubtensorModule, get_max_amount_add and get_max_amount_remove.
 */
export function maxAmount(state: State, netuid: number, side: Side, limitPrice: bigint): bigint {
  const largest = largestFill(readPool(state, netuid), side, limitPrice);
  if (!largest.ok) throw swapFailure(largest.error);
  return largest.amount;
}
