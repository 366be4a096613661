import { TypeRegistry } from '@polkadot/types';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from './bytes.ts';
import { type Codec, decode, encode } from './codec.ts';
import { array, btreeMap, btreeSet, nestedOption, option, result, vec } from './collections.ts';
import { choice, enumeration, list, noFields, record, single, struct, tuple } from './composites.ts';
import { era, eraBirth, eraDeath } from './era.ts';
import {
  bool,
  bytes,
  compact,
  compactBig,
  fixedBytes,
  i16,
  i64,
  i128,
  str,
  u8,
  u16,
  u32,
  u64,
  u128,
  unit,
} from './primitives.ts';

const registry = new TypeRegistry();
const natural = (bits: number) => fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n });
const signed = (bits: number) =>
  fc.bigInt({ min: -(1n << BigInt(bits - 1)), max: (1n << BigInt(bits - 1)) - 1n });
const small = (bits: number) => fc.nat({ max: 2 ** bits - 1 });
const someBytes = fc.uint8Array({ maxLength: 40 });

const shape = struct('test::Shape', { id: u16, name: bytes, size: option(u128) });
const action = enumeration('test::Action', {
  Stop: [3, noFields],
  Go: [0, single(u64)],
  Move: [7, record({ x: u8, y: i16 })],
  Pair: [9, list(bool, u32)],
});

function roundTrips<T>(codec: Codec<T>, values: fc.Arbitrary<T>): void {
  fc.assert(
    fc.property(values, (value) => {
      expect(decode(codec, encode(codec, value))).toEqual(value);
    }),
  );
}

function agrees<T>(codec: Codec<T>, polkadotType: string, values: fc.Arbitrary<T>): void {
  fc.assert(
    fc.property(values, (value) => {
      const theirs = registry.createType(polkadotType, value).toU8a();
      expect(u8aToHex(encode(codec, value))).toBe(u8aToHex(theirs));
    }),
  );
}

describe('codecs give back what they were given', () => {
  it('primitives', () => {
    roundTrips(u8, small(8));
    roundTrips(u16, small(16));
    roundTrips(u32, fc.nat());
    roundTrips(i16, fc.integer({ min: -32_768, max: 32_767 }));
    roundTrips(u64, natural(64));
    roundTrips(u128, natural(128));
    roundTrips(i64, signed(64));
    roundTrips(i128, signed(128));
    roundTrips(bool, fc.boolean());
    roundTrips(str, fc.string({ unit: 'grapheme' }));
    roundTrips(bytes, someBytes);
    roundTrips(compact(u32), fc.nat());
    roundTrips(compactBig(u128), natural(128));
    roundTrips(fixedBytes(5), fc.uint8Array({ minLength: 5, maxLength: 5 }));
    roundTrips(unit, fc.constant(null));
  });

  it('composites and collections', () => {
    const name = someBytes;
    roundTrips(shape, fc.record({ id: small(16), name, size: fc.option(natural(128)) }));
    roundTrips(tuple(u8, bool, str), fc.tuple(small(8), fc.boolean(), fc.string()));
    roundTrips(vec(i64), fc.array(signed(64)));
    roundTrips(array(u16, 3), fc.array(small(16), { minLength: 3, maxLength: 3 }));
    roundTrips(nestedOption(option(u8)), fc.option(fc.record({ value: fc.option(small(8)) })));
    roundTrips(choice('test::Colour', { Red: 2, Blue: 5 }), fc.constantFrom('Red', 'Blue'));
    roundTrips(
      result(u8, str),
      fc.oneof(
        fc.record({ ok: fc.constant(true as const), value: small(8) }),
        fc.record({ ok: fc.constant(false as const), error: fc.string() }),
      ),
    );
  });

  it('enumerations', () => {
    expect(u8aToHex(encode(action, { type: 'Stop', value: null }))).toBe('0x03');
    expect(u8aToHex(encode(action, { type: 'Move', value: { x: 1, y: -2 } }))).toBe('0x0701feff');
    expect(decode(action, hexToU8a('0x090107000000'))).toEqual({ type: 'Pair', value: [true, 7] });
    expect(() => decode(action, hexToU8a('0x01'))).toThrow(DecodeError);
  });

  it('maps and sets are written in the order of their keys', () => {
    const codec = btreeMap(u16, u8);
    fc.assert(
      fc.property(fc.uniqueArray(small(16)), (keys) => {
        const ascending = [...keys].sort((a, b) => a - b);
        const written = encode(
          codec,
          keys.map((key) => [key, key & 255] as const),
        );
        expect(decode(codec, written).map(([key]) => key)).toEqual(ascending);
        expect(decode(btreeSet(u16), encode(btreeSet(u16), keys))).toEqual(ascending);
      }),
    );
  });
});

describe('codecs agree with polkadot-js', () => {
  it('integers, text and bytes', () => {
    agrees(u16, 'u16', small(16));
    agrees(u64, 'u64', natural(64));
    agrees(i128, 'i128', signed(128));
    agrees(compactBig(u64), 'Compact<u64>', natural(64));
    agrees(compactBig(u128), 'Compact<u128>', natural(128));
    agrees(str, 'Text', fc.string());
    agrees(vec(u32), 'Vec<u32>', fc.array(fc.nat()));
    agrees(option(u128), 'Option<u128>', fc.option(natural(128)));
    agrees(tuple(bool, i64), '(bool,i64)', fc.tuple(fc.boolean(), signed(64)));
  });

  it('eras', () => {
    const spans = fc
      .tuple(fc.integer({ min: 2, max: 16 }), fc.nat({ max: 10_000_000 }))
      .map(([exponent, current]) => ({ period: 2 ** exponent, current }));
    fc.assert(
      fc.property(spans, ({ period, current }) => {
        const written = registry.createType('ExtrinsicEra', { current, period }).toU8a();
        // Read back from its bytes: only these know that the phase of a long period was rounded.
        const theirs = registry.createType('ExtrinsicEra', written);
        const ours = decode(era, theirs.toU8a());
        expect(u8aToHex(encode(era, ours))).toBe(u8aToHex(theirs.toU8a()));
        expect(eraBirth(ours, current)).toBe(theirs.asMortalEra.birth(current));
        expect(eraDeath(ours, current)).toBe(theirs.asMortalEra.death(current));
      }),
    );
    expect(decode(era, Uint8Array.of(0))).toEqual({ type: 'Immortal' });
    expect(eraDeath({ type: 'Immortal' }, 5)).toBeUndefined();
  });
});

describe('codecs refuse', () => {
  it.each([
    ['bytes that are left over', u16, '0x010203'],
    ['too few bytes', u64, '0x0102'],
    ['a bool of 2', bool, '0x02'],
    ['an option of 2', option(u8), '0x0200'],
    ['a compact zero in two bytes', compact(u32), '0x0100'],
    ['a compact 2^30 - 1 in five bytes', compact(u32), '0x03ffffff3f'],
    ['a compact above its type', compact(u16), '0x02000400'],
    ['a length beyond the input', bytes, '0xfeffffff'],
    ['text that is not UTF-8', str, '0x04ff'],
    ['an era whose phase exceeds its period', era, '0x21ff'],
  ])('%s', (_, codec: Codec<unknown>, input) => {
    expect(() => decode(codec, hexToU8a(input))).toThrow(DecodeError);
  });

  it('values outside their type', () => {
    expect(() => encode(u8, 256)).toThrow(RangeError);
    expect(() => encode(u8, -1)).toThrow(RangeError);
    expect(() => encode(u32, 1.5)).toThrow(RangeError);
    expect(() => encode(u64, 1n << 64n)).toThrow(RangeError);
    expect(() => encode(i64, 1n << 63n)).toThrow(RangeError);
    expect(() => encode(compactBig(u64), -1n)).toThrow(RangeError);
    expect(() => encode(fixedBytes(2), new Uint8Array(3))).toThrow(RangeError);
    expect(() => encode(era, { type: 'Mortal', period: 64, phase: 64 })).toThrow(RangeError);
  });

  it('never anything but DecodeError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (input) => {
        for (const codec of [shape, action, vec(str), btreeMap(u16, bytes)] as Codec<unknown>[]) {
          try {
            decode(codec, input);
          } catch (error) {
            expect(error).toBeInstanceOf(DecodeError);
          }
        }
      }),
    );
  });
});
