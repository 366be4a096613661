import type { ChainClient, Found } from '#chain/client.ts';
import type { ActivityEntry } from '#domain/activity.ts';
import { isPending, isUnsent } from '#domain/tx.ts';
import { activity, advanceEntry } from '#stores/activity.ts';
import { session } from '#stores/session.ts';
import { heldClient } from './held.ts';
import { heldOrders, holdOrder } from './orderHold.ts';
import { recordPhase } from './recordPhase.ts';

/** Ids whose phases come in over a live watch: they need not be looked for. */
const watched = new Set<string>();
let looking = false;
/** Somebody asked for a look while one was under way: a node may have been replaced. */
let isAsked = false;

/** Marks an entry as watched, for this tab and others, until the promise settles. */
export function watchWhile(id: string, watch: Promise<void>): void {
  watched.add(id);
  const release = holdOrder(id);
  watch.finally(() => {
    watched.delete(id);
    release();
  });
}

/**
 * Takes up what a former page, or a former socket, left, and no tab has in hand: what never went out is `abandoned`, what may
 * have gone out is looked for on the chain. To be called with each node that is taken up, and with each finalized block. One
 * look at a time.
 */
export async function followPending(): Promise<void> {
  isAsked = true;
  if (looking) return;
  looking = true;
  try {
    for (let client = heldClient(); isAsked && client !== null; client = heldClient()) {
      isAsked = false;
      await takeUp(await heldOrders(), client);
    }
  } finally {
    looking = false;
  }
}

async function takeUp(held: ReadonlySet<string> | null, client: ChainClient): Promise<void> {
  const { genesis } = client.info();
  for (const { id } of activity.getState().entries) {
    const entry = activity.getState().entries.find((each) => each.id === id);
    const isInHand = held?.has(id) || watched.has(id) || session.getState().signing === id;
    if (entry === undefined || isInHand) continue;
    if (isUnsent(entry.phase)) advanceEntry(id, { kind: 'abandoned' });
    if (entry.genesis !== genesis || !isPending(entry.phase) || heldClient() !== client) continue;
    // Who was told of it is gone.
    if (entry.phase.kind === 'sent' && held !== null) advanceEntry(id, { kind: 'lost' });
    await lookFor(client, entry);
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
    advanceEntry(id, { kind: found.why });
  } else if (phase.kind === 'inBlock' && client.head().number >= phase.block.number) {
    advanceEntry(id, { kind: 'retracted' });
  }
}
