/** A pool's spot price at a block, in rao per Alpha. */
export interface PricePoint {
  readonly block: number;
  readonly price: bigint;
}

export interface ToleranceSuggestion {
  /** In basis points. */
  readonly bps: number;
  /** What the pool moved within SPAN blocks, all but the wildest twentieth of the times; parts per 1e9, rounded up. */
  readonly movedPpb: bigint;
  /** Blocks from the first seen to the last. */
  readonly blocks: number;
}

/** An order lands this many blocks after its quote, at most, as long as the network is well. */
export const SPAN = 3;

/** Starts of a span that must have been seen whole: some minutes. Fewer say nothing about a pool. */
const LEAST_STARTS = 10;

const PPB = 1_000_000_000n;
const PPB_PER_BPS = 100_000n;
/** Suggestions are whole steps of 0.05 %. */
const STEP_BPS = 5n;
const LEAST_BPS = 10n;
const MOST_BPS = 500n;

/** The farthest that the price went from `start` within the span, either way; null when no block of it was seen. */
function farthest(start: PricePoint, points: readonly PricePoint[]): bigint | null {
  let most: bigint | null = null;
  for (const { block, price } of points) {
    if (block <= start.block || block > start.block + SPAN) continue;
    const off = price > start.price ? price - start.price : start.price - price;
    const moved = (off * PPB + start.price - 1n) / start.price;
    if (most === null || moved > most) most = moved;
  }
  return most;
}

/**
 * A tolerance that the pool's own moves suggest: of the farthest moves within SPAN blocks after each block seen, the 95th
 * percentile (nearest rank) and half of it again, rounded up to 0.05 %, at least 0.1 % and at most 5 %. Points in the
 * order of their blocks, gaps allowed. Null while too few blocks are known: then nothing can be said.
 */
export function suggestTolerance(points: readonly PricePoint[]): ToleranceSuggestion | null {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const moves = points
    .filter(({ block, price }) => price > 0n && block + SPAN <= last.block)
    .map((start) => farthest(start, points))
    .filter((moved) => moved !== null)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const movedPpb = moves[Math.ceil(moves.length * 0.95) - 1];
  if (movedPpb === undefined || moves.length < LEAST_STARTS) return null;
  const unit = 2n * PPB_PER_BPS * STEP_BPS;
  const wanted = ((3n * movedPpb + unit - 1n) / unit) * STEP_BPS;
  const bps = wanted < LEAST_BPS ? LEAST_BPS : wanted > MOST_BPS ? MOST_BPS : wanted;
  return { bps: Number(bps), movedPpb, blocks: last.block - first.block + 1 };
}
