import { DecodeError } from './bytes.ts';
import type { Codec, FieldDescription, TypeParameter, Value } from './codec.ts';

export type CodecRecord = Readonly<Record<string, Codec<unknown>>>;
export type CodecList = readonly Codec<unknown>[];
export type RecordValue<F extends CodecRecord> = { readonly [K in keyof F]: Value<F[K]> };
export type ListValue<L extends CodecList> = { readonly [I in keyof L]: Value<L[I]> };

/** The fields of a struct, a call, an event or a variant: their descriptions, and how all of them are coded. */
export interface Fields<T> {
  readonly descriptions: readonly FieldDescription[];
  readonly codec: Codec<T>;
}

/** Fields with names; the value is an object with the same names. */
export function record<F extends CodecRecord>(members: F): Fields<RecordValue<F>> {
  const entries = Object.entries(members);
  return {
    descriptions: entries.map(([name, codec]) => ({ name, codec })),
    codec: {
      type: { kind: 'tuple', items: Object.values(members) },
      write(out, value) {
        for (const [name, codec] of entries) codec.write(out, value[name]);
      },
      read(input) {
        const value = Object.fromEntries(entries.map(([name, codec]) => [name, codec.read(input)]));
        return value as RecordValue<F>;
      },
    },
  };
}

/** Fields without names; the value is a list. */
export function list<L extends CodecList>(...members: L): Fields<ListValue<L>> {
  return {
    descriptions: members.map((codec) => ({ name: null, codec })),
    codec: tuple<L>(...members),
  };
}

/** One field without a name; the value is that of the field. */
export function single<T>(codec: Codec<T>): Fields<T> {
  return { descriptions: [{ name: null, codec }], codec };
}

/** No field; the value is null. */
export const noFields: Fields<null> = {
  descriptions: [],
  codec: { type: { kind: 'tuple', items: [] }, write: () => undefined, read: () => null },
};

/** A tuple; the value is a list. */
export function tuple<L extends CodecList>(...members: L): Codec<ListValue<L>> {
  return {
    type: { kind: 'tuple', items: members },
    write(out, value) {
      members.forEach((codec, index) => {
        codec.write(out, value[index]);
      });
    },
    read: (input) => members.map((codec) => codec.read(input)) as unknown as ListValue<L>,
  };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1);
}

/** A struct with a Rust path and named fields. */
export function struct<F extends CodecRecord>(
  path: string,
  members: F,
  params: readonly TypeParameter[] = [],
): Codec<RecordValue<F>> {
  const { descriptions, codec } = record(members);
  return {
    ...codec,
    type: { kind: 'composite', path, params, fields: descriptions },
    typeName: lastSegment(path),
  };
}

/** A struct around one value, which is coded as that value; its field may have a name, such as bits. */
export function newtype<T>(
  path: string,
  codec: Codec<T>,
  params: readonly TypeParameter[] = [],
  field: string | null = null,
): Codec<T> {
  return {
    type: { kind: 'composite', path, params, fields: [{ name: field, codec }] },
    typeName: lastSegment(path),
    write: (out, value) => codec.write(out, value),
    read: (input) => codec.read(input),
  };
}

/** A struct without fields. */
export function emptyStruct(path: string, params: readonly TypeParameter[] = []): Codec<null> {
  return {
    ...noFields.codec,
    type: { kind: 'composite', path, params, fields: [] },
    typeName: lastSegment(path),
  };
}

export type Variants = Readonly<Record<string, readonly [index: number, fields: Fields<unknown>]>>;
export type VariantValue<V extends Variants> = {
  [K in keyof V]: { readonly type: K; readonly value: V[K][1] extends Fields<infer T> ? T : never };
}[keyof V];

/** An enumeration whose variants carry fields; values are { type: 'Name', value }. */
export function enumeration<V extends Variants>(
  path: string,
  variants: V,
  params: readonly TypeParameter[] = [],
): Codec<VariantValue<V>> {
  const entries = Object.entries(variants);
  const byIndex = new Map(entries.map(([name, [index, fields]]) => [index, { name, fields }]));
  return {
    type: {
      kind: 'variant',
      path,
      params,
      variants: entries.map(([name, [index, fields]]) => ({
        name,
        index,
        fields: fields.descriptions,
        docs: [],
      })),
    },
    typeName: lastSegment(path),
    write(out, value) {
      const variant = variants[String(value.type)];
      if (variant === undefined) throw new RangeError(`${path} has no ${String(value.type)}`);
      out.byte(variant[0]);
      variant[1].codec.write(out, value.value);
    },
    read(input) {
      const index = input.byte();
      const variant = byIndex.get(index);
      if (variant === undefined) throw new DecodeError(`${path} has no variant ${index}`);
      return { type: variant.name, value: variant.fields.codec.read(input) } as VariantValue<V>;
    },
  };
}

/** An enumeration without fields; values are the names. */
export function choice<N extends string>(path: string, names: Readonly<Record<N, number>>): Codec<N> {
  const entries = Object.entries<number>(names);
  const byIndex = new Map(entries.map(([name, index]) => [index, name]));
  return {
    type: {
      kind: 'variant',
      path,
      params: [],
      variants: entries.map(([name, index]) => ({ name, index, fields: [], docs: [] })),
    },
    typeName: lastSegment(path),
    write(out, value) {
      const index: number | undefined = names[value];
      if (index === undefined) throw new RangeError(`${path} has no ${value}`);
      out.byte(index);
    },
    read(input) {
      const index = input.byte();
      const name = byIndex.get(index);
      if (name === undefined) throw new DecodeError(`${path} has no variant ${index}`);
      return name as N;
    },
  };
}
