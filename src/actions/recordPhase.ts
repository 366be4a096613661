import type { ChainClient } from '#chain/client.ts';
import type { BlockRef } from '#domain/block.ts';
import { poolStory } from '#domain/othersInBlock.ts';
import { ROOT } from '#domain/subnet.ts';
import type { TxPhase } from '#domain/tx.ts';
import { activity, advanceEntry, noteStory } from '#stores/activity.ts';

/** Moves an entry on, and looks at what its pool went through in the block of a fill. */
export function recordPhase(client: ChainClient, id: string, phase: TxPhase): void {
  advanceEntry(id, phase);
  if ((phase.kind === 'inBlock' || phase.kind === 'finalized') && phase.outcome.ok) {
    void tellStory(client, id, phase.block);
  }
}

async function tellStory(client: ChainClient, id: string, block: BlockRef): Promise<void> {
  const entry = activity.getState().entries.find((each) => each.id === id);
  if (entry === undefined || entry.hash === null || entry.netuid === ROOT) return;
  if (entry.others?.block === block.hash) return;
  try {
    noteStory(id, block.hash, poolStory(await client.readPoolBlock(block, entry.hash, entry.netuid)));
  } catch {
    // The receipt stands without it.
  }
}
