import { Compact, Enum, Option, Raw, Map as ScaleMap, Struct, Vec } from '@polkadot/types';
import type { Codec } from '@polkadot/types/types';
import { stringCamelCase } from '@polkadot/util';
import { AppError } from '#domain/appError.ts';

/** Readers of decoded values. What is not of the shape asked for is `nodeGarbage`: types come from the metadata. */

function garbage(wanted: string, codec: unknown): AppError {
  return new AppError('nodeGarbage', `expected ${wanted}, got ${String(codec).slice(0, 80)}`);
}

/** An unsigned number of any width, plain or compact. */
export function uint(codec: Codec): bigint {
  const inner = codec instanceof Compact ? codec.unwrap() : codec;
  if ('toBigInt' in inner && typeof inner.toBigInt === 'function') {
    const value: unknown = inner.toBigInt();
    if (typeof value === 'bigint' && value >= 0n) return value;
  }
  throw garbage('an unsigned number', codec);
}

/** An unsigned number that fits a JavaScript number: netuids, heights, nonces. */
export function smallUint(codec: Codec): number {
  const value = uint(codec);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw garbage('a small number', codec);
  return Number(value);
}

export function bool(codec: Codec): boolean {
  const value = codec.toPrimitive();
  if (typeof value !== 'boolean') throw garbage('a bool', codec);
  return value;
}

/** The field of a struct by its name in the metadata, which the library writes in camel case. */
export function member(codec: Codec, name: string): Codec {
  const value = codec instanceof Struct ? (codec.get(name) ?? codec.get(stringCamelCase(name))) : undefined;
  if (value === undefined) throw garbage(`a struct with ${name}`, codec);
  return value;
}

/** The items of a vector. */
export function items(codec: Codec): readonly Codec[] {
  if (!(codec instanceof Vec)) throw garbage('a vector', codec);
  return [...codec];
}

/** The pairs of a map, in its order. */
export function pairs(codec: Codec): readonly (readonly [Codec, Codec])[] {
  if (!(codec instanceof ScaleMap)) throw garbage('a map', codec);
  return [...codec.entries()];
}

/** What an option holds; null for none. */
export function optional(codec: Codec): Codec | null {
  if (!(codec instanceof Option)) throw garbage('an option', codec);
  return codec.isSome ? codec.unwrap() : null;
}

/** SS58 text of an account id, in the registry's prefix. */
export function address(codec: Codec): string {
  const bytes = codec.toU8a();
  if (bytes.length !== 32) throw garbage('an account', codec);
  return codec.toString();
}

/** Name and content of an enum's value. */
export function variant(codec: Codec): { readonly name: string; readonly value: Codec } {
  if (!(codec instanceof Enum)) throw garbage('an enum', codec);
  return { name: codec.type, value: codec.inner };
}

/** Text from bytes. Broken UTF-8 becomes replacement characters. */
export function text(codec: Codec): string {
  if (!(codec instanceof Raw)) throw garbage('bytes', codec);
  return new TextDecoder().decode(codec.toU8a(true));
}
