import { blake2AsU8a } from '@polkadot/util-crypto';
import { ByteReader, ByteWriter, DecodeError } from './bytes.ts';
import { encode, named, type Value } from './codec.ts';
import { option } from './collections.ts';
import { choice, emptyStruct, newtype, struct, tuple } from './composites.ts';
import { era } from './era.ts';
import type { RuntimeCall } from './outerEnums.ts';
import { bytes, fixedBytes, u32, unit } from './primitives.ts';
import { runtimeCall } from './runtimeDefinition.ts';
import { compactU32, compactU64, h256, multiAddress, multiSignature } from './types.ts';

/** The runtime itself, as the argument of types that are generic over it. */
export const runtime = emptyStruct('node_subtensor_runtime::Runtime');

const system = 'frame_system::extensions';
const checkMortality = newtype('node_subtensor_runtime::check_mortality::CheckMortality', era, [['T', null]]);
const checkNonce = newtype('node_subtensor_runtime::check_nonce::CheckNonce', named(compactU32, 'T::Nonce'), [
  ['T', null],
]);
const chargeTransactionPayment = newtype(
  'pallet_transaction_payment::ChargeTransactionPayment',
  named(compactU64, 'BalanceOf<T>'),
  [['T', null]],
);
const mode = choice('frame_metadata_hash_extension::Mode', { Disabled: 0, Enabled: 1 });
const checkMetadataHash = struct('frame_metadata_hash_extension::CheckMetadataHash', { mode }, [['T', null]]);

function emptyOver(path: string, argument: typeof runtime | null) {
  return emptyStruct(path, [['T', argument]]);
}

const checkNonZeroSender = emptyOver(`${system}::check_non_zero_sender::CheckNonZeroSender`, null);
const checkSpecVersion = emptyOver(`${system}::check_spec_version::CheckSpecVersion`, null);
const checkTxVersion = emptyOver(`${system}::check_tx_version::CheckTxVersion`, null);
const checkGenesis = emptyOver(`${system}::check_genesis::CheckGenesis`, null);
const checkWeight = emptyOver(`${system}::check_weight::CheckWeight`, null);
const sudo = emptyOver('node_subtensor_runtime::sudo_wrapper::SudoTransactionExtension', runtime);
const shielded = emptyOver('pallet_shield::extension::CheckShieldedTxValidity', runtime);
const subtensor = emptyOver(
  'pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension',
  runtime,
);
const drandPriority = emptyOver('pallet_drand::drand_priority::DrandPriority', runtime);

/** The transaction extensions in order: what each puts into the extrinsic, and what it adds to the signed bytes. */
export const signedExtensions = [
  { identifier: 'CheckNonZeroSender', type: checkNonZeroSender, implicit: unit },
  { identifier: 'CheckSpecVersion', type: checkSpecVersion, implicit: u32 },
  { identifier: 'CheckTxVersion', type: checkTxVersion, implicit: u32 },
  { identifier: 'CheckGenesis', type: checkGenesis, implicit: h256 },
  { identifier: 'CheckMortality', type: checkMortality, implicit: h256 },
  { identifier: 'CheckNonce', type: checkNonce, implicit: unit },
  { identifier: 'CheckWeight', type: checkWeight, implicit: unit },
  { identifier: 'ChargeTransactionPayment', type: chargeTransactionPayment, implicit: unit },
  { identifier: 'SudoTransactionExtension', type: sudo, implicit: unit },
  { identifier: 'CheckShieldedTxValidity', type: shielded, implicit: unit },
  { identifier: 'SubtensorTransactionExtension', type: subtensor, implicit: unit },
  { identifier: 'DrandPriority', type: drandPriority, implicit: unit },
  { identifier: 'CheckMetadataHash', type: checkMetadataHash, implicit: option(fixedBytes(32)) },
] as const;

const chargeWrapper = newtype(
  'node_subtensor_runtime::transaction_payment_wrapper::ChargeTransactionPaymentWrapper',
  named(chargeTransactionPayment, 'ChargeTransactionPayment<T>'),
  [['T', null]],
  'inner',
);

/** All extensions as one type, grouped as on mainnet; it is coded as they are, one after the other. */
export const extra = tuple(
  tuple(
    checkNonZeroSender,
    checkSpecVersion,
    checkTxVersion,
    checkGenesis,
    checkMortality,
    checkNonce,
    checkWeight,
  ),
  tuple(chargeWrapper, sudo, shielded, subtensor, drandPriority),
  checkMetadataHash,
);

const genericExtrinsic = newtype(
  'sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic',
  named(bytes, ''),
  [
    ['Address', multiAddress],
    ['Call', runtimeCall],
    ['Signature', multiSignature],
    ['Extra', extra],
  ],
);

/** An extrinsic as opaque bytes: its length, then what `decodeExtrinsic` reads. */
export const uncheckedExtrinsic = newtype(
  'fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic',
  named(genericExtrinsic, 'generic::UncheckedExtrinsic<Address, Call, Signature, Extension>'),
  [
    ['Address', multiAddress],
    ['Call', runtimeCall],
    ['Signature', multiSignature],
    ['Extension', extra],
  ],
);

/** What a signed extrinsic says of its signer and of how it is to be included; the tip is in rao. */
export interface Signed {
  readonly address: Value<typeof multiAddress>;
  readonly signature: Value<typeof multiSignature>;
  readonly era: Value<typeof era>;
  readonly nonce: number;
  readonly tip: bigint;
  /** Whether the signature covers a hash of the metadata. */
  readonly metadataHash: Value<typeof mode>;
}

export interface Extrinsic {
  /** Null for an inherent. */
  readonly signed: Signed | null;
  readonly call: RuntimeCall;
}

const signedVersion = 0x84;
const bareVersions: readonly number[] = [0x04, 0x05];

function extensionValues(
  signed: Pick<Signed, 'era' | 'nonce' | 'tip' | 'metadataHash'>,
): Value<typeof extra> {
  return [
    [null, null, null, null, signed.era, signed.nonce, null],
    [signed.tip, null, null, null, null],
    { mode: signed.metadataHash },
  ];
}

/** The SCALE bytes of an extrinsic, in format 4, with its length. */
export function encodeExtrinsic(extrinsic: Extrinsic): Uint8Array {
  const out = new ByteWriter();
  const { signed } = extrinsic;
  out.byte(signed === null ? 0x04 : signedVersion);
  if (signed !== null) {
    multiAddress.write(out, signed.address);
    multiSignature.write(out, signed.signature);
    extra.write(out, extensionValues(signed));
  }
  runtimeCall.write(out, extrinsic.call);
  return encode(uncheckedExtrinsic, out.finish());
}

/**
 * An extrinsic from its bytes with the length in front. Throws DecodeError for anything but a signed extrinsic of
 * format 4 or a bare one of format 4 or 5, and for bytes that are left over.
 */
export function decodeExtrinsic(encoded: Uint8Array): Extrinsic {
  const outer = new ByteReader(encoded);
  const input = new ByteReader(uncheckedExtrinsic.read(outer));
  if (outer.remaining > 0) throw new DecodeError('bytes after the extrinsic');
  const version = input.byte();
  const signed = version === signedVersion ? decodeSigned(input) : null;
  if (signed === null && !bareVersions.includes(version)) {
    throw new DecodeError(`unknown extrinsic format ${version}`);
  }
  const call = runtimeCall.read(input);
  if (input.remaining > 0) throw new DecodeError('bytes after the call');
  return { signed, call };
}

function decodeSigned(input: ByteReader): Signed {
  const address = multiAddress.read(input);
  const signature = multiSignature.read(input);
  const [[, , , , mortality, nonce], [tip], { mode: metadataHash }] = extra.read(input);
  return { address, signature, era: mortality, nonce, tip, metadataHash };
}

/** What the extensions add to the signed bytes without being in the extrinsic. */
export interface Implicit {
  readonly specVersion: number;
  readonly transactionVersion: number;
  readonly genesisHash: Uint8Array;
  /** Hash of the block at which the era began; of genesis for an immortal extrinsic. */
  readonly birthHash: Uint8Array;
  /** Null unless the signer covers a hash of the metadata. */
  readonly metadataHash: Uint8Array | null;
}

/**
 * The bytes that the signature is over: call, extensions, implicit data; their blake2b-256 when they are more than
 * 256 (sp_runtime::generic::SignedPayload).
 */
export function signingPayload(
  call: RuntimeCall,
  signed: Pick<Signed, 'era' | 'nonce' | 'tip' | 'metadataHash'>,
  implicit: Implicit,
): Uint8Array {
  const out = new ByteWriter();
  runtimeCall.write(out, call);
  extra.write(out, extensionValues(signed));
  u32.write(out, implicit.specVersion);
  u32.write(out, implicit.transactionVersion);
  h256.write(out, implicit.genesisHash);
  h256.write(out, implicit.birthHash);
  option(fixedBytes(32)).write(out, implicit.metadataHash);
  const payload = out.finish();
  return payload.length > 256 ? blake2AsU8a(payload, 256) : payload;
}
