import { existsSync, readFileSync } from 'node:fs';
import { u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { encode } from './codec.ts';
import { encodeMetadata } from './encoder.ts';
import { metadataDifferences } from './metadataParity.ts';
import { pallets } from './runtimeDefinition.ts';
import { laterCalls } from './servedMetadata.ts';
import { apiId, versionOf } from './version.ts';

const realMetadataFile = '../shared/chain/metadata-424.scale';
const surfaceFile = '../shared/chain/surface-424.json';

/** Our runtime as it would have been at that version: the later calls are not there yet. */
const spec424 = { version: versionOf(424), lackedCalls: laterCalls };

function byName<T extends { readonly name: string }>(items: readonly T[], name: string, way: string): T {
  const found = items.find((item) => item.name === name);
  if (found === undefined) throw new Error(`${way} ${name} is not there`);
  return found;
}

describe.skipIf(!existsSync(realMetadataFile))('beside the metadata of mainnet, spec 424', () => {
  const theirs = existsSync(realMetadataFile) ? readFileSync(realMetadataFile) : new Uint8Array();

  it.each([14, 15] as const)('V%i differs in nothing that both define', (format) => {
    expect(metadataDifferences(encodeMetadata(format, spec424), theirs)).toEqual([]);
  });

  it('the runtime as last seen has the later calls besides, and nothing else', () => {
    expect(metadataDifferences(encodeMetadata(15), theirs)).toEqual(
      laterCalls.map((call) => `${call.replace('.', ' calls.')} is not there`),
    );
  });
});

interface Surface {
  readonly pallets: Readonly<
    Record<
      string,
      {
        readonly index: number;
        readonly calls: readonly { readonly name: string; readonly index: number }[];
        readonly events: readonly { readonly name: string; readonly index: number }[];
        readonly errors: readonly { readonly name: string; readonly index: number }[];
        readonly storage: readonly { readonly name: string; readonly keyPrefix: string }[];
        readonly constants: readonly { readonly name: string; readonly hex: string }[];
      }
    >
  >;
}

describe.skipIf(!existsSync(surfaceFile))('beside the surface of mainnet, spec 424', () => {
  const surface: Surface = existsSync(surfaceFile)
    ? JSON.parse(readFileSync(surfaceFile, 'utf8'))
    : { pallets: {} };

  // SafeMode is in the metadata only.
  it.each(pallets.filter(({ name }) => name !== 'SafeMode'))(
    '$name has its indices and key prefixes',
    (pallet) => {
      const theirs = surface.pallets[pallet.name];
      if (theirs === undefined) throw new Error('not there');
      expect(pallet.index).toBe(theirs.index);
      for (const [name, item] of Object.entries(pallet.storage)) {
        expect(`0x${item.prefix}`).toBe(byName(theirs.storage, name, 'storage').keyPrefix);
      }
      for (const kind of ['calls', 'events', 'errors'] as const) {
        for (const [name, { index }] of Object.entries(pallet[kind])) {
          if (laterCalls.includes(`${pallet.name}.${name}`)) continue;
          expect(`${index} ${name}`).toBe(`${byName(theirs[kind], name, kind).index} ${name}`);
        }
      }
      for (const [name, { codec, value }] of Object.entries(pallet.constants)) {
        // Long values are cut off in the surface.
        const { hex } = byName(theirs.constants, name, 'constant');
        expect(u8aToHex(encode(codec, value)).slice(0, 200)).toBe(hex);
      }
    },
  );

  it('all 147 errors of SubtensorModule are defined', () => {
    const ours = pallets.find(({ name }) => name === 'SubtensorModule');
    expect(Object.keys(ours?.errors ?? {})).toEqual(
      surface.pallets.SubtensorModule?.errors.map(({ name }) => name),
    );
  });
});

describe('the ids of runtime APIs', () => {
  it.each([
    ['Core', '0xdf6acb689907609b'],
    ['Metadata', '0x37e397fc7c91f5e4'],
    ['SubnetInfoRuntimeApi', '0x8375104b299b74c5'],
  ])('%s', (name, id) => {
    expect(u8aToHex(apiId(name))).toBe(id);
  });
});
