import type { Hash } from './header.ts';
import type { PoolEntries, PoolEntry } from './poolEntries.ts';
import { immediatelyDropped, tooLowPriority } from './poolError.ts';

/** A node's defaults: --pool-limit, --pool-kbytes, and a tenth of each for transactions that are not ready. */
const LIMITS = {
  ready: { count: 8_192, bytes: 20 * 1024 * 1024 },
  future: { count: 819, bytes: 2 * 1024 * 1024 },
};

/**
 * Refuses a transaction for which the pool has no place; answers the one that it replaces, if any. `nextNonce` is the
 * one after those of its sender that are used or ready.
 */
export function makeRoom(entries: PoolEntries, entry: PoolEntry, nextNonce: number): Hash | undefined {
  const rival = entries.of(entry.sender).find(({ nonce, isReady }) => isReady && nonce === entry.nonce);
  if (rival !== undefined) {
    if (entry.priority <= rival.priority) throw tooLowPriority(rival.priority, entry.priority);
    return rival.hash;
  }
  const isReady = entry.nonce <= nextNonce;
  const { count, bytes } = entries.size(isReady);
  const limit = isReady ? LIMITS.ready : LIMITS.future;
  if (count >= limit.count || bytes + entry.bytes.length > limit.bytes) throw immediatelyDropped();
  return undefined;
}
