import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { larger, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import type { State } from '#localnet/node/state.ts';

/**
 * Rao that a new subnet costs now: twice the last price, falling to the minimum as blocks pass.
 * Source: SubtensorModule, get_network_lock_cost.
 */
export function registrationCost(state: State): bigint {
  const { LastRateLimitedBlock, NetworkLastLockCost, NetworkLockReductionInterval, NetworkMinLockCost } =
    subtensorStorage;
  const last = NetworkLastLockCost.get(state);
  const since = LastRateLimitedBlock.get(state, { type: 'NetworkLastRegistered', value: null });
  const start = since === 0n ? last : last * 2n;
  const fallen = (last / NetworkLockReductionInterval.get(state)) * (currentBlock(state) - since);
  return larger(saturatingSubtract(start, fallen), NetworkMinLockCost.get(state));
}
