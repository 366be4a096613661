import { ROOT } from '#domain/subnet.ts';
import { runtimeApis } from '#localnet/metadata/apis.ts';
import type { dynamicInfo } from '#localnet/metadata/apiTypes.ts';
import type { Value } from '#localnet/metadata/codec.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { subnetToPrune } from '#localnet/node/runtime/coinbase/prune.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import { allNetuids, subnetExists } from '#localnet/node/runtime/staking/hotkeys.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import type { State } from '#localnet/node/state.ts';
import { type ApiCall, serve } from './apiCall.ts';
import { metagraphOf } from './metagraph/metagraphOf.ts';
import { subnetName } from './subnetName.ts';

const methods = runtimeApis.SubnetInfoRuntimeApi;

/** A subnet as explorers show it; `emission` and `pending_root_emission` are always 0, as on the network. */
function subnetInfo(state: State, netuid: number): Value<typeof dynamicInfo> | null {
  const s = subtensorStorage;
  if (!subnetExists(state, netuid)) return null;
  const lastStep = s.LastMechansimStepBlock.get(state, netuid);
  return {
    netuid,
    owner_hotkey: s.SubnetOwnerHotkey.get(state, netuid),
    owner_coldkey: s.SubnetOwner.get(state, netuid),
    subnet_name: [...subnetName(state, netuid)],
    token_symbol: [...s.TokenSymbol.get(state, netuid)],
    tempo: s.Tempo.get(state, netuid),
    last_step: lastStep,
    blocks_since_last_step: currentBlock(state) - lastStep,
    emission: 0n,
    alpha_in: s.SubnetAlphaIn.get(state, netuid),
    alpha_out: s.SubnetAlphaOut.get(state, netuid),
    tao_in: s.SubnetTAO.get(state, netuid),
    alpha_out_emission: s.SubnetAlphaOutEmission.get(state, netuid),
    alpha_in_emission: s.SubnetAlphaInEmission.get(state, netuid),
    tao_in_emission: s.SubnetTaoInEmission.get(state, netuid),
    pending_alpha_emission:
      s.PendingValidatorEmission.get(state, netuid) + s.PendingServerEmission.get(state, netuid),
    pending_root_emission: 0n,
    subnet_volume: s.SubnetVolume.get(state, netuid),
    network_registered_at: s.NetworkRegisteredAt.get(state, netuid),
    subnet_identity: s.SubnetIdentitiesV3.get(state, netuid),
    moving_price: s.SubnetMovingPrice.get(state, netuid),
  };
}

/** The block of the subnet's next epoch; null when it runs none. Source: SubtensorModule, get_next_epoch_start_block. */
function nextEpoch(state: State, netuid: number): bigint | null {
  const { LastEpochBlock, PendingEpochAt, Tempo } = subtensorStorage;
  const tempo = BigInt(Tempo.get(state, netuid));
  if (tempo === 0n) return null;
  const next = LastEpochBlock.get(state, netuid) + tempo;
  const pending = PendingEpochAt.get(state, netuid);
  return pending > 0n ? smaller(next, pending) : next;
}

/** SubnetInfoRuntimeApi, as far as an app that trades asks for it. */
export const subnetInfoApi: Readonly<Record<string, ApiCall>> = {
  SubnetInfoRuntimeApi_get_dynamic_info: serve(methods.get_dynamic_info, (state, { netuid }) =>
    subnetInfo(state, netuid),
  ),
  SubnetInfoRuntimeApi_get_all_dynamic_info: serve(methods.get_all_dynamic_info, (state) =>
    allNetuids(state).map((netuid) => subnetInfo(state, netuid)),
  ),
  SubnetInfoRuntimeApi_get_selective_metagraph: serve(
    methods.get_selective_metagraph,
    (state, { netuid, metagraph_indexes }) => metagraphOf(state, netuid, metagraph_indexes),
  ),
  SubnetInfoRuntimeApi_get_subnet_to_prune: serve(methods.get_subnet_to_prune, (state) =>
    subnetToPrune(state),
  ),
  SubnetInfoRuntimeApi_get_subnet_account_id: serve(methods.get_subnet_account_id, (state, { netuid }) =>
    netuid === ROOT || subnetExists(state, netuid) ? subnetAccount(netuid) : null,
  ),
  SubnetInfoRuntimeApi_get_next_epoch_start_block: serve(
    methods.get_next_epoch_start_block,
    (state, { netuid }) => nextEpoch(state, netuid),
  ),
  SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey: serve(
    methods.get_coldkey_auto_stake_hotkey,
    (state, { coldkey, netuid }) => subtensorStorage.AutoStakeDestination.get(state, coldkey, netuid),
  ),
};
