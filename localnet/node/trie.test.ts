import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import { orderedTrieRoot, trieRoot } from './trie.ts';

/** Extrinsics of blocks of public chains, and the extrinsicsRoot of their headers. */
const BLOCKS: readonly (readonly [string, readonly string[], string])[] = [
  [
    'Kusama 1,491,596: two short items',
    ['0x280402000b50055ee97001', '0x1004140000'],
    '0x0e354333c062892e774898e7ff5e23bf1cdd8314755fac15079e25c1a7765f06',
  ],
  [
    'Polkadot 58,730: three short items',
    ['0x280403000ba04ca2667201', '0x1c040a009e950300', '0x1004140000'],
    '0x14c48c657972257ca625078998f00eb9a36df08f5a1ac0fb657da8d49d860105',
  ],
  [
    'Cere 3,187,104: an item longer than a hash, which stays whole in its node',
    [
      '0x280403000b706bb4fd7f01',
      '0x1c040f007686c200',
      '0xad0284ffa687d54dc41c52637ba12babb48ee0cf43f2a3219f23bb208d2127089071ca67011c25c4370c5a4549edb7a5e7b78b652ad840b08436fb50e225f13c86c40a3f00e0a6ad5b4718269e75a2570ae4eec84f588d90c47aae66bf1d850fe7413f5588000901001202ff29ebcfb3296b14ca8ebd454499e9001a4eaa6c77fc6d31240fc3dc4b25f7a392000b0000f2052a01600aeb23794c74657374696e674b6f746c696e467265736834',
    ],
    '0x609d7679a3d7d45badb46c37c8adea4c14aae605d65770c282c7e6eb8043778f',
  ],
];

describe('orderedTrieRoot', () => {
  it.each(BLOCKS)('is the extrinsicsRoot of %s', (_, extrinsics, root) => {
    expect(u8aToHex(orderedTrieRoot(extrinsics.map((item) => hexToU8a(item))))).toBe(root);
  });

  it('of nothing is the hash of the empty node', () => {
    expect(u8aToHex(orderedTrieRoot([]))).toBe(blake2AsHex(Uint8Array.of(0), 256));
  });
});

describe('trieRoot', () => {
  // The nodes as sp-trie's own tests write them.
  const VECTORS: readonly (readonly [string, readonly (readonly [string, string])[], string])[] = [
    ['one leaf', [['0xaa', '0xbb']], '0x42aa04bb'],
    [
      'two leaves that part at once',
      [
        ['0x4819', '0xfe'],
        ['0x1314', '0xff'],
      ],
      '0x801200' + '1443031404ff' + '1443081904fe',
    ],
    [
      'a branch with a value of its own',
      [
        ['0xaa', '0xa0'],
        ['0xaaaa', '0xaa'],
        ['0xaabb', '0xab'],
      ],
      '0xc2aa000c04a0' + '10410a04aa' + '10410b04ab',
    ],
  ];

  it.each(VECTORS)('hashes %s', (_, pairs, node) => {
    const bytes = pairs.map(([key, value]) => [hexToU8a(key), hexToU8a(value)] as const);
    expect(u8aToHex(trieRoot(bytes))).toBe(blake2AsHex(hexToU8a(node), 256));
  });

  it('writes a partial key longer than the header can count', () => {
    const key = new Uint8Array(200).fill(0x11);
    const header = `0x7fff52${'11'.repeat(200)}0402`;
    expect(u8aToHex(trieRoot([[key, Uint8Array.of(2)]]))).toBe(blake2AsHex(hexToU8a(header), 256));
  });
});
