import { ByteWriter, DecodeError } from './bytes.ts';
import { type Codec, decode, type Value } from './codec.ts';
import { encodeMetadata } from './encoder.ts';
import { metadataDifferences } from './metadataParity.ts';
import { metadataV14, metadataV15 } from './portable.ts';
import { metadataV16 } from './portableV16.ts';
import { laterCalls, type ServedMetadata } from './servedMetadata.ts';
import { TranscodeError, toV14, toV15 } from './transcode.ts';
import { runtimeVersion, type VersionInfo } from './version.ts';

type V15 = Value<typeof metadataV15>;

/** Bytes that cannot be served as metadata; the message is a sentence that says why. */
export class MetadataError extends Error {}

const MAGIC = [0x6d, 0x65, 0x74, 0x61];

function withHead<T>(format: number, codec: Codec<T>, value: T): Uint8Array {
  const out = new ByteWriter();
  out.bytes(Uint8Array.of(...MAGIC, format));
  codec.write(out, value);
  return out.finish();
}

/** Decodes metadata of format 15 or 16, as format 15. */
function readV15(source: Uint8Array): V15 {
  if (source.length < 5 || !MAGIC.every((byte, index) => source[index] === byte)) {
    throw new MetadataError('This is no metadata: it does not begin with "meta".');
  }
  const [format] = source.subarray(4);
  const body = source.subarray(5);
  if (format === 15) return decode(metadataV15, body);
  if (format === 16) return toV15(decode(metadataV16, body));
  throw new MetadataError(
    `Metadata of format ${format} cannot be served: it must be of 15 or 16, which tell of runtime APIs.`,
  );
}

function versionIn({ pallets }: V15): VersionInfo {
  const system = pallets.find(({ name }) => name === 'System');
  const version = system?.constants.find(({ name }) => name === 'Version');
  if (version === undefined) throw new TranscodeError('System.Version');
  return decode(runtimeVersion, version.value);
}

/** Which of the calls that not every runtime has are not in this one. */
function lackedCalls({ types, pallets }: V15): string[] {
  return laterCalls.filter((call) => {
    const [palletName, name] = call.split('.');
    const type = pallets.find((pallet) => pallet.name === palletName)?.calls;
    const def = types.find(({ id }) => id === type)?.type.def;
    return def?.type !== 'Variant' || !def.value.variants.some((variant) => variant.name === name);
  });
}

interface Parts {
  readonly latest: V15;
  readonly v14: Uint8Array;
  readonly version: VersionInfo;
}

function parts(source: Uint8Array): Parts {
  try {
    const latest = readV15(source);
    return { latest, v14: withHead(14, metadataV14, toV14(latest)), version: versionIn(latest) };
  } catch (error) {
    if (error instanceof DecodeError) {
      throw new MetadataError(`The metadata cannot be decoded: ${error.message}.`);
    }
    if (error instanceof TranscodeError) throw new MetadataError(`The metadata lacks ${error.message}.`);
    throw error;
  }
}

/**
 * Serves the metadata of a real runtime, given in format 15 or 16, in that format and those below, down to 14. Its
 * version is the runtime's own. Throws MetadataError for bytes that are none, and for metadata of a runtime that lacks
 * or has otherwise what this chain defines; only calls that not every runtime has may be missing.
 */
export function realMetadata(source: Uint8Array): ServedMetadata {
  const { latest, v14, version } = parts(source);
  const traits = { version, lackedCalls: lackedCalls(latest) };
  const [difference] = metadataDifferences(encodeMetadata(15, traits), source);
  if (difference !== undefined) {
    throw new MetadataError(`The metadata is of a runtime that this chain is not like: ${difference}.`);
  }
  const encoded = new Map([
    [14, v14],
    [15, withHead(15, metadataV15, latest)],
    [source[4] ?? 0, source],
  ]);
  return { ...traits, formats: [...encoded.keys()], source, bytes: (format) => encoded.get(format) };
}
