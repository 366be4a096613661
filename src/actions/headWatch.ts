import type { Head } from '#domain/block.ts';
import { cameOld, clockAhead, type HeadSeen } from '#domain/headClock.ts';
import { session } from '#stores/session.ts';

/** Without a new best block for so many block times a node that answers is taken to lag. */
const LATE_BLOCKS = 4;
/** Heads of the last so many block times are judged by. */
const JUDGED_BLOCKS = 5;

interface HeadWatch {
  readonly blockTimeMs: number;
  readonly onLate: () => void;
}

let watch: HeadWatch | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
let seen: readonly HeadSeen[] = [];
let toldAt = Number.NEGATIVE_INFINITY;

/**
 * Begins to watch how a node's best blocks go on, until stopHeadWatch(). `onLate` is told, at most once in a few block
 * times, when none came for long, and when one was old as it came in and nothing explains that: the node may be behind, or
 * this computer's clock ahead.
 */
export function watchHeads(blockTimeMs: number, onLate: () => void): void {
  stopHeadWatch();
  watch = { blockTimeMs, onLate };
  headCame();
}

export function stopHeadWatch(): void {
  if (timer !== null) clearTimeout(timer);
  [watch, timer, seen, toldAt] = [null, null, [], Number.NEGATIVE_INFINITY];
}

/** A best block is there: the wait for the next begins. */
export function headCame(): void {
  if (timer !== null) clearTimeout(timer);
  if (watch === null) return;
  timer = setTimeout(() => {
    tell();
    headCame();
  }, LATE_BLOCKS * watch.blockTimeMs);
}

function tell(): void {
  if (watch === null || performance.now() - toldAt < (LATE_BLOCKS - 1) * watch.blockTimeMs) return;
  toldAt = performance.now();
  watch.onLate();
}

/** Judges a best block, just read, by the clocks, and keeps what it tells of this computer's in session.clockAheadMs. */
export function judgeHead(head: Head, receivedAt: number): void {
  if (watch === null || head.timestamp === null) return;
  const { blockTimeMs } = watch;
  const now: HeadSeen = { number: head.number, timestamp: head.timestamp, receivedAt };
  const since = receivedAt - JUDGED_BLOCKS * blockTimeMs;
  seen = [...seen.filter((each) => each.number < now.number && each.receivedAt >= since), now];
  const ahead = clockAhead(seen, blockTimeMs);
  if (ahead !== null) session.setState({ clockAheadMs: ahead });
  const byChainTime = { ...now, receivedAt: receivedAt - session.getState().clockAheadMs };
  if (cameOld(byChainTime, blockTimeMs)) tell();
}

/** Another node knows no newer block: if the last one came old, it is this computer's clock that is wrong. */
export function blameClock(): void {
  const last = seen.at(-1);
  if (watch === null || last === undefined || !cameOld(last, watch.blockTimeMs)) return;
  session.setState({ clockAheadMs: last.receivedAt - last.timestamp });
}
