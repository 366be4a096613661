import { isUnsent } from '#domain/tx.ts';
import { activity, advanceEntry } from '#stores/activity.ts';
import { session } from '#stores/session.ts';
import { followPending } from './followPending.ts';

/**
 * Takes up what a former page, or a former socket, left: a transaction that was still with the wallet, or being rehearsed, was never
 * sent and is `abandoned`; every pending one is looked for on the chain, and from then on with each finalized block.
 */
export async function resumePending(): Promise<void> {
  const { signing } = session.getState();
  for (const { id, phase } of activity.getState().entries) {
    if (isUnsent(phase) && id !== signing) advanceEntry(id, { kind: 'abandoned' });
  }
  await followPending();
}
