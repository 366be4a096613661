import { createHash } from 'node:crypto';
import type { ChainSnapshot } from '#localnet/node/chainSnapshot.ts';
import { fromHex, loadBlock, type SavedBlock, saveBlock, toHex } from './savedBlock.ts';

const FORMAT = 1;

/** A text that is no whole snapshot; the message says why. */
export class CorruptSnapshotError extends Error {}

interface SavedRecord extends SavedBlock {
  readonly changes: readonly (readonly [string, string | null])[];
}

interface SavedChain extends Omit<ChainSnapshot, 'history' | 'base' | 'blocks' | 'pool'> {
  readonly base: { readonly hash: string; readonly entries: readonly (readonly [string, string])[] };
  readonly blocks: readonly SavedRecord[];
  readonly pool: readonly string[];
}

/**
 * The text of a snapshot without its history: one line with the format and the SHA-256 of the rest, then the rest as
 * JSON.
 */
export function formatSnapshot(snapshot: ChainSnapshot): string {
  const { genesisHash, specVersion, base, blocks, pool } = snapshot;
  const saved: SavedChain = {
    genesisHash,
    specVersion,
    base: { hash: base.hash, entries: base.entries.map(([key, value]) => [key, toHex(value)] as const) },
    blocks: blocks.map(({ block, changes }) => ({
      ...saveBlock(block),
      changes: [...changes].map(([key, value]) => [key, value === undefined ? null : toHex(value)] as const),
    })),
    pool: pool.map(toHex),
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
  const { genesisHash, specVersion, base, blocks, pool }: SavedChain = JSON.parse(body);
  return {
    genesisHash,
    specVersion,
    history: [],
    base: { hash: base.hash, entries: base.entries.map(([key, value]) => [key, fromHex(value)] as const) },
    blocks: blocks.map(({ changes, ...saved }) => ({
      block: loadBlock(saved),
      changes: new Map(
        changes.map(([key, value]) => [key, value === null ? undefined : fromHex(value)] as const),
      ),
    })),
    pool: pool.map(fromHex),
  };
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
