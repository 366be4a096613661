import type { Chain } from './chain.ts';
import type { ChainSnapshot } from './chainSnapshot.ts';

/** So many blocks come back with their bodies, and so many with their states. */
const BLOCKS = 256;
const STATES = 8;

/** The chain as it is now, at its best block; without history, which does not change and is saved apart. */
export function takeSnapshot(chain: Chain): ChainSnapshot {
  const blocks: ChainSnapshot['blocks'][number][] = [];
  let base: ChainSnapshot['base'] | null = null;
  for (let number = chain.best.header.number - BLOCKS + 1; number <= chain.best.header.number; number += 1) {
    const block = chain.block(chain.hashAt(number) ?? '');
    if (block === undefined) continue;
    const isKept = number > chain.best.header.number - STATES && chain.hasState(block.hash);
    const storage = isKept ? chain.storageAt(block.hash) : null;
    blocks.push({ block, changes: base === null ? new Map() : (storage?.changes ?? new Map()) });
    if (base === null && storage !== null)
      base = { hash: block.hash, entries: [...storage.snapshot.entries()] };
  }
  if (base === null) throw new Error('the best block has no state');
  return {
    genesisHash: chain.genesis.hash,
    specVersion: chain.runtime.version.specVersion,
    history: [],
    base,
    blocks,
    pool: chain.pool.all().map(({ bytes }) => bytes),
  };
}
