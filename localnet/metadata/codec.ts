import { ByteReader, ByteWriter, DecodeError } from './bytes.ts';

/** One field of a composite or of a variant, as scale-info describes it. */
export interface FieldDescription {
  readonly name: string | null;
  readonly codec: Codec<unknown>;
}

/** One variant of an enumeration, as scale-info describes it. */
export interface VariantDescription {
  readonly name: string;
  readonly index: number;
  readonly fields: readonly FieldDescription[];
  readonly docs: readonly string[];
}

/** A generic parameter of a type: its name, and the argument where metadata records one. */
export type TypeParameter = readonly [name: string, argument: Codec<unknown> | null];

export type PrimitiveName =
  | 'bool'
  | 'str'
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 'u128'
  | 'i16'
  | 'i32'
  | 'i64'
  | 'i128';

interface NamedType {
  /** Rust path, for instance sp_core::crypto::AccountId32; empty for an anonymous type. */
  readonly path: string;
  readonly params: readonly TypeParameter[];
}

/** The shape of a type, in the terms of scale-info. Inner types are codecs, so that recursion resolves late. */
export type TypeDescription =
  | { readonly kind: 'primitive'; readonly name: PrimitiveName }
  | { readonly kind: 'compact'; readonly of: Codec<unknown> }
  | { readonly kind: 'sequence'; readonly of: Codec<unknown> }
  | { readonly kind: 'array'; readonly of: Codec<unknown>; readonly length: number }
  | { readonly kind: 'tuple'; readonly items: readonly Codec<unknown>[] }
  | (NamedType & { readonly kind: 'composite'; readonly fields: readonly FieldDescription[] })
  | (NamedType & { readonly kind: 'variant'; readonly variants: readonly VariantDescription[] });

/** How values of one type become SCALE bytes and back, together with the description of that type. */
export interface Codec<T> {
  readonly type: TypeDescription;
  /**
   * The name under which source code spells the type where a field uses it, such as NetUid for a u16; empty where
   * metadata does not record one.
   */
  readonly typeName?: string;
  /** Appends the value; throws RangeError for a value outside the type. */
  write(out: ByteWriter, value: T): void;
  /** Takes a value; throws DecodeError when the bytes are none. */
  read(input: ByteReader): T;
}

/** The value type of a codec. */
export type Value<C> = C extends Codec<infer T> ? T : never;

/** SCALE bytes of a value. */
export function encode<T>(codec: Codec<T>, value: T): Uint8Array {
  const out = new ByteWriter();
  codec.write(out, value);
  return out.finish();
}

/** The value of SCALE bytes; throws DecodeError when they are too few, too many or malformed. */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const input = new ByteReader(bytes);
  const value = codec.read(input);
  if (input.remaining > 0) throw new DecodeError(`${input.remaining} bytes too many`);
  return value;
}

/** The same codec, spelled differently where a field uses it. */
export function named<T>(codec: Codec<T>, typeName: string): Codec<T> {
  return {
    get type() {
      return codec.type;
    },
    typeName,
    write: (out, value) => codec.write(out, value),
    read: (input) => codec.read(input),
  };
}

/** How deep a value may contain values of its own type: frame_support::MAX_EXTRINSIC_DEPTH. */
const deepest = 256;

/** A codec that is looked up at its first use, for types that contain themselves. Reading refuses depths above 256. */
export function lazy<T>(resolve: () => Codec<T>, typeName: string): Codec<T> {
  return {
    get type() {
      return resolve().type;
    },
    typeName,
    write: (out, value) => resolve().write(out, value),
    read(input) {
      if (input.depth >= deepest) throw new DecodeError('nested too deeply');
      input.depth += 1;
      const value = resolve().read(input);
      input.depth -= 1;
      return value;
    },
  };
}
