import { TypeRegistry } from '@polkadot/types';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auraPreDigest, auraSeal, encodeHeader, type Header, hashHeader } from './header.ts';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => u8aToHex(bytes));

describe('encodeHeader', () => {
  it('gives the hash of a block of Kusama', () => {
    const header: Header = {
      parentHash: '0xe3bf2e8f0e901c292de24d07ebc412d67224ce52a3d1ffae76dc4bd78351e8ac',
      number: 0x16c28c,
      stateRoot: '0xd582f0dfeb6a7c73c47db735ae82d37fbeb5bada67ee8abcd43479df0f8fc8d8',
      extrinsicsRoot: '0x0e354333c062892e774898e7ff5e23bf1cdd8314755fac15079e25c1a7765f06',
      digest: [
        '0x06424142453402af000000937fbd0f00000000',
        '0x054241424501011e38401b0aab22f4d72ebc95329c3798445786b92ca1ae69366aacb6e1584851f5fcdfcc0f518df121265c343059c62ab0a34e8e88fda8578810fbe508b6f583',
      ].map((item) => hexToU8a(item)),
    };
    expect(hashHeader(header)).toBe('0x3fa6a530850324391fde50bdf0094bdc17ee17ec84aca389b4047ef54fea0037');
  });

  it('is what polkadot-js makes of the same header', () => {
    const registry = new TypeRegistry();
    const slot = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const signature = fc.uint8Array({ minLength: 64, maxLength: 64 });
    const header = fc.record({
      parentHash: bytes32,
      number: fc.nat(2 ** 31),
      stateRoot: bytes32,
      extrinsicsRoot: bytes32,
      digest: fc.tuple(slot.map(auraPreDigest), signature.map(auraSeal)),
    });
    fc.assert(
      fc.property(header, (own) => {
        const logs = own.digest.map((item) => u8aToHex(item));
        const theirs = registry.createType('Header', { ...own, digest: { logs } });
        expect(u8aToHex(encodeHeader(own))).toBe(theirs.toHex());
        expect(hashHeader(own)).toBe(theirs.hash.toHex());
      }),
    );
  });

  it('names Aura as the engine, with the slot in eight bytes', () => {
    expect(u8aToHex(auraPreDigest(258n))).toBe('0x0661757261200201000000000000');
  });
});
