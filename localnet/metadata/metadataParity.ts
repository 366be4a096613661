import { Metadata, TypeRegistry } from '@polkadot/types';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { decode } from './codec.ts';
import { type JsonMetadata, type JsonPallet, type JsonStorageItem, TypeComparison } from './metadataDiff.ts';
import { runtimeVersion } from './version.ts';

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

/** Compares each of our items with the other of the same name, and notes those that have none. */
function eachByName<T extends { readonly name: string }>(
  diff: TypeComparison,
  ours: readonly T[],
  theirs: readonly T[],
  wayOf: (name: string) => string,
  compare: (ours: T, theirs: T, way: string) => void,
): void {
  for (const item of ours) {
    const way = wayOf(item.name);
    const other = theirs.find(({ name }) => name === item.name);
    if (other === undefined) diff.missing(way);
    else compare(item, other, way);
  }
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
  } else if (ours.type.plain !== undefined && theirs.type.plain !== undefined) {
    diff.types(ours.type.plain, theirs.type.plain, way);
  }
}

function comparePallet(diff: TypeComparison, ours: JsonPallet, theirs: JsonPallet): void {
  const { name } = ours;
  diff.same(ours.index, theirs.index, `${name} index`);
  diff.same(ours.storage?.prefix, theirs.storage?.prefix, `${name} prefix`);
  eachByName(
    diff,
    ours.storage?.items ?? [],
    theirs.storage?.items ?? [],
    (item) => `${name}.${item}`,
    (item, other, way) => compareItem(diff, item, other, way),
  );
  for (const kind of ['calls', 'events', 'errors'] as const) {
    const [type, other] = [ours[kind]?.type, theirs[kind]?.type];
    if (type === undefined) continue;
    if (other === undefined) diff.missing(`${name} ${kind}`);
    else diff.types(type, other, `${name} ${kind}`);
  }
  eachByName(
    diff,
    ours.constants,
    theirs.constants,
    (item) => `constant ${name}.${item}`,
    (item, other, way) => {
      diff.types(item.type, other.type, way);
      // The version is compared by the APIs that it lists: the rest of it is each runtime's own.
      if (item.name !== 'Version') diff.same(item.value, other.value, way);
    },
  );
}

function compareApis(diff: TypeComparison, ours: JsonMetadata, theirs: JsonMetadata): void {
  eachByName(
    diff,
    ours.apis,
    theirs.apis,
    (api) => `api ${api}`,
    (api, other) =>
      eachByName(
        diff,
        api.methods,
        other.methods,
        (method) => `${api.name}.${method}`,
        (method, real, way) => {
          const names = (inputs: readonly { readonly name: string }[]) => inputs.map(({ name }) => name);
          if (!diff.same(names(method.inputs), names(real.inputs), `${way} arguments`)) return;
          method.inputs.forEach(({ name, type }, index) => {
            diff.types(type, real.inputs[index]?.type ?? -1, `${way}(${name})`);
          });
          diff.types(method.output, real.output, `${way} output`);
        },
      ),
  );
}

/** The versions of runtime APIs by their ids, as System.Version lists them. */
function listedApis({ pallets }: JsonMetadata): ReadonlyMap<string, number> {
  const system = pallets.find(({ name }) => name === 'System');
  const constant = system?.constants.find(({ name }) => name === 'Version');
  if (constant === undefined) return new Map();
  const { apis } = decode(runtimeVersion, hexToU8a(constant.value));
  return new Map(apis.map(([id, version]) => [u8aToHex(id), version]));
}

function compareVersions(diff: TypeComparison, ours: JsonMetadata, theirs: JsonMetadata): void {
  const listed = listedApis(theirs);
  for (const [id, version] of listedApis(ours)) diff.same(version, listed.get(id), `version of api ${id}`);
}

function compareExtensions(diff: TypeComparison, ours: JsonMetadata, theirs: JsonMetadata): void {
  const [a, b] = [ours.extrinsic.transactionExtensions, theirs.extrinsic.transactionExtensions];
  const names = (extensions: typeof a) => extensions.map(({ identifier }) => identifier);
  if (!diff.same(names(a), names(b), 'extensions')) return;
  a.forEach(({ identifier, type, implicit }, index) => {
    diff.types(type, b[index]?.type ?? -1, identifier);
    diff.types(implicit, b[index]?.implicit ?? -1, `${identifier} implicit`);
  });
}

/**
 * What of our metadata another runtime's lacks or has otherwise, each with the way to it: pallets, calls, storage,
 * events, errors and constants by index, name, types and hashers, extensions, and runtime APIs where ours tells of
 * them. Both are the bytes of some format.
 */
export function metadataDifferences(ourBytes: Uint8Array, theirBytes: Uint8Array): readonly string[] {
  const [ours, theirs] = [decoded(ourBytes), decoded(theirBytes)];
  const diff = new TypeComparison(ours, theirs);
  eachByName(
    diff,
    ours.pallets,
    theirs.pallets,
    (name) => `pallet ${name}`,
    (pallet, other) => comparePallet(diff, pallet, other),
  );
  compareExtensions(diff, ours, theirs);
  compareVersions(diff, ours, theirs);
  compareApis(diff, ours, theirs);
  return diff.differences;
}
