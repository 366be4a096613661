import type { Value } from './codec.ts';
import { btreeMap, option, vec } from './collections.ts';
import { choice, enumeration, record, single, struct } from './composites.ts';
import { bytes, compact, str, u8, u32 } from './primitives.ts';

// The layout of frame-metadata V14 and V15 and of scale-info's portable types, written with the codecs themselves.

/** The number of a type. */
export const typeId = compact(u32);
/** Documentation, by lines. */
export const text = vec(str);

const field = struct('Field', { name: option(str), type: typeId, typeName: option(str), docs: text });
const variant = struct('Variant', { name: str, fields: vec(field), index: u8, docs: text });

const primitive = choice('Primitive', {
  bool: 0,
  char: 1,
  str: 2,
  u8: 3,
  u16: 4,
  u32: 5,
  u64: 6,
  u128: 7,
  u256: 8,
  i8: 9,
  i16: 10,
  i32: 11,
  i64: 12,
  i128: 13,
  i256: 14,
});

const definition = enumeration('TypeDef', {
  Composite: [0, record({ fields: vec(field) })],
  Variant: [1, record({ variants: vec(variant) })],
  Sequence: [2, single(typeId)],
  Array: [3, record({ length: u32, type: typeId })],
  Tuple: [4, single(vec(typeId))],
  Primitive: [5, single(primitive)],
  Compact: [6, single(typeId)],
  BitSequence: [7, record({ store: typeId, order: typeId })],
});

const portableType = struct('Type', {
  path: text,
  params: vec(struct('TypeParameter', { name: str, type: option(typeId) })),
  def: definition,
  docs: text,
});

export type PortableField = Value<typeof field>;
export type PortableType = Value<typeof portableType>;

/** All types of a metadata. */
export const types = vec(struct('PortableType', { id: typeId, type: portableType }));

const hasher = choice('StorageHasher', {
  Blake2_128: 0,
  Blake2_256: 1,
  Blake2_128Concat: 2,
  Twox128: 3,
  Twox256: 4,
  Twox64Concat: 5,
  Identity: 6,
});

const storageType = enumeration('StorageEntryType', {
  Plain: [0, single(typeId)],
  Map: [1, record({ hashers: vec(hasher), key: typeId, value: typeId })],
});

/** What a storage entry has in every format. */
export const storageMembers = {
  name: str,
  modifier: choice('StorageEntryModifier', { Optional: 0, Default: 1 }),
  type: storageType,
  fallback: bytes,
  docs: text,
};

const storageEntry = struct('StorageEntry', storageMembers);

/** What a constant has in every format. */
export const constantMembers = { name: str, type: typeId, value: bytes, docs: text };

const palletMembers = {
  name: str,
  storage: option(struct('PalletStorage', { prefix: str, items: vec(storageEntry) })),
  calls: option(typeId),
  events: option(typeId),
  constants: vec(struct('PalletConstant', constantMembers)),
  errors: option(typeId),
  index: u8,
};

const palletV14 = struct('PalletV14', palletMembers);
const palletV15 = struct('PalletV15', { ...palletMembers, docs: text });

export type PortablePallet = Value<typeof palletV14>;
export type PortableStorageEntry = Value<typeof storageEntry>;

const extensions = vec(
  struct('SignedExtension', { identifier: str, type: typeId, additionalSigned: typeId }),
);

export const metadataV14 = struct('MetadataV14', {
  types,
  pallets: vec(palletV14),
  extrinsic: struct('ExtrinsicV14', { type: typeId, version: u8, signedExtensions: extensions }),
  type: typeId,
});

/** What a method of a runtime API has since format 15. */
export const methodMembers = {
  name: str,
  inputs: vec(struct('RuntimeApiMethodParam', { name: str, type: typeId })),
  output: typeId,
  docs: text,
};

export const outerEnums = struct('OuterEnums', { callType: typeId, eventType: typeId, errorType: typeId });
export const custom = btreeMap(str, struct('CustomValue', { type: typeId, value: bytes }));

export const metadataV15 = struct('MetadataV15', {
  types,
  pallets: vec(palletV15),
  extrinsic: struct('ExtrinsicV15', {
    version: u8,
    addressType: typeId,
    callType: typeId,
    signatureType: typeId,
    extraType: typeId,
    signedExtensions: extensions,
  }),
  type: typeId,
  apis: vec(
    struct('RuntimeApi', { name: str, methods: vec(struct('RuntimeApiMethod', methodMembers)), docs: text }),
  ),
  outerEnums,
  custom,
});
