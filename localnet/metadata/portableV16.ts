import { btreeMap, option, vec } from './collections.ts';
import { enumeration, noFields, record, struct } from './composites.ts';
import {
  constantMembers,
  custom,
  methodMembers,
  outerEnums,
  storageMembers,
  text,
  typeId,
  types,
} from './portable.ts';
import { bytes, compact, fixedBytes, str, u8, u32 } from './primitives.ts';

// The layout of frame-metadata V16, which says of each item whether it is deprecated.

const note = record({ note: str, since: option(str) });

const deprecation = enumeration('ItemDeprecationInfo', {
  NotDeprecated: [0, noFields],
  DeprecatedWithoutNote: [1, noFields],
  Deprecated: [2, note],
});

const variantDeprecation = enumeration('VariantDeprecationInfo', {
  DeprecatedWithoutNote: [1, noFields],
  Deprecated: [2, note],
});

const variants = option(
  struct('PalletEnum', { type: typeId, deprecation: btreeMap(u8, variantDeprecation) }),
);

const viewFunction = struct('PalletViewFunction', { id: fixedBytes(32), ...methodMembers, deprecation });

const pallet = struct('PalletV16', {
  name: str,
  storage: option(
    struct('PalletStorageV16', {
      prefix: str,
      items: vec(struct('StorageEntryV16', { ...storageMembers, deprecation })),
    }),
  ),
  calls: variants,
  events: variants,
  constants: vec(struct('PalletConstantV16', { ...constantMembers, deprecation })),
  errors: variants,
  associatedTypes: vec(struct('PalletAssociatedType', { name: str, type: typeId, docs: text })),
  viewFunctions: vec(viewFunction),
  index: u8,
  docs: text,
  deprecation,
});

const extrinsic = struct('ExtrinsicV16', {
  versions: bytes,
  addressType: typeId,
  callType: typeId,
  signatureType: typeId,
  extensionsByVersion: btreeMap(u8, vec(compact(u32))),
  extensions: vec(struct('TransactionExtension', { identifier: str, type: typeId, implicit: typeId })),
});

const api = struct('RuntimeApiV16', {
  name: str,
  methods: vec(struct('RuntimeApiMethodV16', { ...methodMembers, deprecation })),
  docs: text,
  version: compact(u32),
  deprecation,
});

export const metadataV16 = struct('MetadataV16', {
  types,
  pallets: vec(pallet),
  extrinsic,
  apis: vec(api),
  outerEnums,
  custom,
});
