import type { PoolSnapshot, Side } from '#domain/pool.ts';
import { type Quote, type QuoteResult, quoteExactIn } from '#domain/quote.ts';

/** What the chain's own simulation answers for a trade. */
export interface ChainQuote {
  readonly out: bigint;
  readonly fee: bigint;
  readonly netIn: bigint;
}

/**
 * The local quote of an amount on a pool; null while either is missing. Refuses what `quoteExactIn` refuses.
 */
export function localQuote(
  snapshot: PoolSnapshot | null,
  side: Side,
  amountIn: bigint | null,
  toleranceBps: number,
): QuoteResult | null {
  if (snapshot === null || amountIn === null || amountIn === 0n) return null;
  return quoteExactIn(snapshot.pool, side, amountIn, toleranceBps);
}

/**
 * The local quote with the amounts of the chain's, for a pool whose local quotes once differed. Its minimum follows
 * from the chain's output, rounded down; its limit stays the local one, which a difference of some rao hardly moves.
 */
export function withChainAmounts(quote: Quote, chain: ChainQuote): Quote {
  const minimumOut = (chain.out * BigInt(10_000 - quote.toleranceBps)) / 10_000n;
  return { ...quote, netIn: chain.netIn, fee: chain.fee, amountOut: chain.out, minimumOut };
}
