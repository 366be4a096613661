import { DecodeError } from './bytes.ts';
import { type Codec, encode } from './codec.ts';
import { readLength, writeCompact } from './primitives.ts';

/** Vec of items. */
export function vec<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    type: { kind: 'sequence', of: item },
    write(out, value) {
      writeCompact(out, BigInt(value.length));
      for (const entry of value) item.write(out, entry);
    },
    read(input) {
      const length = readLength(input);
      const items: T[] = [];
      for (let index = 0; index < length; index += 1) items.push(item.read(input));
      return items;
    },
  };
}

/** Array of a fixed length. */
export function array<T>(item: Codec<T>, length: number): Codec<readonly T[]> {
  return {
    type: { kind: 'array', of: item, length },
    write(out, value) {
      if (value.length !== length) throw new RangeError(`${value.length} items are no array of ${length}`);
      for (const entry of value) item.write(out, entry);
    },
    read: (input) => Array.from({ length }, () => item.read(input)),
  };
}

/** Option; None is null. Use `nestedOption` around an option or a unit. */
export function option<T>(item: Codec<T>): Codec<T | null> {
  return {
    type: {
      kind: 'variant',
      path: 'Option',
      params: [['T', item]],
      variants: [
        { name: 'None', index: 0, fields: [], docs: [] },
        { name: 'Some', index: 1, fields: [{ name: null, codec: item }], docs: [] },
      ],
    },
    write(out, value) {
      out.byte(value === null ? 0 : 1);
      if (value !== null) item.write(out, value);
    },
    read(input) {
      const tag = input.byte();
      if (tag > 1) throw new DecodeError(`Option has no variant ${tag}`);
      return tag === 0 ? null : item.read(input);
    },
  };
}

/** Option of a type whose own values include null: None is null, Some is { value }. */
export function nestedOption<T>(item: Codec<T>): Codec<{ readonly value: T } | null> {
  const plain = option<T>(item);
  return {
    type: plain.type,
    write(out, value) {
      out.byte(value === null ? 0 : 1);
      if (value !== null) item.write(out, value.value);
    },
    read(input) {
      const tag = input.byte();
      if (tag > 1) throw new DecodeError(`Option has no variant ${tag}`);
      return tag === 0 ? null : { value: item.read(input) };
    },
  };
}

export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Result. */
export function result<T, E>(success: Codec<T>, failure: Codec<E>): Codec<Result<T, E>> {
  return {
    type: {
      kind: 'variant',
      path: 'Result',
      params: [
        ['T', success],
        ['E', failure],
      ],
      variants: [
        { name: 'Ok', index: 0, fields: [{ name: null, codec: success }], docs: [] },
        { name: 'Err', index: 1, fields: [{ name: null, codec: failure }], docs: [] },
      ],
    },
    write(out, value) {
      out.byte(value.ok ? 0 : 1);
      if (value.ok) success.write(out, value.value);
      else failure.write(out, value.error);
    },
    read(input) {
      const tag = input.byte();
      if (tag > 1) throw new DecodeError(`Result has no variant ${tag}`);
      return tag === 0 ? { ok: true, value: success.read(input) } : { ok: false, error: failure.read(input) };
    },
  };
}

/** Order of Rust's BTreeMap keys: numbers by size, bytes lexicographically. */
function compareKeys(left: unknown, right: unknown): number {
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
      const difference = (left[index] ?? 0) - (right[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return left.length - right.length;
  }
  const isNumber = (key: unknown) => typeof key === 'number' || typeof key === 'bigint';
  if (!isNumber(left) || !isNumber(right)) throw new TypeError('these keys have no order');
  if (left === right) return 0;
  return (left as bigint) < (right as bigint) ? -1 : 1;
}

/** BTreeMap as a list of entries; written in key order, whatever the order given. */
export function btreeMap<K, V>(key: Codec<K>, value: Codec<V>): Codec<readonly (readonly [K, V])[]> {
  const entry: Codec<readonly [K, V]> = {
    type: { kind: 'tuple', items: [key, value] },
    write(out, pair) {
      key.write(out, pair[0]);
      value.write(out, pair[1]);
    },
    read: (input) => [key.read(input), value.read(input)],
  };
  const inner = vec(entry);
  return {
    type: {
      kind: 'composite',
      path: 'BTreeMap',
      params: [
        ['K', key],
        ['V', value],
      ],
      fields: [{ name: null, codec: inner }],
    },
    write: (out, entries) =>
      inner.write(
        out,
        [...entries].sort((a, b) => compareKeys(a[0], b[0])),
      ),
    read: (input) => inner.read(input),
  };
}

/** BTreeSet as a list; written in order, whatever the order given. Reading drops repeats, as the runtime does. */
export function btreeSet<T>(item: Codec<T>): Codec<readonly T[]> {
  const inner = vec(item);
  return {
    type: {
      kind: 'composite',
      path: 'BTreeSet',
      params: [['T', item]],
      fields: [{ name: null, codec: inner }],
    },
    write: (out, items) => inner.write(out, [...items].sort(compareKeys)),
    read(input) {
      const seen = new Map<string, T>();
      for (const entry of inner.read(input)) seen.set(encode(item, entry).join(), entry);
      return [...seen.values()].sort(compareKeys);
    },
  };
}
