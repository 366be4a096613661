import { type ByteReader, type ByteWriter, DecodeError } from './bytes.ts';
import type { Codec, PrimitiveName } from './codec.ts';

const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function smallInteger(name: PrimitiveName, size: number, signed = false): Codec<number> {
  const high = 2 ** (size * 8 - (signed ? 1 : 0));
  const low = signed ? -high : 0;
  return {
    type: { kind: 'primitive', name },
    write(out, value) {
      if (!Number.isInteger(value)) throw new RangeError(`${value} is no ${name}`);
      if (value < low || value >= high) throw new RangeError(`${value} is no ${name}`);
      out.word(value, size);
    },
    read(input) {
      const raw = input.word(size);
      return raw < high ? raw : raw - 2 ** (size * 8);
    },
  };
}

function largeInteger(name: PrimitiveName, size: number, signed = false): Codec<bigint> {
  const high = 1n << BigInt(size * 8 - (signed ? 1 : 0));
  const low = signed ? -high : 0n;
  return {
    type: { kind: 'primitive', name },
    write(out, value) {
      if (value < low || value >= high) throw new RangeError(`${value} is no ${name}`);
      out.littleEndian(value, size);
    },
    read(input) {
      const raw = input.littleEndian(size);
      return signed ? BigInt.asIntN(size * 8, raw) : raw;
    },
  };
}

export const u8 = smallInteger('u8', 1);
export const u16 = smallInteger('u16', 2);
export const u32 = smallInteger('u32', 4);
export const i16 = smallInteger('i16', 2, true);
export const i32 = smallInteger('i32', 4, true);
export const u64 = largeInteger('u64', 8);
export const u128 = largeInteger('u128', 16);
export const i64 = largeInteger('i64', 8, true);
export const i128 = largeInteger('i128', 16, true);

export const bool: Codec<boolean> = {
  type: { kind: 'primitive', name: 'bool' },
  write: (out, value) => out.byte(value ? 1 : 0),
  read(input) {
    const value = input.byte();
    if (value > 1) throw new DecodeError(`${value} is no bool`);
    return value === 1;
  },
};

/** Appends an integer below 2^536 in SCALE's compact form. */
export function writeCompact(out: ByteWriter, value: bigint): void {
  if (value < 0n) throw new RangeError(`${value} has no compact form`);
  if (value < 1n << 6n) out.littleEndian(value << 2n, 1);
  else if (value < 1n << 14n) out.littleEndian((value << 2n) | 1n, 2);
  else if (value < 1n << 30n) out.littleEndian((value << 2n) | 2n, 4);
  else {
    let size = 4;
    while (value >> BigInt(size * 8) > 0n) size += 1;
    out.byte(((size - 4) << 2) | 3);
    out.littleEndian(value, size);
  }
}

/** Takes a compact integer; refuses one that is not in its shortest form, as parity-scale-codec does. */
export function readCompact(input: ByteReader): bigint {
  const first = input.byte();
  const mode = first & 3;
  if (mode === 3) {
    const size = (first >> 2) + 4;
    const value = input.littleEndian(size);
    const shortest = size === 4 ? 1n << 30n : 1n << BigInt(8 * (size - 1));
    if (value < shortest) throw new DecodeError('compact integer is not in its shortest form');
    return value;
  }
  const rest = mode === 0 ? 0n : input.littleEndian(mode === 1 ? 1 : 3);
  const value = (rest << 6n) | BigInt(first >> 2);
  const shortest = [0n, 1n << 6n, 1n << 14n][mode] ?? 0n;
  if (value < shortest) throw new DecodeError('compact integer is not in its shortest form');
  return value;
}

function compactLimit(codec: Codec<unknown>): bigint {
  const { type } = codec;
  if (type.kind !== 'primitive' || !type.name.startsWith('u')) throw new TypeError('no compact form');
  return 1n << BigInt(type.name.slice(1));
}

/** Compact form of a u8, u16 or u32. */
export function compact(codec: Codec<number>): Codec<number> {
  const wide = compactBig(codec);
  return {
    type: wide.type,
    typeName: wide.typeName ?? '',
    write: (out, value) => wide.write(out, BigInt(value)),
    read: (input) => Number(wide.read(input)),
  };
}

/** Compact form of a u64 or u128. */
export function compactBig(codec: Codec<bigint> | Codec<number>): Codec<bigint> {
  const limit = compactLimit(codec);
  const { type } = codec;
  const inner = codec.typeName ?? (type.kind === 'primitive' ? type.name : '');
  return {
    type: { kind: 'compact', of: codec },
    typeName: `Compact<${inner}>`,
    write(out, value) {
      if (value < 0n || value >= limit) throw new RangeError(`${value} is no Compact<${inner}>`);
      writeCompact(out, value);
    },
    read(input) {
      const value = readCompact(input);
      if (value >= limit) throw new DecodeError(`${value} is no Compact<${inner}>`);
      return value;
    },
  };
}

/** Takes a length prefix; refuses one that the remaining bytes cannot hold. */
export function readLength(input: ByteReader, smallest = 0): number {
  const length = readCompact(input);
  if (length * BigInt(smallest) > BigInt(input.remaining) || length > 0xffff_ffffn) {
    throw new DecodeError(`no room for ${length} items`);
  }
  return Number(length);
}

/** Vec<u8>. */
export const bytes: Codec<Uint8Array> = {
  type: { kind: 'sequence', of: u8 },
  write(out, value) {
    writeCompact(out, BigInt(value.length));
    out.bytes(value);
  },
  read: (input) => input.bytes(readLength(input, 1)),
};

/** String: UTF-8. */
export const str: Codec<string> = {
  type: { kind: 'primitive', name: 'str' },
  write: (out, value) => bytes.write(out, textEncoder.encode(value)),
  read(input) {
    const raw = bytes.read(input);
    try {
      return textDecoder.decode(raw);
    } catch {
      throw new DecodeError('text is not UTF-8');
    }
  },
};

/** [u8; length]. */
export function fixedBytes(length: number): Codec<Uint8Array> {
  return {
    type: { kind: 'array', of: u8, length },
    write(out, value) {
      if (value.length !== length) throw new RangeError(`${value.length} bytes are no [u8; ${length}]`);
      out.bytes(value);
    },
    read: (input) => input.bytes(length),
  };
}

/** The empty tuple. */
export const unit: Codec<null> = {
  type: { kind: 'tuple', items: [] },
  write: () => undefined,
  read: () => null,
};
