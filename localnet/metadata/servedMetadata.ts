import { encodeMetadata, type RuntimeTraits } from './encoder.ts';
import { versionOf } from './version.ts';

/** What a runtime tells of itself: its version, and its metadata in every format that it has. */
export interface ServedMetadata extends RuntimeTraits {
  /** Formats in ascending order. */
  readonly formats: readonly number[];
  /** The bytes that it was read from; null when it is our own. */
  readonly source: Uint8Array | null;
  /** Metadata in a format, beginning with the magic number; undefined when it is not served. */
  bytes(format: number): Uint8Array | undefined;
}

/** Calls that this chain defines and that not every runtime has, each as "Pallet.call". */
export const laterCalls: readonly string[] = ['SubtensorModule.move_stake_limit'];

/** Our own metadata in the formats 14 and 15, each encoded when it is first asked for. */
export function ownMetadata(specVersion: number, lackedCalls: readonly string[]): ServedMetadata {
  const traits = { version: versionOf(specVersion), lackedCalls };
  const encoded = new Map<number, Uint8Array>();
  return {
    ...traits,
    formats: [14, 15],
    source: null,
    bytes(format) {
      if (format !== 14 && format !== 15) return undefined;
      const bytes = encoded.get(format) ?? encodeMetadata(format, traits);
      encoded.set(format, bytes);
      return bytes;
    },
  };
}
