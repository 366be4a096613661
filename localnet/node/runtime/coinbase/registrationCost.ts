import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { larger, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import type { State } from '#localnet/node/state.ts';
import { blockEmission } from './blockEmission.ts';

/** Rao of a block's emission at which the reduction interval counts in full. */
const FULL_EMISSION = 1_000_000_000n;

/** Blocks in which the price falls by what the last subnet cost: fewer the less a block issues. Rounds down. */
function reductionInterval(state: State): bigint {
  const { NetworkLockReductionInterval, TotalIssuance } = subtensorStorage;
  const part = (blockEmission(TotalIssuance.get(state)) << 64n) / FULL_EMISSION;
  return (NetworkLockReductionInterval.get(state) * part) >> 64n;
}

/**
 * Rao that a new subnet costs now: twice the last price, falling to the minimum as blocks pass.
 * Source: SubtensorModule, get_network_lock_cost.
 */
export function registrationCost(state: State): bigint {
  const { LastRateLimitedBlock, NetworkLastLockCost, NetworkMinLockCost } = subtensorStorage;
  const last = NetworkLastLockCost.get(state);
  const since = LastRateLimitedBlock.get(state, { type: 'NetworkLastRegistered', value: null });
  const start = since === 0n ? last : last * 2n;
  const interval = reductionInterval(state);
  const fallen = interval === 0n ? 0n : (last / interval) * (currentBlock(state) - since);
  return larger(saturatingSubtract(start, fallen), NetworkMinLockCost.get(state));
}
