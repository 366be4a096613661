import type { Codec } from './codec.ts';
import { named } from './codec.ts';
import { vec } from './collections.ts';
import { choice, emptyStruct, enumeration, list, newtype, noFields, single, struct } from './composites.ts';
import {
  bytes,
  compact,
  compactBig,
  fixedBytes,
  i64,
  i128,
  str,
  u8,
  u16,
  u32,
  u64,
  u128,
  unit,
} from './primitives.ts';

/** A public key of 32 bytes. */
export const accountId = newtype('sp_core::crypto::AccountId32', fixedBytes(32));
/** A hash of 32 bytes. */
export const h256 = newtype('primitive_types::H256', fixedBytes(32));

/** An account as a field of a call or event, in the runtime's spelling. */
export const who = named(accountId, 'T::AccountId');
export const accountKey = named(accountId, 'AccountId');
export const netuid = named(u16, 'NetUid');
/** An amount of TAO, in rao. */
export const tao = named(u64, 'TaoBalance');
/** An amount of some subnet's alpha, in its base units. */
export const alpha = named(u64, 'AlphaBalance');
/** An amount of TAO in the words of the Balances pallet, in rao. */
export const balance = named(u64, 'T::Balance');
export const hash = named(h256, 'T::Hash');
export const blockNumber = named(u32, 'BlockNumberFor<T>');

export const compactU8 = compact(u8);
export const compactU16 = compact(u16);
export const compactU32 = compact(u32);
export const compactU64 = compactBig(u64);
export const compactU128 = compactBig(u128);

/** Accounts of this chain have no index: Compact<()> takes no byte. */
const noIndex: Codec<null> = { ...unit, type: { kind: 'compact', of: unit }, typeName: 'AccountIndex' };

/** MultiAddress. */
export const multiAddress = enumeration(
  'sp_runtime::multiaddress::MultiAddress',
  {
    Id: [0, single(accountKey)],
    Index: [1, single(noIndex)],
    Raw: [2, single(bytes)],
    Address32: [3, single(fixedBytes(32))],
    Address20: [4, single(fixedBytes(20))],
  },
  [
    ['AccountId', accountId],
    ['AccountIndex', unit],
  ],
);

/** The target of a transfer, in the runtime's spelling. */
export const lookup = named(multiAddress, 'AccountIdLookupOf<T>');

export const multiSignature = enumeration('sp_runtime::MultiSignature', {
  Ed25519: [0, single(named(fixedBytes(64), 'ed25519::Signature'))],
  Sr25519: [1, single(named(fixedBytes(64), 'sr25519::Signature'))],
  Ecdsa: [2, single(named(fixedBytes(65), 'ecdsa::Signature'))],
});

export const accountData = struct(
  'pallet_balances::types::AccountData',
  {
    free: named(u64, 'Balance'),
    reserved: named(u64, 'Balance'),
    frozen: named(u64, 'Balance'),
    flags: newtype('pallet_balances::types::ExtraFlags', u128),
  },
  [['Balance', u64]],
);

/** System.Account: the nonce, three reference counts and the balances in rao. */
export const accountInfo = struct(
  'frame_system::AccountInfo',
  {
    nonce: named(u32, 'Nonce'),
    consumers: named(u32, 'RefCount'),
    providers: named(u32, 'RefCount'),
    sufficients: named(u32, 'RefCount'),
    data: named(accountData, 'AccountData'),
  },
  [
    ['Nonce', u32],
    ['AccountData', accountData],
  ],
);

/** Parts of 10^18. */
export const perquintill = newtype('sp_arithmetic::per_things::Perquintill', u64);
export const percent = newtype('sp_arithmetic::per_things::Percent', u8);
/** Parts of 10^18, with an integer part. */
export const fixedU128 = newtype('sp_arithmetic::fixed_point::FixedU128', u128);
export const palletId = newtype('frame_support::PalletId', fixedBytes(8));

/** The type-level number of substrate-typenum, by which a fixed-point type tells its fractional bits. */
function typeNumber(value: number): Codec<unknown> {
  if (value === 0) return emptyStruct('substrate_typenum::uint::UTerm');
  const upper = typeNumber(value >> 1);
  const bit = emptyStruct(`substrate_typenum::bit::B${value & 1}`);
  return struct('substrate_typenum::uint::UInt', { msb: named(upper, 'U'), lsb: named(bit, 'B') }, [
    ['U', upper],
    ['B', bit],
  ]);
}

const fraction32 = typeNumber(32);
const fraction64 = typeNumber(64);

/** Unsigned fixed point; the value is the raw integer, to be divided by 2^64. */
export const u64f64 = named(
  newtype('substrate_fixed::FixedU128', u128, [['Frac', fraction64]], 'bits'),
  'U64F64',
);
/** Unsigned fixed point; the value is the raw integer, to be divided by 2^32. */
export const u96f32 = named(
  newtype('substrate_fixed::FixedU128', u128, [['Frac', fraction32]], 'bits'),
  'U96F32',
);
/** Signed fixed point; the value is the raw integer, to be divided by 2^64. */
export const i64f64 = named(
  newtype('substrate_fixed::FixedI128', i128, [['Frac', fraction64]], 'bits'),
  'I64F64',
);
/** Signed fixed point; the value is the raw integer, to be divided by 2^32. */
export const i96f32 = named(
  newtype('substrate_fixed::FixedI128', i128, [['Frac', fraction32]], 'bits'),
  'I96F32',
);

/** A share of a pool: mantissa × 10^exponent. */
export const safeFloat = struct('share_pool::SafeFloat', { mantissa: u128, exponent: i64 });

/** Weight: picoseconds of reference time and bytes of proof. */
export const weight = struct('sp_weights::weight_v2::Weight', {
  ref_time: named(compactU64, 'u64'),
  proof_size: named(compactU64, 'u64'),
});

export const dispatchClass = choice('frame_support::dispatch::DispatchClass', {
  Normal: 0,
  Operational: 1,
  Mandatory: 2,
});

export const pays = choice('frame_support::dispatch::Pays', { Yes: 0, No: 1 });

export const dispatchEventInfo = struct('frame_system::DispatchEventInfo', {
  weight,
  class: dispatchClass,
  pays_fee: pays,
});

/** Something for each dispatch class. */
export function perDispatchClass<T>(item: Codec<T>) {
  const each = named(item, 'T');
  const members = { normal: each, operational: each, mandatory: each };
  return struct('frame_support::dispatch::PerDispatchClass', members, [['T', item]]);
}

const engine = named(fixedBytes(4), 'ConsensusEngineId');

/** One item of a header's digest; in the order in which the runtime declares them. */
export const digestItem = enumeration('sp_runtime::generic::digest::DigestItem', {
  PreRuntime: [6, list(engine, bytes)],
  Consensus: [4, list(engine, bytes)],
  Seal: [5, list(engine, bytes)],
  Other: [0, single(bytes)],
  RuntimeEnvironmentUpdated: [8, noFields],
});

export const digest = struct('sp_runtime::generic::digest::Digest', { logs: vec(digestItem) });

export const phase = enumeration('frame_system::Phase', {
  ApplyExtrinsic: [0, single(u32)],
  Finalization: [1, noFields],
  Initialization: [2, noFields],
});

/** Cow: coded as what it holds. */
export function cow<T>(item: Codec<T>, typeName: string): Codec<T> {
  return named(newtype('Cow', item, [['T', item]]), typeName);
}

export const cowText = cow(str, "Cow<'static, str>");

/** A vector whose greatest length is part of the runtime's source, not of its encoding. */
export function boundedVec<T>(item: Codec<T>): Codec<readonly T[]> {
  return newtype('bounded_collections::bounded_vec::BoundedVec', named(vec(item), 'Vec<T>'), [
    ['T', item],
    ['S', null],
  ]);
}

/** Bytes of a bounded length. */
export const boundedBytes = newtype('bounded_collections::bounded_vec::BoundedVec', named(bytes, 'Vec<T>'), [
  ['T', u8],
  ['S', null],
]);
