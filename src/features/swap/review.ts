import type { SwapOrder } from '#domain/order.ts';

/** The order under review, and what waits to be accepted. */
export interface Review {
  readonly order: SwapOrder;
  /** Output that the person agreed to, by opening the review or by accepting: what "worse" is measured by. */
  readonly agreedOut: bigint;
  /** Input that the person agreed to: what "worse" is measured by where the output is fixed. */
  readonly agreedIn: bigint;
  /** A newer quote that is worse than that; null when there is none. */
  readonly worse: SwapOrder | null;
}

/**
 * A pool's price drifts by some rao each block through emission alone. Less than one part in ten thousand off what was
 * agreed to, in what the quote decides, is taken as that drift and shown; everything beyond must be accepted.
 */
const DRIFT = 10_000n;

export function beginReview(order: SwapOrder): Review {
  return { order, agreedOut: order.quote.amountOut, agreedIn: order.amountIn, worse: null };
}

/** Whether the person would get noticeably less, pay more without selling all on purpose, or trade on other terms. */
function isWorse(fresh: SwapOrder, { order, agreedOut, agreedIn }: Review): boolean {
  if (fresh.hotkey !== order.hotkey || fresh.protected !== order.protected) return true;
  if (fresh.quote.wantedOut !== order.quote.wantedOut) return true;
  if (fresh.quote.wantedOut !== null) return fresh.amountIn * DRIFT > agreedIn * (DRIFT + 1n);
  if (fresh.amountIn > order.amountIn && !(fresh.sellsAll && order.sellsAll)) return true;
  return fresh.quote.amountOut * DRIFT < agreedOut * (DRIFT - 1n);
}

/**
 * What the review shows when a new block brought a new quote: it takes the place of the old one unless it is worse; then
 * it waits, and nothing can be sent before it is accepted or the market has come back. Keeps the order's id.
 */
export function nextReview(review: Review, live: SwapOrder | null): Review {
  if (live === null) return review;
  const { order, worse } = review;
  const shown = worse ?? order;
  const isSame =
    live.quotedAt.hash === shown.quotedAt.hash &&
    live.amountIn === shown.amountIn &&
    live.hotkey === shown.hotkey &&
    live.protected === shown.protected &&
    live.sellsAll === shown.sellsAll;
  if (isSame) return review;
  const fresh = { ...live, id: order.id };
  return isWorse(fresh, review) ? { ...review, worse: fresh } : { ...review, order: fresh, worse: null };
}

/** The person took the worse quote. */
export function acceptWorse({ order, worse }: Review): Review {
  return beginReview(worse ?? order);
}
