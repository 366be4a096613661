import { createHash } from 'node:crypto';
import type { ChainSnapshot } from '#localnet/node/chainSnapshot.ts';
import { type Header, hashHeader } from '#localnet/node/header.ts';

const FORMAT = 1;

/** A text that is no whole snapshot; the message says why. */
export class CorruptSnapshotError extends Error {}

/** A block as the file has it; what is bytes is hex without 0x. */
interface SavedBlock {
  readonly header: Omit<Header, 'digest'> & { readonly digest: readonly string[] };
  readonly extrinsics: readonly string[];
  readonly timestamp: number;
  readonly slot: string;
  readonly changes: readonly (readonly [string, string | null])[];
}

interface SavedChain extends Omit<ChainSnapshot, 'base' | 'blocks' | 'pool'> {
  readonly base: { readonly hash: string; readonly entries: readonly (readonly [string, string])[] };
  readonly blocks: readonly SavedBlock[];
  readonly pool: readonly string[];
}

/** The text of a snapshot: one line with the format and the SHA-256 of the rest, then the rest as JSON. */
export function formatSnapshot(snapshot: ChainSnapshot): string {
  const saved: SavedChain = {
    ...snapshot,
    base: {
      ...snapshot.base,
      entries: snapshot.base.entries.map(([key, value]) => [key, toHex(value)] as const),
    },
    blocks: snapshot.blocks.map(({ block: { header, extrinsics, timestamp, slot }, changes }) => ({
      header: { ...header, digest: header.digest.map(toHex) },
      extrinsics: extrinsics.map(toHex),
      timestamp,
      slot: slot.toString(),
      changes: [...changes].map(([key, value]) => [key, value === undefined ? null : toHex(value)] as const),
    })),
    pool: snapshot.pool.map(toHex),
  };
  const body = JSON.stringify(saved);
  return `${JSON.stringify({ format: FORMAT, sha256: checksum(body) })}\n${body}`;
}

/** The snapshot of a text; throws CorruptSnapshotError unless every character is as formatSnapshot wrote it. */
export function parseSnapshot(text: string): ChainSnapshot {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== JSON.stringify({ format: FORMAT, sha256: checksum(body) })) {
    throw new CorruptSnapshotError('its checksum does not match');
  }
  // What has the checksum was written by formatSnapshot.
  const saved: SavedChain = JSON.parse(body);
  return {
    ...saved,
    base: {
      ...saved.base,
      entries: saved.base.entries.map(([key, value]) => [key, fromHex(value)] as const),
    },
    blocks: saved.blocks.map(({ header: savedHeader, extrinsics, timestamp, slot, changes }) => {
      const header = { ...savedHeader, digest: savedHeader.digest.map(fromHex) };
      const entries = changes.map(
        ([key, value]) => [key, value === null ? undefined : fromHex(value)] as const,
      );
      return {
        block: {
          hash: hashHeader(header),
          header,
          extrinsics: extrinsics.map(fromHex),
          timestamp,
          slot: BigInt(slot),
        },
        changes: new Map(entries),
      };
    }),
    pool: saved.pool.map(fromHex),
  };
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}
