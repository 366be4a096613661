import type { SwapOrder } from '#domain/order.ts';

/** The order under review, and whether the market now offers less than what the person saw. */
export interface Review {
  readonly order: SwapOrder;
  readonly worse: SwapOrder | null;
}

/**
 * What the review shows when a new block brought a new quote: an order that yields at least as much for the same or
 * less takes the place of the old one; a worse one waits to be accepted.
 */
export function nextReview(review: Review, live: SwapOrder | null): Review {
  if (live === null) return review;
  const fresh = { ...live, id: review.order.id };
  const { order } = review;
  if (fresh.quotedAt.hash === order.quotedAt.hash && fresh.amountIn === order.amountIn) return review;
  if (fresh.quotedAt.hash === review.worse?.quotedAt.hash) return review;
  const isWorse = fresh.quote.amountOut < order.quote.amountOut || fresh.amountIn > order.amountIn;
  return isWorse ? { order, worse: fresh } : { order: fresh, worse: null };
}

/** The person took the worse quote. */
export function acceptWorse({ order, worse }: Review): Review {
  return { order: worse ?? order, worse: null };
}
