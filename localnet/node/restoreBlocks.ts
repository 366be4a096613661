import type { Block } from './block.ts';
import type { BlockTree } from './blockTree.ts';
import type { ChainSnapshot } from './chainSnapshot.ts';
import { StorageSnapshot } from './storageSnapshot.ts';

/** Puts a snapshot's blocks into a tree as its best chain, with the states from the base on. Gives the best of them. */
export function restoreBlocks(
  tree: BlockTree,
  base: ChainSnapshot['base'],
  blocks: ChainSnapshot['blocks'],
): Block | undefined {
  let snapshot: StorageSnapshot | null = null;
  for (const { block, changes } of blocks) {
    if (block.hash === base.hash) snapshot = StorageSnapshot.empty.with(new Map(base.entries));
    else if (snapshot !== null) snapshot = snapshot.with(changes);
    tree.insert(block, snapshot === null ? null : { snapshot, changes });
    tree.follow({ retracted: [], enacted: [block] }, 0);
  }
  return blocks.at(-1)?.block;
}
