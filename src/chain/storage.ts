import type { StorageEntryMetadataLatest } from '@polkadot/types/interfaces';
import type { Codec } from '@polkadot/types/types';
import { hexToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsU8a, xxhashAsU8a } from '@polkadot/util-crypto';
import { AppError } from '#domain/appError.ts';
import { decodeAs, findPallet, type Runtime } from './runtime.ts';

/** What a key may be made of: numbers for netuids, SS58 for accounts. */
export type KeyPart = number | string;

/** One storage item of the runtime, looked up by name. */
export interface StorageItem {
  /** Full key (0x hex), or the prefix of a map when parts are left out at the end. */
  key(...parts: readonly KeyPart[]): string;
  /** The value's bytes decoded; the metadata's fallback when the key is absent; null for an absent optional. */
  decode(bytes: string | null): Codec | null;
}

const HASHERS: Readonly<Record<string, (data: Uint8Array) => Uint8Array>> = {
  Identity: (data) => data,
  Twox128: (data) => xxhashAsU8a(data, 128),
  Twox256: (data) => xxhashAsU8a(data, 256),
  Twox64Concat: (data) => u8aConcat(xxhashAsU8a(data, 64), data),
  Blake2_128: (data) => blake2AsU8a(data, 128),
  Blake2_256: (data) => blake2AsU8a(data, 256),
  Blake2_128Concat: (data) => u8aConcat(blake2AsU8a(data, 128), data),
};

/** The storage item of that name; null when the runtime lacks it. */
export function findStorage(runtime: Runtime, pallet: string, name: string): StorageItem | null {
  const storage = findPallet(runtime, pallet)?.storage.unwrapOr(null) ?? null;
  const entry = storage?.items.find((item) => item.name.toString() === name);
  if (storage === null || entry === undefined) return null;
  const prefix = u8aConcat(xxhashAsU8a(storage.prefix.toString(), 128), xxhashAsU8a(name, 128));
  const { hashers, keyTypes, valueType } = layout(runtime, entry);
  return {
    key(...parts) {
      const hashed = parts.map((part, index) => {
        const type = keyTypes[index];
        const hash = HASHERS[hashers[index] ?? ''];
        if (type === undefined || hash === undefined) {
          throw new AppError('unsupportedRuntime', `key of ${pallet}.${name}`);
        }
        return hash(runtime.registry.createTypeUnsafe(type, [part]).toU8a());
      });
      return u8aToHex(u8aConcat(prefix, ...hashed));
    },
    decode(bytes) {
      if (bytes !== null) return decodeAs(runtime, valueType, hexToU8a(bytes));
      if (entry.modifier.isOptional) return null;
      return decodeAs(runtime, valueType, entry.fallback.toU8a(true));
    },
  };
}

/** The storage item of that name; `unsupportedRuntime` when the runtime lacks it. */
export function needStorage(runtime: Runtime, pallet: string, name: string): StorageItem {
  const item = findStorage(runtime, pallet, name);
  if (item === null) throw new AppError('unsupportedRuntime', `${pallet}.${name}`);
  return item;
}

function layout(runtime: Runtime, entry: StorageEntryMetadataLatest) {
  const { registry } = runtime;
  if (entry.type.isPlain) {
    return { hashers: [], keyTypes: [], valueType: registry.createLookupType(entry.type.asPlain) };
  }
  const { hashers, key, value } = entry.type.asMap;
  // Several keys are one tuple type in the metadata; a single key is the type itself, were it a tuple.
  const { def } = registry.lookup.getSiType(key);
  const keys = hashers.length === 1 || !def.isTuple ? [key] : [...def.asTuple];
  return {
    hashers: hashers.map((hasher) => hasher.type.toString()),
    keyTypes: keys.map((id) => registry.createLookupType(id)),
    valueType: registry.createLookupType(value),
  };
}
