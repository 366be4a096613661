import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsU8a, xxhashAsU8a } from '@polkadot/util-crypto';
import type { State } from '#localnet/node/state.ts';
import { ByteReader } from './bytes.ts';
import { type Codec, decode, encode } from './codec.ts';

export type Hasher = 'Identity' | 'Twox64Concat' | 'Blake2_128Concat';

const hashLength: Readonly<Record<Hasher, number>> = { Identity: 0, Twox64Concat: 8, Blake2_128Concat: 16 };

/** How one key of a map is coded and hashed. */
export type KeyPart<K> = readonly [hasher: Hasher, codec: Codec<K>];

type KeyParts<K extends readonly unknown[]> = { readonly [I in keyof K]: KeyPart<K[I]> };

/** What an absent entry reads as: a value of the type, or nothing. */
type Absence<V, G> =
  | { readonly modifier: 'Default'; readonly value: V & G }
  | { readonly modifier: 'Optional'; readonly value: null & G };

/** Keys that are remembered for one item, and for one hasher. */
const MOST_KEYS = 4_096;

function hex(bytes: Uint8Array): string {
  return u8aToHex(bytes, -1, false);
}

/** What hashing gave for keys that were hashed before: the same accounts come up again and again. */
const hashedKeys = { Twox64Concat: new Map<string, string>(), Blake2_128Concat: new Map<string, string>() };

function hashed(hasher: Hasher, key: Uint8Array): string {
  const text = hex(key);
  if (hasher === 'Identity') return text;
  const known = hashedKeys[hasher].get(text);
  if (known !== undefined) return known;
  const hash = hasher === 'Twox64Concat' ? xxhashAsU8a(key, 64) : blake2AsU8a(key, 128);
  const joined = hex(hash) + text;
  if (hashedKeys[hasher].size >= MOST_KEYS) hashedKeys[hasher].clear();
  hashedKeys[hasher].set(text, joined);
  return joined;
}

/**
 * One storage item of a pallet: what metadata says of it, and typed access to it. `K` are its keys (none for a
 * plain value), `V` what it stores and `G` what reading gives: `V`, or `V | null` when absence has no value.
 */
export class StorageItem<K extends readonly unknown[], V, G> {
  readonly keyParts: KeyParts<K>;
  readonly codec: Codec<V>;
  readonly modifier: 'Default' | 'Optional';
  private readonly absent: G;
  private location: string | undefined;
  /** Full keys of a map by a number, such as a netuid: there are few, and each block asks for all of them. */
  private readonly keysByNumber = new Map<number, string>();

  constructor(keyParts: KeyParts<K>, codec: Codec<V>, absence: Absence<V, G>) {
    this.keyParts = keyParts;
    this.codec = codec;
    this.modifier = absence.modifier;
    this.absent = absence.value;
  }

  /** Places the item: twox128(pallet prefix) ++ twox128(item). Called once, by `pallet storage`. */
  place(palletPrefix: string, name: string): void {
    this.location = hex(xxhashAsU8a(palletPrefix, 128)) + hex(xxhashAsU8a(name, 128));
  }

  /** The item's key prefix, as lower-case hex without 0x. */
  get prefix(): string {
    if (this.location === undefined) throw new Error('storage item is in no pallet');
    return this.location;
  }

  /** SCALE bytes that metadata gives for an absent entry: one zero byte for an optional item. */
  get fallback(): Uint8Array {
    return this.modifier === 'Optional' ? new Uint8Array(1) : encode(this.codec, this.absent as unknown as V);
  }

  /** The full storage key of an entry, as lower-case hex without 0x. */
  key(...keys: K): string {
    return this.partialKey(keys);
  }

  /** The stored value; when there is none, the default, or null for an optional item. */
  get(state: State, ...keys: K): G {
    const bytes = state.get(this.key(...keys));
    return bytes === undefined ? this.absent : (decode(this.codec, bytes) as unknown as G);
  }

  /** Whether an entry is stored, even if it equals the default. */
  exists(state: State, ...keys: K): boolean {
    return state.get(this.key(...keys)) !== undefined;
  }

  /** Stores a value. */
  set(state: State, ...keysAndValue: readonly [...keys: K, value: V]): void {
    const keys = keysAndValue.slice(0, -1);
    state.set(this.partialKey(keys), encode(this.codec, keysAndValue.at(-1) as V));
  }

  /** Removes an entry. */
  remove(state: State, ...keys: K): void {
    state.delete(this.key(...keys));
  }

  /** All stored entries whose first keys are the given ones, decoded, in the order of storage. */
  entries(state: State, ...leading: Partial<K>): [keys: K, value: V][] {
    const prefix = this.partialKey(leading);
    return state.keys(prefix).flatMap((key): [K, V][] => {
      const bytes = state.get(key);
      return bytes === undefined ? [] : [[this.keysOf(key), decode(this.codec, bytes)]];
    });
  }

  /** The keys that a full storage key of this item spells. */
  keysOf(key: string): K {
    const input = new ByteReader(hexToU8a(`0x${key.slice(this.prefix.length)}`));
    const parts: readonly KeyPart<unknown>[] = this.keyParts;
    const keys = parts.map(([hasher, codec]) => {
      input.bytes(hashLength[hasher]);
      return codec.read(input);
    });
    return keys as unknown as K;
  }

  private partialKey(keys: readonly unknown[]): string {
    const [first] = keys;
    if (typeof first !== 'number' || keys.length > 1) return this.join(keys);
    const known = this.keysByNumber.get(first);
    if (known !== undefined) return known;
    const key = this.join(keys);
    if (this.keysByNumber.size < MOST_KEYS) this.keysByNumber.set(first, key);
    return key;
  }

  private join(keys: readonly unknown[]): string {
    const parts: readonly KeyPart<unknown>[] = this.keyParts;
    return keys.reduce<string>((key, value, index) => {
      const part = parts[index];
      if (part === undefined) throw new RangeError('more keys than the storage item has');
      return key + hashed(part[0], encode(part[1], value));
    }, this.prefix);
  }
}
