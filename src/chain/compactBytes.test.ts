import { TypeRegistry } from '@polkadot/types';
import { compactToU8a, u8aConcat } from '@polkadot/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompactBytes } from './compactBytes.ts';

const registry = new TypeRegistry();

function encode(bytes: Uint8Array): Uint8Array {
  return u8aConcat(compactToU8a(bytes.length), ...Array.from(bytes, (byte) => compactToU8a(byte)));
}

describe('CompactBytes', () => {
  it('reads what a vector of compact bytes says, and no byte more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 5 }), (bytes, after) => {
        const encoded = encode(bytes);
        const read = new CompactBytes(registry, u8aConcat(encoded, after));
        expect(read.toU8a(true)).toEqual(bytes);
        expect(read.toU8a()).toEqual(encoded);
        expect([read.initialU8aLength, read.encodedLength]).toEqual([encoded.length, encoded.length]);
      }),
    );
  });

  it.each([
    ['fewer than it says', [8, 4]],
    ['a count beyond all bytes', [3, 255, 255, 255, 255]],
    ['half a byte of two', [4, 1]],
    ['a wider number', [4, 2, 0, 0, 0]],
    ['a number above 255', [4, 1, 4]],
  ])('refuses %s', (_what, bytes) => {
    expect(() => new CompactBytes(registry, Uint8Array.from(bytes))).toThrow(RangeError);
  });
});
