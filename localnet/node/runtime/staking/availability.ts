import { saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure } from './failures.ts';
import { currentLocked } from './locks.ts';
import { totalStake } from './totalStake.ts';

/** What a coldkey holds on a subnet over all validators, and what of it a lock lets go. */
export interface StakeAvailability {
  readonly total: bigint;
  readonly locked: bigint;
  readonly available: bigint;
}

/**
 * Alpha held, locked and free. The lock binds the coldkey's stake on the whole subnet and is rolled forward to now.
 * Source: SubtensorModule, stake_availability.
 */
export function stakeAvailability(state: State, coldkey: Uint8Array, netuid: number): StakeAvailability {
  const total = totalStake(state, coldkey, netuid);
  const locked = currentLocked(state, coldkey, netuid);
  return { total, locked, available: saturatingSubtract(total, locked) };
}

/** Refuses to take more than locks leave. Source: SubtensorModule, ensure_available_to_unstake. */
export function ensureAvailable(state: State, coldkey: Uint8Array, netuid: number, alpha: bigint): void {
  ensure(alpha <= stakeAvailability(state, coldkey, netuid).available, 'StakeUnavailable');
}
