import { DecodeError } from '#localnet/metadata/bytes.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { option } from '#localnet/metadata/collections.ts';
import { struct } from '#localnet/metadata/composites.ts';
import { bytes, str, u32 } from '#localnet/metadata/primitives.ts';
import { MetadataError, realMetadata } from '#localnet/metadata/realMetadata.ts';
import { laterCalls, ownMetadata, type ServedMetadata } from '#localnet/metadata/servedMetadata.ts';
import { type RuntimeChange, RuntimeCodeError } from '#localnet/node/runtime.ts';
import { type ProfileName, profiles, type RuntimeProfile } from './profile.ts';

/** A runtime's rules, and what it tells of itself. */
export interface RuntimeChoice {
  readonly profile: RuntimeProfile;
  readonly metadata: ServedMetadata;
}

const LARGEST_SPEC_VERSION = 0xffff_ffff;
const KIND = 'localnet runtime';

/** What stands where the code of a node's runtime would: enough to build the runtime again. */
const layout = struct('RuntimeCode', {
  kind: str,
  profile: str,
  spec_version: u32,
  metadata: option(bytes),
});

function isProfile(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}

/** The real metadata of these bytes; throws RuntimeCodeError. */
function served(source: Uint8Array, specVersion: number | undefined): ServedMetadata {
  let metadata: ServedMetadata;
  try {
    metadata = realMetadata(source);
  } catch (error) {
    if (error instanceof MetadataError) throw new RuntimeCodeError(error.message);
    throw error;
  }
  const told = metadata.version.spec_version;
  if (specVersion === undefined || specVersion === told) return metadata;
  throw new RuntimeCodeError(`The metadata is of spec version ${told}, not of ${specVersion}.`);
}

/**
 * The runtime of a profile (that of mainnet as last seen by default) at a spec version (the profile's by default). With
 * metadata of another source it has that one's version, and no call that is not in it. Throws RuntimeCodeError.
 */
export function chooseRuntime({
  profile = 'live',
  specVersion,
  metadata: source,
}: RuntimeChange): RuntimeChoice {
  if (!isProfile(profile)) {
    throw new RuntimeCodeError(
      `There is no profile ${profile}, only ${Object.keys(profiles).join(' and ')}.`,
    );
  }
  if (specVersion !== undefined && !(specVersion >= 0 && specVersion <= LARGEST_SPEC_VERSION)) {
    throw new RuntimeCodeError(`${specVersion} is no spec version.`);
  }
  const rules = profiles[profile];
  if (source !== undefined) {
    const metadata = served(source, specVersion);
    const hasMoveStakeLimit = rules.hasMoveStakeLimit && metadata.lackedCalls.length === 0;
    return { profile: { ...rules, hasMoveStakeLimit }, metadata };
  }
  const lacked = rules.hasMoveStakeLimit ? [] : laterCalls;
  return { profile: rules, metadata: ownMetadata(specVersion ?? rules.specVersion, lacked) };
}

/** The code of a runtime. */
export function encodeCode({ profile, metadata }: RuntimeChoice): Uint8Array {
  return encode(layout, {
    kind: KIND,
    profile: profile.name,
    spec_version: metadata.version.spec_version,
    metadata: metadata.source,
  });
}

/** The runtime that has this code. Throws RuntimeCodeError. */
export function decodeCode(code: Uint8Array): RuntimeChoice {
  const { profile, spec_version: specVersion, metadata } = fields(code);
  return chooseRuntime({ profile, specVersion, ...(metadata === null ? {} : { metadata }) });
}

function fields(code: Uint8Array) {
  try {
    const read = decode(layout, code);
    if (read.kind === KIND) return read;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
  }
  throw new RuntimeCodeError('What :code holds is no runtime of this chain.');
}
