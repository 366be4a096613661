import { quoteExactOut } from '#domain/exactOut.ts';
import type { PoolSnapshot, Side } from '#domain/pool.ts';
import { type Quote, type QuoteResult, quoteExactIn } from '#domain/quote.ts';

/** What the chain's own simulation answers for a trade. */
export interface ChainQuote {
  readonly out: bigint;
  readonly fee: bigint;
  readonly netIn: bigint;
}

/** An amount of what is paid, or of what is received. */
export interface FixedAmount {
  readonly side: Side;
  readonly fixed: 'pay' | 'receive';
  /** Null while there is none. */
  readonly amount: bigint | null;
}

/** The local quote of an amount on a pool; null while either is missing. Refuses what the quote of its kind refuses. */
export function localQuote(
  snapshot: PoolSnapshot | null,
  { side, fixed, amount }: FixedAmount,
  toleranceBps: number,
): QuoteResult | null {
  if (snapshot === null || amount === null || amount === 0n) return null;
  const quote = fixed === 'pay' ? quoteExactIn : quoteExactOut;
  return quote(snapshot.pool, side, amount, toleranceBps);
}

/**
 * The local quote with the amounts of the chain's, for a pool whose local quotes once differed. Its minimum follows
 * from what was wanted, else from the chain's output, rounded down; its limit stays the local one, which a difference of some rao hardly moves.
 */
export function withChainAmounts(quote: Quote, chain: ChainQuote): Quote {
  const promised = quote.wantedOut ?? chain.out;
  const minimumOut = (promised * BigInt(10_000 - quote.toleranceBps)) / 10_000n;
  return { ...quote, netIn: chain.netIn, fee: chain.fee, amountOut: chain.out, minimumOut };
}
