import { ByteReader, DecodeError } from '#localnet/metadata/bytes.ts';
import { extra, uncheckedExtrinsic } from '#localnet/metadata/extrinsic.ts';
import { runtimeCall } from '#localnet/metadata/runtimeDefinition.ts';

/** The first byte of a general extrinsic of format 5. */
const GENERAL = 0x45;
/** The version of the extensions that the runtime knows. */
const EXTENSIONS = 0;

/**
 * Whether bytes, with their length in front, are a general extrinsic: one of format 5 that carries the extensions and no
 * signature. The runtime reads them, and none of its extensions grants them an origin.
 * Source: sp-runtime, generic::UncheckedExtrinsic.
 */
export function isGeneral(bytes: Uint8Array): boolean {
  try {
    const input = new ByteReader(uncheckedExtrinsic.read(new ByteReader(bytes)));
    if (input.byte() !== GENERAL || input.byte() !== EXTENSIONS) return false;
    extra.read(input);
    runtimeCall.read(input);
    return input.remaining === 0;
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) return false;
    throw error;
  }
}
