import type { Codec, FieldDescription } from './codec.ts';
import {
  type CodecList,
  type CodecRecord,
  type Fields,
  list,
  type RecordValue,
  record,
} from './composites.ts';
import { type KeyPart, StorageItem } from './storage.ts';

/** A storage item of any keys and value, for code that walks over definitions. */
export type AnyStorageItem = Pick<StorageItem<readonly unknown[], unknown, unknown>, 'codec' | 'modifier'> & {
  readonly keyParts: readonly KeyPart<unknown>[];
  readonly prefix: string;
  readonly fallback: Uint8Array;
  place(palletPrefix: string, name: string): void;
  keysOf(key: string): readonly unknown[];
};

/** A value that reads as `fallback` when it is absent. */
export function value<V>(codec: Codec<V>, fallback: V): StorageItem<[], V, V> {
  return new StorageItem<[], V, V>([], codec, { modifier: 'Default', value: fallback });
}

/** A value that reads as null when it is absent. */
export function optionalValue<V>(codec: Codec<V>): StorageItem<[], V, V | null> {
  return new StorageItem<[], V, V | null>([], codec, { modifier: 'Optional', value: null });
}

/** A map of one key whose absent entries read as `fallback`. */
export function map<A, V>(a: KeyPart<A>, codec: Codec<V>, fallback: V): StorageItem<[A], V, V> {
  return new StorageItem<[A], V, V>([a], codec, { modifier: 'Default', value: fallback });
}

/** A map of one key whose absent entries read as null. */
export function optionalMap<A, V>(a: KeyPart<A>, codec: Codec<V>): StorageItem<[A], V, V | null> {
  return new StorageItem<[A], V, V | null>([a], codec, { modifier: 'Optional', value: null });
}

/** A map of two keys whose absent entries read as `fallback`. */
export function doubleMap<A, B, V>(
  a: KeyPart<A>,
  b: KeyPart<B>,
  codec: Codec<V>,
  fallback: V,
): StorageItem<[A, B], V, V> {
  return new StorageItem<[A, B], V, V>([a, b], codec, { modifier: 'Default', value: fallback });
}

/** A map of two keys whose absent entries read as null. */
export function optionalDoubleMap<A, B, V>(
  a: KeyPart<A>,
  b: KeyPart<B>,
  codec: Codec<V>,
): StorageItem<[A, B], V, V | null> {
  return new StorageItem<[A, B], V, V | null>([a, b], codec, { modifier: 'Optional', value: null });
}

/** A map of three keys whose absent entries read as `fallback`. */
export function tripleMap<A, B, C, V>(
  keys: readonly [KeyPart<A>, KeyPart<B>, KeyPart<C>],
  codec: Codec<V>,
  fallback: V,
): StorageItem<[A, B, C], V, V> {
  return new StorageItem<[A, B, C], V, V>(keys, codec, { modifier: 'Default', value: fallback });
}

/** A map of three keys whose absent entries read as null. */
export function optionalTripleMap<A, B, C, V>(
  keys: readonly [KeyPart<A>, KeyPart<B>, KeyPart<C>],
  codec: Codec<V>,
): StorageItem<[A, B, C], V, V | null> {
  return new StorageItem<[A, B, C], V, V | null>(keys, codec, { modifier: 'Optional', value: null });
}

/** Places items under a pallet's storage prefix, each under its own name, and gives them back. */
export function palletStorage<S extends Readonly<Record<string, AnyStorageItem>>>(
  prefix: string,
  items: S,
): S {
  for (const [name, item] of Object.entries(items)) item.place(prefix, name);
  return items;
}

/** A call of a pallet; its arguments are an object with the arguments' names. */
export interface CallDefinition<A> {
  readonly index: number;
  readonly fields: Fields<A>;
}

/** A call with its index and its arguments in order. */
export function call<F extends CodecRecord>(index: number, members: F): CallDefinition<RecordValue<F>> {
  return { index, fields: record(members) };
}

/** An event of a pallet. */
export interface EventDefinition {
  readonly index: number;
  readonly fields: readonly FieldDescription[];
}

/** An event with its index and its fields in order: a list, or an object where the fields have names. */
export function event(index: number, fields: CodecList | CodecRecord): EventDefinition {
  const { descriptions } = Array.isArray(fields) ? list(...fields) : record(fields as CodecRecord);
  return { index, fields: descriptions };
}

/** An error of a pallet: its index, and one sentence on what it means. */
export interface ErrorDefinition {
  readonly index: number;
  readonly docs: string;
}

/** Errors by name, from their indices and the sentences of some of them. */
export function palletErrors<N extends string>(
  indices: Readonly<Record<N, number>>,
  docs: Readonly<Record<string, string>> = {},
): Readonly<Record<N, ErrorDefinition>> {
  const entries = Object.entries<number>(indices).map(([name, index]) => {
    const definition: ErrorDefinition = { index, docs: docs[name] ?? '' };
    return [name, definition] as const;
  });
  return Object.fromEntries(entries) as Record<N, ErrorDefinition>;
}

/** A constant of a pallet. */
export interface ConstantDefinition<T> {
  readonly codec: Codec<T>;
  readonly value: T;
}

/** A constant with its type and value. */
export function constant<T>(codec: Codec<T>, constantValue: T): ConstantDefinition<T> {
  return { codec, value: constantValue };
}

/** Everything that a pallet shows in metadata. */
export interface PalletDefinition {
  readonly name: string;
  readonly index: number;
  /** Rust path of the module that holds the pallet's Call, Event and Error types. */
  readonly path: string;
  /** Names of the type parameters of those types. */
  readonly params: readonly string[];
  /** The same for the Event type, where it differs. */
  readonly eventParams?: readonly string[];
  /** Prefix of its storage; null when it has none. */
  readonly prefix: string | null;
  readonly storage: Readonly<Record<string, AnyStorageItem>>;
  readonly calls: Readonly<Record<string, CallDefinition<unknown>>>;
  readonly events: Readonly<Record<string, EventDefinition>>;
  readonly errors: Readonly<Record<string, ErrorDefinition>>;
  readonly constants: Readonly<Record<string, ConstantDefinition<unknown>>>;
}
