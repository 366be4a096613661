import { u8aToHex } from '@polkadot/util';
import { runtimeApis } from '#localnet/metadata/apis.ts';
import type { delegateInfo } from '#localnet/metadata/apiTypes.ts';
import type { Value } from '#localnet/metadata/codec.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import type { State } from '#localnet/node/state.ts';
import { type ApiCall, serve } from './apiCall.ts';

type DelegateInfo = Value<typeof delegateInfo>;
type Nominator = DelegateInfo['nominators'][number];

const methods = runtimeApis.DelegateInfoRuntimeApi;
const BLOCKS_A_DAY = 7_200n;

/** Who stakes to the hotkey, and how much on each subnet. */
function nominatorsOf(state: State, hotkey: Uint8Array): Nominator[] {
  const byColdkey = new Map<string, [Uint8Array, [number, bigint][]]>();
  for (const [[, coldkey, netuid]] of subtensorStorage.AlphaV2.entries(state, hotkey)) {
    const alpha = position(state, { hotkey, netuid }, coldkey);
    const id = u8aToHex(coldkey);
    const entry = byColdkey.get(id) ?? [coldkey, []];
    if (alpha > 0n) entry[1].push([netuid, alpha]);
    byColdkey.set(id, entry);
  }
  return [...byColdkey.values()];
}

/** A validator. The returns mix the Alpha of all subnets over the root stake, as on the network: not for show. */
function delegateInfoOf(state: State, hotkey: Uint8Array): DelegateInfo {
  const s = subtensorStorage;
  const registrations = s.IsNetworkMember.entries(state, hotkey).flatMap(([[, netuid], member]) =>
    member ? [netuid] : [],
  );
  const permitted = registrations.filter((netuid) => {
    const uid = s.Uids.get(state, netuid, hotkey);
    return uid !== null && (s.ValidatorPermit.get(state, netuid)[uid] ?? false);
  });
  const daily = registrations.reduce((sum, netuid) => {
    const tempo = BigInt(s.Tempo.get(state, netuid));
    return tempo === 0n
      ? sum
      : sum + (s.AlphaDividendsPerSubnet.get(state, netuid, hotkey) * BLOCKS_A_DAY) / tempo;
  }, 0n);
  const thousands = s.TotalHotkeyAlpha.get(state, hotkey, 0) / 1_000n;
  return {
    delegate_ss58: hotkey,
    take: s.Delegates.get(state, hotkey),
    nominators: nominatorsOf(state, hotkey),
    owner_ss58: s.Owner.get(state, hotkey),
    registrations,
    validator_permits: permitted,
    return_per_1000: thousands === 0n ? 0n : (daily * 82n) / 100n / thousands,
    total_daily_return: daily,
  };
}

function delegates(state: State): Uint8Array[] {
  return subtensorStorage.Delegates.entries(state).map(([[hotkey]]) => hotkey);
}

/** DelegateInfoRuntimeApi. */
export const delegateApi: Readonly<Record<string, ApiCall>> = {
  DelegateInfoRuntimeApi_get_delegates: serve(methods.get_delegates, (state) =>
    delegates(state).map((hotkey) => delegateInfoOf(state, hotkey)),
  ),
  DelegateInfoRuntimeApi_get_delegate: serve(methods.get_delegate, (state, { delegate_account }) =>
    subtensorStorage.Delegates.exists(state, delegate_account)
      ? delegateInfoOf(state, delegate_account)
      : null,
  ),
  DelegateInfoRuntimeApi_get_delegated: serve(methods.get_delegated, (state, { delegatee_account }) =>
    delegates(state).flatMap((hotkey) => {
      const held = subtensorStorage.AlphaV2.entries(state, hotkey, delegatee_account);
      return held.map(([[, , netuid]]) => {
        const alpha = position(state, { hotkey, netuid }, delegatee_account);
        return [{ ...delegateInfoOf(state, hotkey), nominators: [] }, [netuid, alpha]] as const;
      });
    }),
  ),
};
