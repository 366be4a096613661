import { existsSync, readFileSync } from 'node:fs';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { encode } from './codec.ts';
import { encodeMetadata } from './encoder.ts';
import { type JsonMetadata, type JsonPallet, type JsonStorageItem, TypeComparison } from './metadataDiff.ts';
import { pallets } from './runtimeDefinition.ts';
import { apiId, apiVersions } from './version.ts';

const realMetadata = '../shared/chain/metadata-424.scale';
const surfaceFile = '../shared/chain/surface-424.json';

function decoded(bytes: Uint8Array): JsonMetadata {
  const metadata = new Metadata(new TypeRegistry(), bytes);
  const latest = metadata.asLatest.toJSON() as unknown as JsonMetadata;
  if (metadata.version === 16) return latest;
  // The conversion to the latest format loses what extensions add to the signed bytes.
  const { extrinsic } = metadata.version === 14 ? metadata.asV14 : metadata.asV15;
  const transactionExtensions = extrinsic.signedExtensions.map(({ identifier, type, additionalSigned }) => ({
    identifier: identifier.toString(),
    type: type.toNumber(),
    implicit: additionalSigned.toNumber(),
  }));
  return { ...latest, extrinsic: { ...latest.extrinsic, transactionExtensions } };
}

function byName<T extends { readonly name: string }>(items: readonly T[], name: string, way: string): T {
  const found = items.find((item) => item.name === name);
  if (found === undefined) throw new Error(`${way} ${name} is not there`);
  return found;
}

function compareItem(
  diff: TypeComparison,
  ours: JsonStorageItem,
  theirs: JsonStorageItem,
  way: string,
): void {
  diff.same(ours.modifier, theirs.modifier, `${way} modifier`);
  diff.same(ours.fallback, theirs.fallback, `${way} fallback`);
  diff.same(ours.type.map?.hashers, theirs.type.map?.hashers, `${way} hashers`);
  if (ours.type.map !== undefined && theirs.type.map !== undefined) {
    diff.types(ours.type.map.key, theirs.type.map.key, `${way} key`);
    diff.types(ours.type.map.value, theirs.type.map.value, `${way} value`);
  } else diff.types(ours.type.plain ?? -1, theirs.type.plain ?? -1, way);
}

function comparePallet(diff: TypeComparison, ours: JsonPallet, theirs: JsonPallet): void {
  const { name } = ours;
  diff.same(ours.index, theirs.index, `${name} index`);
  diff.same(ours.storage?.prefix, theirs.storage?.prefix, `${name} prefix`);
  for (const item of ours.storage?.items ?? []) {
    const way = `${name}.${item.name}`;
    compareItem(diff, item, byName(theirs.storage?.items ?? [], item.name, way), way);
  }
  for (const kind of ['calls', 'events', 'errors'] as const) {
    const type = ours[kind]?.type;
    if (type !== undefined) diff.types(type, theirs[kind]?.type ?? -1, `${name} ${kind}`);
  }
  for (const constant of ours.constants) {
    const way = `constant ${name}.${constant.name}`;
    const other = byName(theirs.constants, constant.name, way);
    diff.types(constant.type, other.type, way);
    // The runtime's version is our own: the spec that we follow, and the APIs that we serve.
    if (constant.name !== 'Version') diff.same(constant.value, other.value, way);
  }
}

function compareApis(diff: TypeComparison, ours: JsonMetadata, theirs: JsonMetadata): void {
  for (const api of ours.apis) {
    const other = byName(theirs.apis, api.name, 'api');
    diff.same(
      apiVersions[api.name as keyof typeof apiVersions],
      Number(other.version),
      `${api.name} version`,
    );
    for (const method of api.methods) {
      const way = `${api.name}.${method.name}`;
      const real = byName(other.methods, method.name, way);
      diff.same(
        method.inputs.map(({ name }) => name),
        real.inputs.map(({ name }) => name),
        `${way} arguments`,
      );
      method.inputs.forEach(({ name, type }, index) => {
        diff.types(type, real.inputs[index]?.type ?? -1, `${way}(${name})`);
      });
      diff.types(method.output, real.output, `${way} output`);
    }
  }
}

function compareExtensions(diff: TypeComparison, ours: JsonMetadata, theirs: JsonMetadata): void {
  const [a, b] = [ours.extrinsic.transactionExtensions, theirs.extrinsic.transactionExtensions];
  diff.same(
    a.map(({ identifier }) => identifier),
    b.map(({ identifier }) => identifier),
    'extensions',
  );
  a.forEach(({ identifier, type, implicit }, index) => {
    diff.types(type, b[index]?.type ?? -1, identifier);
    diff.types(implicit, b[index]?.implicit ?? -1, `${identifier} implicit`);
  });
}

describe.skipIf(!existsSync(realMetadata))('beside the metadata of mainnet, spec 424', () => {
  const theirs = existsSync(realMetadata) ? decoded(readFileSync(realMetadata)) : undefined;

  it.each([14, 15] as const)('V%i differs in nothing that both define', (format) => {
    if (theirs === undefined) throw new Error('no metadata to compare with');
    const ours = decoded(encodeMetadata(format));
    const diff = new TypeComparison(ours, theirs);
    for (const pallet of ours.pallets)
      comparePallet(diff, pallet, byName(theirs.pallets, pallet.name, 'pallet'));
    compareExtensions(diff, ours, theirs);
    compareApis(diff, ours, theirs);
    expect(ours.apis).toHaveLength(format === 14 ? 0 : Object.keys(apiVersions).length);
    expect(diff.differences).toEqual([]);
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
          expect(`${index} ${name}`).toBe(`${byName(theirs[kind], name, kind).index} ${name}`);
        }
      }
      for (const [name, { codec, value }] of Object.entries(pallet.constants)) {
        if (name === 'Version') continue;
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
