import type { ActivityEntry } from '#domain/activity.ts';

/** Entries of this chain (of every chain while none is known), of one account or of all. Keeps the order. */
export function entriesToShow(
  entries: readonly ActivityEntry[],
  genesis: string | null,
  account: string | null,
): readonly ActivityEntry[] {
  return entries.filter(
    (entry) =>
      (genesis === null || entry.genesis === genesis) && (account === null || entry.account === account),
  );
}
