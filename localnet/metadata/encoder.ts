import { type ApiMethod, runtimeApis } from './apis.ts';
import { ByteWriter } from './bytes.ts';
import { encode } from './codec.ts';
import { type CodecList, tuple } from './composites.ts';
import { extra, runtime, signedExtensions, uncheckedExtrinsic } from './extrinsic.ts';
import { palletCall, palletError, palletEvent } from './outerEnums.ts';
import { type AnyStorageItem, constant, type PalletDefinition } from './pallet.ts';
import { metadataV14, metadataV15, type PortablePallet, type PortableStorageEntry } from './portable.ts';
import { TypeRegistry } from './registry.ts';
import { pallets, runtimeCall, runtimeError } from './runtimeDefinition.ts';
import { runtimeEvent } from './runtimeEvent.ts';
import { multiAddress, multiSignature } from './types.ts';
import { runtimeVersion, type VersionInfo, versionOf } from './version.ts';

/** What tells one of our runtimes from another in metadata. */
export interface RuntimeTraits {
  readonly version: VersionInfo;
  /** Calls that are defined here and that the runtime lacks, each as "Pallet.call". */
  readonly lackedCalls: readonly string[];
}

/** Mainnet's runtime as it was last seen. */
const lastSeen: RuntimeTraits = { version: versionOf(475), lackedCalls: [] };
const extrinsicVersion = 4;
const magic = new TextEncoder().encode('meta');

function storageEntry(registry: TypeRegistry, name: string, item: AnyStorageItem): PortableStorageEntry {
  const [first, ...rest] = item.keyParts;
  const value = registry.idOf(item.codec);
  const codecs: CodecList = item.keyParts.map(([, codec]) => codec);
  const type: PortableStorageEntry['type'] =
    first === undefined
      ? { type: 'Plain', value }
      : {
          type: 'Map',
          value: {
            hashers: item.keyParts.map(([hasher]) => hasher),
            key: registry.idOf(rest.length === 0 ? first[1] : tuple(...codecs)),
            value,
          },
        };
  return { name, modifier: item.modifier, type, fallback: item.fallback, docs: [] };
}

function hasMembers(members: object): boolean {
  return Object.keys(members).length > 0;
}

/** A pallet's constants; the version of the runtime is one of System's. */
function constantsOf(pallet: PalletDefinition, version: VersionInfo): PalletDefinition['constants'] {
  if (pallet.name !== 'System') return pallet.constants;
  return { ...pallet.constants, Version: constant(runtimeVersion, version) };
}

function portablePallet(
  registry: TypeRegistry,
  pallet: PalletDefinition,
  version: VersionInfo,
): PortablePallet {
  const { prefix } = pallet;
  return {
    name: pallet.name,
    storage:
      prefix === null
        ? null
        : {
            prefix,
            items: Object.entries(pallet.storage).map(([name, item]) => storageEntry(registry, name, item)),
          },
    calls: hasMembers(pallet.calls) ? registry.idOf(palletCall(pallet)) : null,
    events: hasMembers(pallet.events) ? registry.idOf(palletEvent(pallet)) : null,
    constants: Object.entries(constantsOf(pallet, version)).map(([name, { codec, value }]) => ({
      name,
      type: registry.idOf(codec),
      value: encode(codec, value),
      docs: [],
    })),
    errors: hasMembers(pallet.errors) ? registry.idOf(palletError(pallet)) : null,
    index: pallet.index,
  };
}

function portableExtensions(registry: TypeRegistry) {
  return signedExtensions.map(({ identifier, type, implicit }) => ({
    identifier,
    type: registry.idOf(type),
    additionalSigned: registry.idOf(implicit),
  }));
}

function portableApis(registry: TypeRegistry) {
  const apis = Object.entries<Readonly<Record<string, ApiMethod<unknown, unknown>>>>(runtimeApis);
  return apis.map(([name, api]) => ({
    name,
    docs: [],
    methods: Object.entries(api).map(([method, { input, output }]) => ({
      name: method,
      inputs: input.descriptions.map((field) => ({
        name: field.name ?? '',
        type: registry.idOf(field.codec),
      })),
      output: registry.idOf(output),
      docs: [],
    })),
  }));
}

function encodeV14(registry: TypeRegistry, version: VersionInfo): Uint8Array {
  const body = {
    pallets: pallets.map((pallet) => portablePallet(registry, pallet, version)),
    extrinsic: {
      type: registry.idOf(uncheckedExtrinsic),
      version: extrinsicVersion,
      signedExtensions: portableExtensions(registry),
    },
    type: registry.idOf(runtime),
  };
  return encode(metadataV14, { types: registry.types, ...body });
}

function encodeV15(registry: TypeRegistry, version: VersionInfo): Uint8Array {
  const body = {
    pallets: pallets.map((pallet) => ({ ...portablePallet(registry, pallet, version), docs: [] })),
    extrinsic: {
      version: extrinsicVersion,
      addressType: registry.idOf(multiAddress),
      callType: registry.idOf(runtimeCall),
      signatureType: registry.idOf(multiSignature),
      extraType: registry.idOf(extra),
      signedExtensions: portableExtensions(registry),
    },
    type: registry.idOf(runtime),
    apis: portableApis(registry),
    outerEnums: {
      callType: registry.idOf(runtimeCall),
      eventType: registry.idOf(runtimeEvent),
      errorType: registry.idOf(runtimeError),
    },
    custom: [],
  };
  return encode(metadataV15, { types: registry.types, ...body });
}

/** Where the registry finds a call that is to be left out. */
function variantOf(call: string): string {
  const [palletName, name] = call.split('.');
  const pallet = pallets.find((each) => each.name === palletName);
  if (pallet === undefined || name === undefined) throw new RangeError(`no call ${call}`);
  return `${pallet.path}::Call::${name}`;
}

/** A runtime's metadata in one of the formats that it has, beginning with the magic number and the format. */
export function encodeMetadata(format: 14 | 15, traits: RuntimeTraits = lastSeen): Uint8Array {
  const { version, lackedCalls } = traits;
  const registry = new TypeRegistry(lackedCalls.map(variantOf));
  const out = new ByteWriter();
  out.bytes(magic);
  out.byte(format);
  out.bytes(format === 14 ? encodeV14(registry, version) : encodeV15(registry, version));
  return out.finish();
}
