import type { ChainClient } from '#chain/client.ts';
import type { BlockRef } from '#domain/block.ts';
import { poolMet } from '#domain/poolMet.ts';
import type { Filled, TxPhase } from '#domain/tx.ts';
import { activity, advanceEntry, markExact } from '#stores/activity.ts';

/** Moves an entry on, and sets what was filled beside the pool that the order met in its block. */
export function recordPhase(client: ChainClient, id: string, phase: TxPhase): void {
  advanceEntry(id, phase);
  if ((phase.kind === 'inBlock' || phase.kind === 'finalized') && phase.outcome.ok) {
    void compareWithPool(client, id, phase.block, phase.outcome.filled);
  }
}

async function compareWithPool(
  client: ChainClient,
  id: string,
  block: BlockRef,
  filled: Filled,
): Promise<void> {
  const entry = activity.getState().entries.find((each) => each.id === id);
  if (entry === undefined || entry.exactIn === block.hash) return;
  try {
    const { pools } = await client.readBlock({ netuids: [entry.netuid], account: null }, block);
    const pool = pools.get(entry.netuid)?.pool;
    if (pool?.kind === 'weighted' && poolMet(pool, entry.side, filled) !== null) markExact(id, block.hash);
  } catch {
    // The receipt stands without the comparison.
  }
}
