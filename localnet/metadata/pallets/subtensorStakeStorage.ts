import { btreeMap, vec } from '#localnet/metadata/collections.ts';
import { tuple } from '#localnet/metadata/composites.ts';
import {
  doubleMap,
  map,
  optionalDoubleMap,
  optionalMap,
  optionalTripleMap,
  tripleMap,
} from '#localnet/metadata/pallet.ts';
import { bool, u16, u32, u64, u128, unit } from '#localnet/metadata/primitives.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import { lockState, rootClaimType } from '#localnet/metadata/subtensorTypes.ts';
import { accountId, h256, i96f32, netuid, safeFloat, u64f64 } from '#localnet/metadata/types.ts';

const subnet: KeyPart<number> = ['Identity', netuid];
const subnetBlake: KeyPart<number> = ['Blake2_128Concat', netuid];
const account: KeyPart<Uint8Array> = ['Blake2_128Concat', accountId];
const accountTwox: KeyPart<Uint8Array> = ['Twox64Concat', accountId];
const nobody = new Uint8Array(32);

/** Stakes, their shares and locks, delegation, and claims on root dividends. */
export const stakeStorage = {
  Owner: map(account, accountId, nobody),
  Delegates: map(account, u16, 11_796),
  AccountFlags: map(account, u128, 0n),
  StakingHotkeys: map(account, vec(accountId), []),
  OwnedHotkeys: map(account, vec(accountId), []),
  AutoStakeDestination: optionalDoubleMap(account, subnet, accountId),
  AutoStakeDestinationColdkeys: doubleMap(account, subnet, vec(accountId), []),
  ColdkeySwapAnnouncements: optionalMap(accountTwox, tuple(u32, h256)),
  ColdkeySwapDisputes: optionalMap(accountTwox, u32),
  TotalHotkeyAlpha: doubleMap(account, subnet, u64, 0n),
  TotalHotkeyAlphaLastEpoch: doubleMap(account, subnet, u64, 0n),
  TotalHotkeyShares: doubleMap(account, subnet, u64f64, 0n),
  Alpha: tripleMap([account, account, subnet], u64f64, 0n),
  TotalHotkeySharesV2: doubleMap(account, subnet, safeFloat, { mantissa: 0n, exponent: 0n }),
  AlphaV2: tripleMap([account, account, subnet], safeFloat, { mantissa: 0n, exponent: 0n }),
  AlphaDividendsPerSubnet: doubleMap(subnet, account, u64, 0n),
  RootAlphaDividendsPerSubnet: doubleMap(subnet, account, u64, 0n),
  LastHotkeyEmissionOnNetuid: doubleMap(account, subnet, u64, 0n),
  LastColdkeyHotkeyStakeBlock: optionalDoubleMap(accountTwox, accountTwox, u64),
  Lock: optionalTripleMap([account, subnet, account], lockState),
  LockingColdkeys: optionalTripleMap([subnet, account, account], unit),
  HotkeyLock: optionalDoubleMap(subnet, account, lockState),
  DecayingHotkeyLock: optionalDoubleMap(subnet, account, lockState),
  OwnerLock: optionalMap(subnet, lockState),
  DecayingOwnerLock: optionalMap(subnet, lockState),
  DecayingLock: optionalDoubleMap(account, subnet, bool),
  RootClaimableThreshold: map(subnetBlake, i96f32, 2_147_483_648_000_000n),
  RootClaimable: map(account, btreeMap(netuid, i96f32), []),
  RootClaimed: tripleMap([subnet, account, account], u128, 0n),
  RootClaimType: map(account, rootClaimType, { type: 'Swap', value: null }),
  StakingColdkeysByIndex: optionalMap(['Identity', u64], accountId),
  StakingColdkeys: optionalMap(['Identity', accountId], u64),
  ChildkeyTake: doubleMap(account, subnet, u16, 0),
  PendingChildKeys: doubleMap(subnet, account, tuple(vec(tuple(u64, accountId)), u64), [[], 0n]),
  ChildKeys: doubleMap(account, subnet, vec(tuple(u64, accountId)), []),
  ParentKeys: doubleMap(account, subnet, vec(tuple(u64, accountId)), []),
  MinChildkeyTakePerSubnet: map(subnet, u16, 0),
  AutoParentDelegationEnabled: map(account, bool, true),
  LastHotkeySwapOnNetuid: doubleMap(subnet, account, u64, 0n),
};
