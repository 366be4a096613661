import { ROOT } from '#domain/subnet.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { distribute } from './dividends.ts';
import { drain } from './pendingAlpha.ts';

/** Whether the subnet's epoch is due: asked for, overdue, or a tempo after the last. Source: SubtensorModule, should_run_epoch. */
function isDue(state: State, netuid: number, block: bigint, tempo: bigint): boolean {
  const { BlocksSinceLastStep, LastEpochBlock, PendingEpochAt } = subtensorStorage;
  if (tempo === 0n) return false;
  const pending = PendingEpochAt.get(state, netuid);
  if (pending > 0n && block >= pending) return true;
  if (BlocksSinceLastStep.get(state, netuid) > tempo) return true;
  return block - LastEpochBlock.get(state, netuid) >= tempo;
}

/**
 * Counts the block for every subnet and runs the epochs that are due, as many as a block may hold; the others wait one
 * block. Source: SubtensorModule, drain_pending_subnet_emissions and distribute_emissions_to_subnets.
 */
export function runEpochs(state: State, all: readonly number[]): void {
  const { BlocksSinceLastStep, LastEpochBlock, LastMechansimStepBlock, MaxEpochsPerBlock } = subtensorStorage;
  const { PendingEpochAt, SubnetEpochIndex, Tempo } = subtensorStorage;
  const block = currentBlock(state);
  const most = MaxEpochsPerBlock.get(state);
  const due: number[] = [];
  for (const netuid of all) {
    if (netuid === ROOT) continue;
    const tempo = BigInt(Tempo.get(state, netuid));
    const since = BlocksSinceLastStep.get(state, netuid);
    BlocksSinceLastStep.set(state, netuid, since > tempo ? tempo + 1n : since + 1n);
    if (!isDue(state, netuid, block, tempo)) continue;
    if (due.length >= most) {
      PendingEpochAt.set(state, netuid, block + 1n);
      depositEvent(state, 'SubtensorModule', 'EpochDeferred', [netuid, block, block + 1n]);
      continue;
    }
    due.push(netuid);
    BlocksSinceLastStep.set(state, netuid, 0n);
    LastEpochBlock.set(state, netuid, block);
    PendingEpochAt.set(state, netuid, 0n);
    SubnetEpochIndex.set(state, netuid, SubnetEpochIndex.get(state, netuid) + 1n);
  }
  for (const netuid of due) {
    distribute(state, netuid, drain(state, netuid));
    LastMechansimStepBlock.set(state, netuid, block);
  }
}
