import type { ChainClient, Found } from '#chain/client.ts';
import type { ActivityEntry } from '#domain/activity.ts';
import { isPending } from '#domain/tx.ts';
import { activity, advanceEntry } from '#stores/activity.ts';
import { heldClient } from './held.ts';
import { recordPhase } from './recordPhase.ts';

/** Ids whose phases come in over a live watch: they need not be looked for. */
const watched = new Set<string>();
let looking = false;

/** Marks an entry as watched until the promise settles. */
export function watchWhile(id: string, watch: Promise<void>): void {
  watched.add(id);
  watch.finally(() => watched.delete(id));
}

/** Looks on the chain for every pending transaction that nothing else tells of. One look at a time. */
export async function followPending(): Promise<void> {
  const client = heldClient();
  if (client === null || looking) return;
  looking = true;
  try {
    const { genesis } = client.info();
    for (const entry of activity.getState().entries) {
      const isSought = entry.genesis === genesis && isPending(entry.phase) && !watched.has(entry.id);
      if (isSought && heldClient() === client) await lookFor(client, entry);
    }
  } finally {
    looking = false;
  }
}

async function lookFor(client: ChainClient, entry: ActivityEntry): Promise<void> {
  const { id, hash, nonce, era, account } = entry;
  if (hash === null || nonce === null || era === null) return;
  try {
    const found = await client.find({ hash, nonce, era, account });
    if (!watched.has(id)) note(client, entry, found);
  } catch {
    // No news is no verdict: it is looked for again.
  }
}

function note(client: ChainClient, { id, phase }: ActivityEntry, found: Found): void {
  if (found.kind === 'included') {
    const { block, outcome } = found;
    recordPhase(client, id, { kind: found.finalized ? 'finalized' : 'inBlock', block, outcome });
  } else if (found.kind === 'never') {
    advanceEntry(id, { kind: 'expired' });
  } else if (phase.kind === 'inBlock' && client.head().number >= phase.block.number) {
    advanceEntry(id, { kind: 'retracted' });
  }
}
