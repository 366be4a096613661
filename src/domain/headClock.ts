/** A best block as it came in. All times in milliseconds since 1970. */
export interface HeadSeen {
  readonly number: number;
  /** By the block. */
  readonly timestamp: number;
  /** By this computer. */
  readonly receivedAt: number;
}

/** A best block older than this many block times is that of a node behind. */
export const MOST_HEAD_AGE = 3;

/** Block times for which a difference between the two clocks must have stood still before it is one of the clocks'. */
const STEADY_BLOCKS = 2;

/**
 * Age of the best block in whole block times: since it came in, or by its own time, whichever is more. `clockAheadMs` is by
 * how much this computer's clock is known to be ahead of the chain's.
 */
export function headAge(
  head: { readonly timestamp: number | null; readonly receivedAt: number },
  now: number,
  clockAheadMs: number,
  blockTimeMs: number,
): number {
  const unfollowed = now - head.receivedAt;
  const old = head.timestamp === null ? 0 : now - clockAheadMs - head.timestamp;
  return Math.max(0, Math.floor(Math.max(unfollowed, old) / blockTimeMs));
}

/** Whether a block was too old already when it came in, if this computer's clock is right. */
export function cameOld({ timestamp, receivedAt }: HeadSeen, blockTimeMs: number): boolean {
  return receivedAt - timestamp > MOST_HEAD_AGE * blockTimeMs;
}

/**
 * By how many milliseconds this computer's clock is ahead of the chain's, judged by how the heads go on (oldest first):
 * heads that all come the same time late, for longer than a node that catches up could keep that up, come from a node that is
 * on time. 0 when they come in time; null when nothing can be said.
 */
export function clockAhead(seen: readonly HeadSeen[], blockTimeMs: number): number | null {
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (!cameOld(last, blockTimeMs)) return 0;
  if (last.receivedAt - first.receivedAt < STEADY_BLOCKS * blockTimeMs) return null;
  const lateness = seen.map(({ timestamp, receivedAt }) => receivedAt - timestamp);
  const least = Math.min(...lateness);
  return Math.max(...lateness) - least <= blockTimeMs ? least : null;
}
