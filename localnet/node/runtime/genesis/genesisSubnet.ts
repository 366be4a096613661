import { stringToU8a } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';
import { ROOT } from '#domain/subnet.ts';
import { unknownOwner } from '#localnet/genesis/accounts.ts';
import type { GenesisData, GenesisSubnet } from '#localnet/genesis/genesisData.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { includesAccount } from '#localnet/node/runtime/accountKey.ts';
import { ageStorage } from '#localnet/node/runtime/laterStorage.ts';
import type { State } from '#localnet/node/state.ts';

const DYNAMIC = 1;
const NOTHING = new Uint8Array();

/** Makes the coldkey the hotkey's owner. */
export function writeOwner(state: State, coldkey: Uint8Array, hotkey: Uint8Array): void {
  const { OwnedHotkeys, Owner } = subtensorStorage;
  Owner.set(state, hotkey, coldkey);
  const owned = OwnedHotkeys.get(state, coldkey);
  if (!includesAccount(owned, hotkey)) OwnedHotkeys.set(state, coldkey, [...owned, hotkey]);
}

function writePool(state: State, subnet: GenesisSubnet): void {
  const s = subtensorStorage;
  const { netuid } = subnet;
  s.SubnetTAO.set(state, netuid, subnet.taoReserve);
  s.SubnetAlphaIn.set(state, netuid, subnet.alphaReserve);
  s.SubnetAlphaOut.set(state, netuid, subnet.alphaOut);
  s.SubnetVolume.set(state, netuid, subnet.volume);
  if (netuid === ROOT) return;
  s.SubnetMechanism.set(state, netuid, DYNAMIC);
  s.SubnetProtocolAlpha.set(state, netuid, subnet.protocolAlpha);
  s.SubnetMovingPrice.set(state, netuid, subnet.movingPrice);
  s.RootProp.set(state, netuid, subnet.rootProp);
  s.MinerBurned.set(state, netuid, subnet.minerBurned);
  s.SubnetTaoInEmission.set(state, netuid, subnet.taoInEmission);
  s.SubnetExcessTao.set(state, netuid, subnet.excessTao);
  s.SubnetAlphaInEmission.set(state, netuid, subnet.alphaInEmission);
  s.SubnetAlphaOutEmission.set(state, netuid, subnet.alphaOutEmission);
  if (!subnet.emissionEnabled) s.SubnetEmissionEnabled.set(state, netuid, false);
  alphaAssetsStorage.TotalAlphaIssuance.set(state, netuid, subnet.alphaReserve + subnet.alphaOut);
  swapStorage.PalSwapInitialized.set(state, netuid, true);
  if (subnet.quoteWeight !== null) swapStorage.SwapBalancer.set(state, netuid, { quote: subnet.quoteWeight });
}

function writeNames(state: State, { netuid, symbol, name, github, url }: GenesisSubnet): void {
  if (symbol !== null) subtensorStorage.TokenSymbol.set(state, netuid, stringToU8a(symbol));
  if (name === null) return;
  subtensorStorage.SubnetIdentitiesV3.set(state, netuid, {
    subnet_name: stringToU8a(name),
    github_repo: stringToU8a(github ?? ''),
    subnet_contact: NOTHING,
    subnet_url: stringToU8a(url ?? ''),
    discord: NOTHING,
    description: NOTHING,
    logo_url: NOTHING,
    additional: NOTHING,
  });
}

/**
 * Block numbers of the network that the data comes from are all before this chain's first block, so storage says 0 for
 * them and the ages stand beside it: moving prices and immunity go on as they would have there.
 */
function writeAges(state: State, { block }: GenesisData, subnet: GenesisSubnet): void {
  const { netuid, firstEmissionBlock, registeredAt } = subnet;
  subtensorStorage.NetworkRegisteredAt.set(state, netuid, 0n);
  ageStorage.RegistrationAge.set(state, netuid, BigInt(block - registeredAt));
  if (firstEmissionBlock === null) return;
  subtensorStorage.FirstEmissionBlockNumber.set(state, netuid, 0n);
  ageStorage.EmissionAge.set(state, netuid, BigInt(block - firstEmissionBlock));
}

/** Writes a subnet without its stakes: existence, pool, owner, names, ages. */
export function writeSubnet(state: State, data: GenesisData, subnet: GenesisSubnet): void {
  const { netuid, ownerColdkey, ownerHotkey } = subnet;
  subtensorStorage.NetworksAdded.set(state, netuid, true);
  subtensorStorage.SubtokenEnabled.set(state, netuid, subnet.subtokenEnabled);
  subtensorStorage.Tempo.set(state, netuid, subnet.tempo);
  const coldkey = ownerColdkey === null ? unknownOwner.coldkey : decodeAddress(ownerColdkey);
  const hotkey = ownerHotkey === null ? unknownOwner.hotkey : decodeAddress(ownerHotkey);
  writeOwner(state, coldkey, hotkey);
  subtensorStorage.SubnetOwner.set(state, netuid, coldkey);
  subtensorStorage.SubnetOwnerHotkey.set(state, netuid, hotkey);
  writePool(state, subnet);
  writeNames(state, subnet);
  if (netuid !== ROOT) writeAges(state, data, subnet);
}
