import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure } from './failures.ts';
import { position } from './sharePool.ts';

/** What a coldkey holds on a subnet over all validators, and what of it a lock lets go. */
export interface StakeAvailability {
  readonly total: bigint;
  readonly locked: bigint;
  readonly available: bigint;
}

/**
 * Alpha held, locked and free. The lock counts as it was last written: this chain has no call that makes one, so
 * none decays. Source: SubtensorModule, get_stake_availability_for_coldkeys.
 */
export function stakeAvailability(state: State, coldkey: Uint8Array, netuid: number): StakeAvailability {
  const hotkeys = subtensorStorage.StakingHotkeys.get(state, coldkey);
  const total = hotkeys.reduce((sum, hotkey) => sum + position(state, { hotkey, netuid }, coldkey), 0n);
  const locks = subtensorStorage.Lock.entries(state, coldkey, netuid);
  const locked = locks.reduce((sum, [, lock]) => sum + lock.locked_mass, 0n);
  return { total, locked, available: saturatingSubtract(total, locked) };
}

/** Refuses to take more than locks leave. Source: SubtensorModule, ensure_available_to_unstake. */
export function ensureAvailable(state: State, coldkey: Uint8Array, netuid: number, alpha: bigint): void {
  ensure(alpha <= stakeAvailability(state, coldkey, netuid).available, 'StakeUnavailable');
}
