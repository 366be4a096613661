import { vec } from '#localnet/metadata/collections.ts';
import { doubleMap, map, optionalDoubleMap, optionalMap, tripleMap } from '#localnet/metadata/pallet.ts';
import { bool, u16, u64 } from '#localnet/metadata/primitives.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import { axonInfo, chainIdentityV2 } from '#localnet/metadata/subtensorTypes.ts';
import { accountId, netuid } from '#localnet/metadata/types.ts';

const subnet: KeyPart<number> = ['Identity', netuid];
const account: KeyPart<Uint8Array> = ['Blake2_128Concat', accountId];
const nobody = new Uint8Array(32);

/** Registered hotkeys of each subnet, their validator permits and identities. */
export const neuronStorage = {
  SubnetworkN: map(subnet, u16, 0),
  IsNetworkMember: doubleMap(account, subnet, bool, false),
  Uids: optionalDoubleMap(subnet, account, u16),
  Keys: doubleMap(subnet, subnet, accountId, nobody),
  Active: map(subnet, vec(bool), []),
  Consensus: map(subnet, vec(u16), []),
  Incentive: map(subnet, vec(u16), []),
  Dividends: map(subnet, vec(u16), []),
  Emission: map(subnet, vec(u64), []),
  LastUpdate: map(subnet, vec(u64), []),
  ValidatorTrust: map(subnet, vec(u16), []),
  ValidatorPermit: map(subnet, vec(bool), []),
  StakeWeight: map(subnet, vec(u16), []),
  BlockAtRegistration: doubleMap(subnet, subnet, u64, 0n),
  Axons: optionalDoubleMap(subnet, account, axonInfo),
  IdentitiesV2: optionalMap(account, chainIdentityV2),
  TransactionKeyLastBlock: tripleMap([account, subnet, subnet], u64, 0n),
};
