import type { Block } from './block.ts';
import type { BlockTree } from './blockTree.ts';
import type { BlockRecord, ChainSnapshot } from './chainSnapshot.ts';
import { StorageSnapshot } from './storageSnapshot.ts';

/** Puts the blocks that are kept for good into the tree. The first one's parent is genesis, whose state is there. */
function restoreHistory(tree: BlockTree, genesis: Block, history: readonly BlockRecord[]): void {
  tree.keepForever(history.length);
  let { snapshot } = tree.storage(genesis.hash);
  for (const { block, changes } of history) {
    snapshot = snapshot.with(changes);
    tree.insert(block, { snapshot, changes: null });
    tree.follow({ retracted: [], enacted: [block] }, 0);
  }
}

/** Puts a snapshot's blocks into a tree as its best chain, with the states from the base on. Gives the best of them. */
export function restoreBlocks(tree: BlockTree, genesis: Block, snapshot: ChainSnapshot): Block {
  const { base, blocks, history } = snapshot;
  if (history.length > 0) restoreHistory(tree, genesis, history);
  let storage: StorageSnapshot | null = null;
  for (const { block, changes } of blocks) {
    if (block.hash === base.hash) storage = StorageSnapshot.empty.with(new Map(base.entries));
    else if (storage !== null) storage = storage.with(changes);
    tree.insert(block, storage === null ? null : { snapshot: storage, changes });
    tree.follow({ retracted: [], enacted: [block] }, 0);
  }
  return blocks.at(-1)?.block ?? genesis;
}
