import { stringToU8a } from '@polkadot/util';
import { ROOT } from '#domain/subnet.ts';
import symbols from '#localnet/genesis/symbols.json' with { type: 'json' };
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { reducibleBalance } from '#localnet/node/runtime/balances/currency.ts';
import { writeOwner } from '#localnet/node/runtime/genesis/genesisSubnet.ts';
import { saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { ensure, subtensorFailure } from '#localnet/node/runtime/staking/failures.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import { allNetuids, hotkeyExists, ownsHotkey } from '#localnet/node/runtime/staking/hotkeys.ts';
import { noteStakingHotkey } from '#localnet/node/runtime/staking/sharePool.ts';
import { payIntoSubnet } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { dissolveSubnet } from './dissolve.ts';
import { mintAlpha } from './injection.ts';
import { subnetToPrune } from './prune.ts';
import { registrationCost } from './registrationCost.ts';

const DYNAMIC = 1;
const TEMPO = 360;
const FRACTION_BITS = 64n;

/** Who registers a subnet, and pays for it. */
export interface SubnetFounder {
  readonly coldkey: Uint8Array;
  readonly hotkey: Uint8Array;
}

/** The middle one of all subnets' prices, or the mean of the two; 1 when there is none. Raw U64F64. */
function medianPrice(state: State): bigint {
  const prices = allNetuids(state)
    .filter((netuid) => netuid !== ROOT)
    .map((netuid) => alphaPrice(state, netuid))
    .filter((price) => price > 0n)
    .sort((a, b) => (a < b ? -1 : Number(a > b)));
  const upper = prices[prices.length >> 1] ?? 1n << FRACTION_BITS;
  const lower = prices[(prices.length - 1) >> 1] ?? upper;
  return (lower + upper) / 2n;
}

/** The index's own symbol, or the first that no subnet bears. Source: SubtensorModule, get_next_available_symbol. */
function freeSymbol(state: State, netuid: number): string {
  const taken = new Set(
    subtensorStorage.TokenSymbol.entries(state).map(([, symbol]) => new TextDecoder().decode(symbol)),
  );
  const own = symbols[netuid];
  if (own !== undefined && !taken.has(own)) return own;
  return symbols.slice(1).find((symbol) => !taken.has(symbol)) ?? own ?? '';
}

/** The netuid of the next subnet: the lowest that is free, or that of the subnet that must go for it, which then goes. */
function makeRoom(state: State): number {
  const taken = new Set(allNetuids(state));
  taken.delete(ROOT);
  if (taken.size >= subtensorStorage.SubnetLimit.get(state)) {
    const netuid = subnetToPrune(state);
    if (netuid === null) throw subtensorFailure('SubnetLimitReached');
    dissolveSubnet(state, netuid);
    return netuid;
  }
  let netuid = 1;
  while (taken.has(netuid)) netuid += 1;
  return netuid;
}

/** What the network sets for every new subnet; epochs of neighbours do not fall on one block. Source: init_new_network. */
function setParameters(state: State, netuid: number): void {
  const s = subtensorStorage;
  s.Tempo.set(state, netuid, TEMPO);
  s.LastEpochBlock.set(state, netuid, saturatingSubtract(currentBlock(state), BigInt(netuid % TEMPO)));
  s.NetworkRegistrationAllowed.set(state, netuid, true);
  s.MaxAllowedUids.set(state, netuid, 256);
  s.MaxAllowedValidators.set(state, netuid, 64);
  s.MinAllowedWeights.set(state, netuid, 1);
  s.ImmunityPeriod.set(state, netuid, 5_000);
  s.Yuma3On.set(state, netuid, true);
}

/** The founder's hotkey is the subnet's first neuron. */
function enrolFounder(state: State, netuid: number, { coldkey, hotkey }: SubnetFounder): void {
  const s = subtensorStorage;
  if (!hotkeyExists(state, hotkey)) {
    writeOwner(state, coldkey, hotkey);
    noteStakingHotkey(state, coldkey, hotkey);
  }
  s.SubnetOwner.set(state, netuid, coldkey);
  s.SubnetOwnerHotkey.set(state, netuid, hotkey);
  s.SubnetworkN.set(state, netuid, 1);
  s.Keys.set(state, netuid, 0, hotkey);
  s.Uids.set(state, netuid, hotkey, 0);
  s.IsNetworkMember.set(state, hotkey, netuid, true);
  s.BlockAtRegistration.set(state, netuid, 0, currentBlock(state));
  s.ValidatorPermit.set(state, netuid, [false]);
  s.Active.set(state, netuid, [true]);
  s.LastUpdate.set(state, netuid, [currentBlock(state)]);
}

/** The founder's TAO is the pool's first reserve; Alpha stands against it at the price that is usual. */
function openPool(state: State, netuid: number, tao: bigint, price: bigint): void {
  const s = subtensorStorage;
  const alpha = (tao << FRACTION_BITS) / price;
  s.SubnetMechanism.set(state, netuid, DYNAMIC);
  s.SubnetTAO.set(state, netuid, tao);
  s.SubnetAlphaIn.set(state, netuid, alpha);
  s.SubnetEmissionEnabled.set(state, netuid, false);
  s.SubnetLocked.set(state, netuid, tao);
  s.TotalStake.set(state, s.TotalStake.get(state) + tao);
  mintAlpha(state, netuid, alpha);
}

/**
 * Makes a subnet and gives its netuid. At the limit of subnets the one that is due goes first. The founder's TAO opens
 * the pool at the median price of all; emission is off, and nothing can be traded before the owner starts it. The
 * network's limit of one registration in a while is not applied. Refuses with NonAssociatedColdKey,
 * CannotAffordLockCost, SubnetLimitReached. Source: SubtensorModule, do_register_network.
 */
export function registerSubnet(state: State, founder: SubnetFounder): number {
  const s = subtensorStorage;
  const { coldkey, hotkey } = founder;
  ensure(!hotkeyExists(state, hotkey) || ownsHotkey(state, coldkey, hotkey), 'NonAssociatedColdKey');
  const cost = registrationCost(state);
  ensure(cost <= reducibleBalance(state, coldkey, 'Preserve'), 'CannotAffordLockCost');
  const netuid = makeRoom(state);
  const price = medianPrice(state);
  const paid = payIntoSubnet(state, netuid, coldkey, cost);
  s.NetworkLastLockCost.set(state, paid);
  s.LastRateLimitedBlock.set(state, { type: 'NetworkLastRegistered', value: null }, currentBlock(state));
  s.NetworksAdded.set(state, netuid, true);
  s.TotalNetworks.set(state, s.TotalNetworks.get(state) + 1);
  s.RegisteredSubnetCounter.set(state, netuid, s.RegisteredSubnetCounter.get(state, netuid) + 1n);
  setParameters(state, netuid);
  s.NetworkRegisteredAt.set(state, netuid, currentBlock(state));
  s.TokenSymbol.set(state, netuid, stringToU8a(freeSymbol(state, netuid)));
  enrolFounder(state, netuid, founder);
  openPool(state, netuid, paid, price);
  depositEvent(state, 'SubtensorModule', 'NetworkAdded', [netuid, DYNAMIC]);
  return netuid;
}
