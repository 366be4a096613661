import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import type { State } from '#localnet/node/state.ts';

/** Counts TAO that users brought into a subnet, or took out of it when negative. */
export function recordTaoFlow(state: State, netuid: number, tao: bigint): void {
  subtensorStorage.SubnetTaoFlow.set(state, netuid, subtensorStorage.SubnetTaoFlow.get(state, netuid) + tao);
}

/** Notes the block in which the coldkey last changed its stake with the hotkey. */
export function noteStakeBlock(state: State, coldkey: Uint8Array, hotkey: Uint8Array): void {
  subtensorStorage.LastColdkeyHotkeyStakeBlock.set(state, coldkey, hotkey, currentBlock(state));
}

/** The block being built, as SubtensorModule counts it. */
export function currentBlock(state: State): bigint {
  return BigInt(systemStorage.Number.get(state));
}
