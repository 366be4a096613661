import { blake2AsHex } from '@polkadot/util-crypto';
import { ByteWriter } from '#localnet/metadata/bytes.ts';
import type { Hash } from './header.ts';
import type { StorageChanges } from './storageSnapshot.ts';

const textEncoder = new TextEncoder();

/**
 * The stateRoot of a header. Not the root of the state's trie, which nobody recomputes who talks to a node over RPC,
 * and which is too slow over all keys in each block: the hash of the parent's root, of the keys that changed in their
 * order with the lengths of their values, and of the values. It commits to the state just as well: equal histories
 * have equal roots, others do not.
 */
export function nextStateRoot(parent: Hash, changes: StorageChanges): Hash {
  const lines = [parent];
  for (const [key, value] of changes) lines.push(value === undefined ? `${key}-` : `${key}=${value.length}`);
  const out = new ByteWriter();
  out.bytes(textEncoder.encode(lines.join('\n')));
  for (const value of changes.values()) if (value !== undefined) out.bytes(value);
  return blake2AsHex(out.finish(), 256);
}
