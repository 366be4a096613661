import type { Value } from './codec.ts';
import type { metadataV14, metadataV15, PortableType } from './portable.ts';
import type { metadataV16 } from './portableV16.ts';

type V14 = Value<typeof metadataV14>;
type V15 = Value<typeof metadataV15>;
type V16 = Value<typeof metadataV16>;
type Types = V16['types'];

/** Metadata that lacks what another format needs; the message names it. */
export class TranscodeError extends Error {}

function typeAt(types: Types, id: number): PortableType {
  const found = types.find((each) => each.id === id);
  if (found === undefined) throw new TranscodeError(`type ${id}`);
  return found.type;
}

/** The type of an extrinsic: what BlockBuilder applies. */
function extrinsicType(apis: readonly Pick<V15['apis'][number], 'name' | 'methods'>[]): number {
  const builder = apis.find(({ name }) => name === 'BlockBuilder');
  const apply = builder?.methods.find(({ name }) => name === 'apply_extrinsic');
  const [input] = apply?.inputs ?? [];
  if (input === undefined) throw new TranscodeError('BlockBuilder.apply_extrinsic');
  return input.type;
}

/** The type of all extensions together: the extrinsic's last parameter. */
function extraType({ types, apis }: V16): number {
  const extra = typeAt(types, extrinsicType(apis)).params.at(-1);
  if (extra === undefined || extra.type === null || !/^Ext(ra|ension)$/.test(extra.name)) {
    throw new TranscodeError("the extrinsic's extensions");
  }
  return extra.type;
}

/** The type that stands for the runtime, the argument of many others. */
function runtimeType(types: Types): number {
  const found = types.find(({ type }) => type.path.length === 2 && type.path[1] === 'Runtime');
  if (found === undefined) throw new TranscodeError('the type of the runtime');
  return found.id;
}

/** The extensions of the oldest kind of extrinsic, in its order. */
function signedExtensions({ extrinsic }: V16): V15['extrinsic']['signedExtensions'] {
  const [oldest] = [...extrinsic.extensionsByVersion].sort(([a], [b]) => a - b);
  return (oldest?.[1] ?? []).map((index) => {
    const extension = extrinsic.extensions[index];
    if (extension === undefined) throw new TranscodeError(`extension ${index}`);
    const { identifier, type, implicit } = extension;
    return { identifier, type, additionalSigned: implicit };
  });
}

/** Format 15 of metadata of format 16, without what it cannot hold. Throws TranscodeError. */
export function toV15(metadata: V16): V15 {
  const { types, pallets, extrinsic, apis, outerEnums, custom } = metadata;
  const { addressType, callType, signatureType, versions } = extrinsic;
  return {
    types,
    pallets: pallets.map(({ calls, events, errors, ...pallet }) => ({
      ...pallet,
      calls: calls?.type ?? null,
      events: events?.type ?? null,
      errors: errors?.type ?? null,
    })),
    extrinsic: {
      version: Math.min(...versions),
      addressType,
      callType,
      signatureType,
      extraType: extraType(metadata),
      signedExtensions: signedExtensions(metadata),
    },
    type: runtimeType(types),
    apis,
    outerEnums,
    custom,
  };
}

/** Format 14 of metadata of format 15, without what it cannot hold. Throws TranscodeError. */
export function toV14({ types, pallets, extrinsic, type, apis }: V15): V14 {
  const { version, signedExtensions: extensions } = extrinsic;
  return {
    types,
    pallets,
    extrinsic: { type: extrinsicType(apis), version, signedExtensions: extensions },
    type,
  };
}
