import type { Block } from './block.ts';
import type { Hash } from './header.ts';
import type { StorageChanges } from './storageSnapshot.ts';

/** A block and what it changed in storage. */
export interface BlockRecord {
  readonly block: Block;
  readonly changes: StorageChanges;
}

/** All that a chain needs to go on where it was: plain data, of the best chain alone. */
export interface ChainSnapshot {
  readonly genesisHash: Hash;
  readonly specVersion: number;
  /** The blocks that the chain keeps for good: the first after genesis, without gaps; none by default. */
  readonly history: readonly BlockRecord[];
  /** The whole storage after one of the blocks; that of later ones follows from their changes. */
  readonly base: { readonly hash: Hash; readonly entries: readonly (readonly [string, Uint8Array])[] };
  /** The last blocks, oldest first, without gaps; the newest is the best. Changes count after the base only. */
  readonly blocks: readonly BlockRecord[];
  /** Transactions that wait, in the order in which they came. */
  readonly pool: readonly Uint8Array[];
}

/** A snapshot that is not of this chain. */
export class SnapshotMismatchError extends Error {}
