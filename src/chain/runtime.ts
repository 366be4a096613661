import { GenericChainProperties, Metadata, TypeRegistry } from '@polkadot/types';
import type { PalletMetadataLatest, RuntimeApiMethodMetadataV16 } from '@polkadot/types/interfaces';
import type { Codec } from '@polkadot/types/types';
import { hexToU8a } from '@polkadot/util';
import { AppError } from '#domain/appError.ts';
import { CompactBytes } from './compactBytes.ts';

/** Bittensor's address prefix. */
export const SS58_PREFIX = 42;

/** One runtime of the chain: its metadata, ready to look things up by name and to decode with. */
export interface Runtime {
  readonly registry: TypeRegistry;
  readonly metadata: Metadata;
  /** The metadata's bytes, 0x hex, as they came: encoding them again takes the library long. */
  readonly metadataHex: string;
  readonly specVersion: number;
  readonly transactionVersion: number;
}

export interface RuntimeVersion {
  readonly specVersion: number;
  readonly transactionVersion: number;
}

/** Builds a runtime from the metadata's bytes (0x hex). Metadata that does not decode is `nodeGarbage`. */
export function loadRuntime(metadataHex: string, version: RuntimeVersion): Runtime {
  let runtime: Runtime;
  try {
    const registry = new TypeRegistry();
    const metadata = new Metadata(registry, hexToU8a(metadataHex));
    registry.setMetadata(metadata, undefined, undefined, true);
    registry.register({ 'Vec<Compact<u8>>': CompactBytes });
    registry.setChainProperties(new GenericChainProperties(registry, { ss58Format: SS58_PREFIX }));
    runtime = { registry, metadata, metadataHex, ...version };
  } catch (cause) {
    throw new AppError('nodeGarbage', 'metadata does not decode', cause);
  }
  // The library takes no bytes at all for metadata without pallets.
  if (findPallet(runtime, 'System') === null) throw new AppError('nodeGarbage', 'metadata without System');
  return runtime;
}

/** The pallet of that name; null when the runtime has none. */
export function findPallet(runtime: Runtime, name: string): PalletMetadataLatest | null {
  return runtime.metadata.asLatest.pallets.find((pallet) => pallet.name.toString() === name) ?? null;
}

/** The pallet's name by its index in calls, events and errors; null when the runtime has none. */
export function palletName(runtime: Runtime, index: number): string | null {
  const found = runtime.metadata.asLatest.pallets.find((pallet) => pallet.index.toNumber() === index);
  return found?.name.toString() ?? null;
}

/** The method of a runtime API; null when the runtime, or metadata older than V15, does not tell of it. */
export function findApiMethod(
  runtime: Runtime,
  api: string,
  method: string,
): RuntimeApiMethodMetadataV16 | null {
  const found = runtime.metadata.asLatest.apis.find(({ name }) => name.toString() === api);
  return found?.methods.find(({ name }) => name.toString() === method) ?? null;
}

/** The value of a pallet's constant; null when the runtime lacks it. */
export function constant(runtime: Runtime, pallet: string, name: string): Codec | null {
  const found = findPallet(runtime, pallet)?.constants.find((each) => each.name.toString() === name);
  if (found === undefined) return null;
  return decodeAs(runtime, runtime.registry.createLookupType(found.type), found.value.toU8a(true));
}

/** Decodes bytes as a type of the metadata. Too few bytes, too many, or nonsense are `nodeGarbage`. */
export function decodeAs(runtime: Runtime, type: string, bytes: Uint8Array): Codec {
  let value: Codec;
  try {
    value = runtime.registry.createTypeUnsafe(type, [bytes]);
  } catch (cause) {
    throw new AppError('nodeGarbage', `bytes that are no ${type}`, cause);
  }
  if (value.encodedLength !== bytes.length) throw new AppError('nodeGarbage', `bytes that are no ${type}`);
  return value;
}
