import { ROOT } from '#domain/subnet.ts';
import { swapFee } from '#domain/swap.ts';
import { runtimeApis } from '#localnet/metadata/apis.ts';
import type { stakeInfo } from '#localnet/metadata/apiTypes.ts';
import type { Value } from '#localnet/metadata/codec.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { sameAccount } from '#localnet/node/runtime/accountKey.ts';
import { stakeAvailability } from '#localnet/node/runtime/staking/availability.ts';
import { allNetuids } from '#localnet/node/runtime/staking/hotkeys.ts';
import { hotkeyConviction, mostConvictedHotkey } from '#localnet/node/runtime/staking/lockAggregates.ts';
import { coldkeyLock } from '#localnet/node/runtime/staking/locks.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { type ApiCall, serve } from './apiCall.ts';

type StakeInfo = Value<typeof stakeInfo>;
type Place = readonly [Uint8Array, number];

const methods = runtimeApis.StakeInfoRuntimeApi;

/** One position; `emission` is what the hotkey's stakers got in the last epoch, `locked`, TAO emission and drain are 0. */
function stakeInfoOf(state: State, hotkey: Uint8Array, coldkey: Uint8Array, netuid: number): StakeInfo {
  return {
    hotkey,
    coldkey,
    netuid,
    stake: position(state, { hotkey, netuid }, coldkey),
    locked: 0n,
    emission: subtensorStorage.AlphaDividendsPerSubnet.get(state, netuid, hotkey),
    tao_emission: 0n,
    drain: 0n,
    is_registered: subtensorStorage.Uids.exists(state, netuid, hotkey),
  };
}

function positions(state: State, coldkey: Uint8Array, netuids: readonly number[]): StakeInfo[] {
  const hotkeys = subtensorStorage.StakingHotkeys.get(state, coldkey);
  return hotkeys
    .flatMap((hotkey) => netuids.map((netuid) => stakeInfoOf(state, hotkey, coldkey, netuid)))
    .filter(({ stake }) => stake > 0n);
}

/** Subnets that a question about availability covers: all, those named, or none when the list makes no sense. */
function covered(state: State, netuids: readonly number[] | null): readonly number[] {
  const all = allNetuids(state);
  if (netuids === null) return all;
  return netuids.length > all.length ? [] : [...new Set(netuids)].filter((netuid) => all.includes(netuid));
}

function availabilities(state: State, coldkey: Uint8Array, netuids: readonly number[]) {
  return netuids
    .map((netuid) => [netuid, stakeAvailability(state, coldkey, netuid)] as const)
    .filter(([, { total, locked }]) => total > 0n || locked > 0n);
}

function samePlace(a: Place | null, b: Place | null): boolean {
  return a !== null && b !== null && sameAccount(a[0], b[0]) && a[1] === b[1];
}

/** The swap fee of an amount, by the destination's rate, else the origin's; nothing where nothing is swapped. */
function stakeFee(state: State, origin: Place | null, destination: Place | null, amount: bigint): bigint {
  const place = destination ?? origin;
  if (place === null || samePlace(origin, destination) || place[1] === ROOT) return 0n;
  const pool = readPool(state, place[1]);
  return pool.kind === 'weighted' ? swapFee(amount, pool.feeRate) : 0n;
}

/** StakeInfoRuntimeApi. */
export const stakeInfoApi: Readonly<Record<string, ApiCall>> = {
  StakeInfoRuntimeApi_get_stake_info_for_coldkey: serve(
    methods.get_stake_info_for_coldkey,
    (state, { coldkey_account }) => positions(state, coldkey_account, allNetuids(state)),
  ),
  StakeInfoRuntimeApi_get_stake_info_for_coldkeys: serve(
    methods.get_stake_info_for_coldkeys,
    (state, { coldkey_accounts }) => {
      const netuids = allNetuids(state);
      return coldkey_accounts.map((coldkey) => [coldkey, positions(state, coldkey, netuids)] as const);
    },
  ),
  StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid: serve(
    methods.get_stake_info_for_hotkey_coldkey_netuid,
    (state, { hotkey_account, coldkey_account, netuid }) =>
      stakeInfoOf(state, hotkey_account, coldkey_account, netuid),
  ),
  StakeInfoRuntimeApi_get_stake_availability_for_coldkeys: serve(
    methods.get_stake_availability_for_coldkeys,
    (state, { coldkey_accounts, netuids }) => {
      const subnets = covered(state, netuids);
      return coldkey_accounts.map((coldkey) => [coldkey, availabilities(state, coldkey, subnets)] as const);
    },
  ),
  StakeInfoRuntimeApi_get_stake_fee: serve(methods.get_stake_fee, (state, { origin, destination, amount }) =>
    stakeFee(state, origin, destination, amount),
  ),
  StakeInfoRuntimeApi_get_coldkey_lock: serve(
    methods.get_coldkey_lock,
    (state, { coldkey, netuid }) => coldkeyLock(state, coldkey, netuid)?.lock ?? null,
  ),
  StakeInfoRuntimeApi_get_hotkey_conviction: serve(
    methods.get_hotkey_conviction,
    (state, { hotkey, netuid }) => hotkeyConviction(state, hotkey, netuid),
  ),
  StakeInfoRuntimeApi_get_most_convicted_hotkey_on_subnet: serve(
    methods.get_most_convicted_hotkey_on_subnet,
    (state, { netuid }) => mostConvictedHotkey(state, netuid),
  ),
};
