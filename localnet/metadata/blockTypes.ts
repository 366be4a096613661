import { named } from './codec.ts';
import { btreeMap, result, vec } from './collections.ts';
import { choice, enumeration, newtype, noFields, single, struct } from './composites.ts';
import { dispatchResult } from './dispatchError.ts';
import { uncheckedExtrinsic } from './extrinsic.ts';
import { bool, bytes, fixedBytes, u8, u32, u64 } from './primitives.ts';
import { compactU32, digest, h256 } from './types.ts';

const output = named(h256, 'Hash::Output');

export const header = struct(
  'sp_runtime::generic::header::Header',
  {
    parent_hash: output,
    number: named(compactU32, 'Number'),
    state_root: output,
    extrinsics_root: output,
    digest,
  },
  [
    ['Number', u32],
    ['Hash', null],
  ],
);

export const block = struct(
  'sp_runtime::generic::block::Block',
  { header: named(header, 'Header'), extrinsics: named(vec(uncheckedExtrinsic), 'Vec<Extrinsic>') },
  [
    ['Header', header],
    ['Extrinsic', uncheckedExtrinsic],
  ],
);

export const extrinsicInclusionMode = choice('sp_runtime::ExtrinsicInclusionMode', {
  AllExtrinsics: 0,
  OnlyInherents: 1,
});

export const opaqueMetadata = newtype('sp_core::OpaqueMetadata', bytes);

const invalidTransaction = enumeration('sp_runtime::transaction_validity::InvalidTransaction', {
  Call: [0, noFields],
  Payment: [1, noFields],
  Future: [2, noFields],
  Stale: [3, noFields],
  BadProof: [4, noFields],
  AncientBirthBlock: [5, noFields],
  ExhaustsResources: [6, noFields],
  Custom: [7, single(u8)],
  BadMandatory: [8, noFields],
  MandatoryValidation: [9, noFields],
  BadSigner: [10, noFields],
  IndeterminateImplicit: [11, noFields],
  UnknownOrigin: [12, noFields],
});

const unknownTransaction = enumeration('sp_runtime::transaction_validity::UnknownTransaction', {
  CannotLookup: [0, noFields],
  NoUnsignedValidator: [1, noFields],
  Custom: [2, single(u8)],
});

/** Why a transaction cannot be included. */
export const transactionValidityError = enumeration(
  'sp_runtime::transaction_validity::TransactionValidityError',
  {
    Invalid: [0, single(invalidTransaction)],
    Unknown: [1, single(unknownTransaction)],
  },
);

export const transactionSource = choice('sp_runtime::transaction_validity::TransactionSource', {
  InBlock: 0,
  Local: 1,
  External: 2,
});

const tags = named(vec(bytes), 'Vec<TransactionTag>');

const validTransaction = struct('sp_runtime::transaction_validity::ValidTransaction', {
  priority: named(u64, 'TransactionPriority'),
  requires: tags,
  provides: tags,
  longevity: named(u64, 'TransactionLongevity'),
  propagate: bool,
});

export const transactionValidity = result(validTransaction, transactionValidityError);

/** Outcome of applying an extrinsic: of its call, or why it was not applied. */
export const applyExtrinsicResult = result(dispatchResult, transactionValidityError);

export const inherentData = struct('sp_inherents::InherentData', {
  data: named(btreeMap(fixedBytes(8), bytes), 'BTreeMap<InherentIdentifier, Vec<u8>>'),
});

export const checkInherentsResult = struct('sp_inherents::CheckInherentsResult', {
  okay: bool,
  fatal_error: bool,
  errors: inherentData,
});
