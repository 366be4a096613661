import type { Codec } from '#localnet/metadata/codec.ts';
import { named } from '#localnet/metadata/codec.ts';
import { option } from '#localnet/metadata/collections.ts';
import { choice, struct, tuple } from '#localnet/metadata/composites.ts';
import { dispatchResult } from '#localnet/metadata/dispatchError.ts';
import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import {
  call,
  constant,
  event,
  map,
  optionalDoubleMap,
  optionalMap,
  palletErrors,
  palletStorage,
} from '#localnet/metadata/pallet.ts';
import { bool, u16, u32, u64, unit } from '#localnet/metadata/primitives.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import {
  accountId,
  accountKey,
  blockNumber,
  boundedVec,
  h256,
  lookup,
  who,
} from '#localnet/metadata/types.ts';

const account: KeyPart<Uint8Array> = ['Twox64Concat', accountId];
const callHash = named(h256, 'CallHashOf<T>');
const deposit = named(u64, 'BalanceOf<T>');

/** What a delegate may do for the account that named it. */
export const proxyType = choice('subtensor_runtime_common::ProxyType', {
  Any: 0,
  Owner: 1,
  NonCritical: 2,
  NonTransfer: 3,
  Senate: 4,
  NonFungible: 5,
  Triumvirate: 6,
  Governance: 7,
  Staking: 8,
  Registration: 9,
  Transfer: 10,
  SmallTransfer: 11,
  RootWeights: 12,
  ChildKeys: 13,
  SudoUncheckedSetCode: 14,
  SwapHotkey: 15,
  SubnetLeaseBeneficiary: 16,
  RootClaim: 17,
});

const proxyKind = named(proxyType, 'T::ProxyType');
const depositKind = choice('pallet_subtensor_proxy::DepositKind', { Proxies: 0, Announcements: 1 });

const proxyDefinition = struct(
  'pallet_subtensor_proxy::ProxyDefinition',
  { delegate: accountKey, proxy_type: proxyType, delay: named(u32, 'BlockNumber') },
  [
    ['AccountId', accountId],
    ['ProxyType', proxyType],
    ['BlockNumber', u32],
  ],
);

const announcement = struct(
  'pallet_subtensor_proxy::Announcement',
  { real: accountKey, call_hash: named(h256, 'Hash'), height: named(u32, 'BlockNumber') },
  [
    ['AccountId', accountId],
    ['Hash', h256],
    ['BlockNumber', u32],
  ],
);

/** Storage of Proxy: the delegates or announcements of an account, with the deposit held for them in rao. */
export const proxyStorage = palletStorage('Proxy', {
  Proxies: map(account, tuple(boundedVec(proxyDefinition), u64), [[], 0n]),
  Announcements: map(account, tuple(boundedVec(announcement), u64), [[], 0n]),
  LastCallResult: optionalMap(account, dispatchResult),
  RealPaysFee: optionalDoubleMap(account, account, unit),
});

/** Calls of Proxy that this chain serves, over the calls of the whole runtime. */
export function proxyCalls<C>(runtimeCall: Codec<C>) {
  return {
    proxy: call(0, {
      real: lookup,
      force_proxy_type: named(option(proxyType), 'Option<T::ProxyType>'),
      call: named(runtimeCall, 'Box<<T as Config>::RuntimeCall>'),
    }),
    add_proxy: call(1, { delegate: lookup, proxy_type: proxyKind, delay: blockNumber }),
    remove_proxy: call(2, { delegate: lookup, proxy_type: proxyKind, delay: blockNumber }),
    remove_proxies: call(3, {}),
  };
}

/** Events of Proxy. */
export const proxyEvents = {
  ProxyExecuted: event(0, { result: dispatchResult }),
  PureCreated: event(1, { pure: who, who, proxy_type: proxyKind, disambiguation_index: u16 }),
  PureKilled: event(2, { pure: who, spawner: who, proxy_type: proxyKind, disambiguation_index: u16 }),
  Announced: event(3, { real: who, proxy: who, call_hash: callHash }),
  ProxyAdded: event(4, { delegator: who, delegatee: who, proxy_type: proxyKind, delay: blockNumber }),
  ProxyRemoved: event(5, { delegator: who, delegatee: who, proxy_type: proxyKind, delay: blockNumber }),
  DepositPoked: event(6, { who, kind: depositKind, old_deposit: deposit, new_deposit: deposit }),
  RealPaysFeeSet: event(7, { real: who, delegate: who, pays_fee: bool }),
};

/** Errors of Proxy. */
export const proxyErrors = palletErrors(
  {
    TooMany: 0,
    NotFound: 1,
    NotProxy: 2,
    Unproxyable: 3,
    Duplicate: 4,
    NoPermission: 5,
    Unannounced: 6,
    NoSelfProxy: 7,
    AnnouncementDepositInvariantViolated: 8,
    InvalidDerivedAccountId: 9,
  },
  {
    TooMany: 'The account has as many delegates as it may.',
    NotFound: 'The account has no such delegate.',
    NotProxy: 'The sender is no delegate of this account for this call.',
    Unproxyable: 'The delegate may not make this call.',
    Duplicate: 'The account already has this delegate.',
    NoPermission: 'The sender may not do this.',
    Unannounced: 'The call was not announced, or not long enough ago.',
    NoSelfProxy: 'An account cannot be its own delegate.',
  },
);

/** Proxy without its calls, which need the calls of the whole runtime. */
export const proxy: Omit<PalletDefinition, 'calls'> = {
  name: 'Proxy',
  index: 16,
  path: 'pallet_subtensor_proxy::pallet',
  params: ['T'],
  prefix: 'Proxy',
  storage: proxyStorage,
  events: proxyEvents,
  errors: proxyErrors,
  constants: {
    ProxyDepositBase: constant(u64, 60_000_000n),
    ProxyDepositFactor: constant(u64, 33_000_000n),
    MaxProxies: constant(u32, 20),
    MaxPending: constant(u32, 75),
    AnnouncementDepositBase: constant(u64, 36_000_000n),
    AnnouncementDepositFactor: constant(u64, 68_000_000n),
  },
};
