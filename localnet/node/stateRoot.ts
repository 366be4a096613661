import { u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import type { Hash } from './header.ts';
import type { StorageChanges } from './storageSnapshot.ts';

/**
 * The stateRoot of a header. Not the root of the state's trie, which nobody recomputes who talks to a node over
 * RPC, and which is too slow over all keys in each block: the hash of the parent's root and of the block's
 * changes in key order. It commits to the state just as well: equal histories have equal roots, others do not.
 */
export function nextStateRoot(parent: Hash, changes: StorageChanges): Hash {
  const lines = [parent];
  for (const [key, value] of changes)
    lines.push(value === undefined ? `${key}-` : `${key}=${u8aToHex(value)}`);
  return blake2AsHex(lines.join('\n'), 256);
}
