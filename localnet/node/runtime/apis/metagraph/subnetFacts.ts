import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { subnetName } from '#localnet/node/runtime/apis/subnetName.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import type { State } from '#localnet/node/state.ts';

const s = subtensorStorage;

function lastStep(state: State, netuid: number): bigint {
  return s.LastMechansimStepBlock.get(state, netuid);
}

function pendingAlpha(state: State, netuid: number): bigint {
  return s.PendingValidatorEmission.get(state, netuid) + s.PendingServerEmission.get(state, netuid);
}

/** What a metagraph tells of the subnet as a whole; emission and pending root emission are always 0. */
export const subnetFacts = {
  netuid: (_: State, netuid: number) => netuid,
  name: (state: State, netuid: number) => [...subnetName(state, netuid)],
  symbol: (state: State, netuid: number) => [...s.TokenSymbol.get(state, netuid)],
  identity: (state: State, netuid: number) => ({ value: s.SubnetIdentitiesV3.get(state, netuid) }),
  network_registered_at: (state: State, netuid: number) => s.NetworkRegisteredAt.get(state, netuid),
  owner_hotkey: (state: State, netuid: number) => s.SubnetOwnerHotkey.get(state, netuid),
  owner_coldkey: (state: State, netuid: number) => s.SubnetOwner.get(state, netuid),
  block: (state: State) => currentBlock(state),
  tempo: (state: State, netuid: number) => s.Tempo.get(state, netuid),
  last_step: lastStep,
  blocks_since_last_step: (state: State, netuid: number) => currentBlock(state) - lastStep(state, netuid),
  subnet_emission: () => 0n,
  alpha_in: (state: State, netuid: number) => s.SubnetAlphaIn.get(state, netuid),
  alpha_out: (state: State, netuid: number) => s.SubnetAlphaOut.get(state, netuid),
  tao_in: (state: State, netuid: number) => s.SubnetTAO.get(state, netuid),
  alpha_out_emission: (state: State, netuid: number) => s.SubnetAlphaOutEmission.get(state, netuid),
  alpha_in_emission: (state: State, netuid: number) => s.SubnetAlphaInEmission.get(state, netuid),
  tao_in_emission: (state: State, netuid: number) => s.SubnetTaoInEmission.get(state, netuid),
  pending_alpha_emission: pendingAlpha,
  pending_root_emission: () => 0n,
  subnet_volume: (state: State, netuid: number) => s.SubnetVolume.get(state, netuid),
  moving_price: (state: State, netuid: number) => s.SubnetMovingPrice.get(state, netuid),
};
