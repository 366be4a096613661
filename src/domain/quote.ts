import { saturateU64 } from './fixed.ts';
import { priceImpactPpb } from './impact.ts';
import { limitPriceFor } from './limitPrice.ts';
import type { Pool, Side, StablePool, WeightedPool } from './pool.ts';
import { spotPrice } from './price.ts';
import { defaultLimit, MAX_INPUT_MULTIPLE, MIN_RESERVE, type SwapError, swapFee } from './swap.ts';
import { applySwap } from './transition.ts';
import { MAX_AMOUNT, ONE } from './units.ts';

/** All that a person should know before a swap. Amounts in base units of their token. */
export interface Quote {
  readonly side: Side;
  /** What leaves the wallet, fee included. */
  readonly amountIn: bigint;
  readonly netIn: bigint;
  readonly fee: bigint;
  readonly amountOut: bigint;
  /** The output that the person fixed: the input is the smallest that yields it. Null when the input was fixed. */
  readonly wantedOut: bigint | null;
  readonly toleranceBps: number;
  /** What was promised (wantedOut, else amountOut) less the tolerance, rounded down; all of it on a stable pool, which cannot move. */
  readonly minimumOut: bigint;
  /** Rao per Alpha; null on a stable pool. */
  readonly limitPrice: bigint | null;
  /** Price impact without the fee, parts per 1e9, rounded up. */
  readonly impactPpb: bigint;
  /** Marginal price before and after, raw U64F64. */
  readonly spotBefore: bigint;
  readonly spotAfter: bigint;
  /** Average price, fee included, of a fill at the minimum: rao per Alpha, rounded against the user. */
  readonly worstPrice: bigint;
  /** The pool once the order has passed, the author's sale of a sell's fee included. */
  readonly poolAfter: WeightedPool | StablePool;
}

export type QuoteResult =
  | { readonly ok: true; readonly quote: Quote }
  | { readonly ok: false; readonly error: SwapError | 'ZeroAmount' | 'ZeroOutput' | 'UnknownCurve' };

const BPS = 10_000n;

/** Average price of a fill, rao per Alpha: up for a buy, down for a sell; a buy of nothing costs 2^64 - 1. */
function averagePrice(side: Side, amountIn: bigint, amountOut: bigint): bigint {
  if (side === 'sell') return (amountOut * ONE) / amountIn;
  return amountOut === 0n ? MAX_AMOUNT : (amountIn * ONE + amountOut - 1n) / amountOut;
}

/** What an order promises: its tolerance, and the output that was fixed or null. */
export interface Terms {
  readonly toleranceBps: number;
  readonly wantedOut: bigint | null;
}

function stableQuote(pool: StablePool, side: Side, amountIn: bigint, terms: Terms): Quote {
  const spot = spotPrice(pool);
  return {
    ...terms,
    side,
    amountIn,
    netIn: amountIn,
    fee: 0n,
    amountOut: amountIn,
    minimumOut: amountIn,
    limitPrice: null,
    impactPpb: 0n,
    spotBefore: spot,
    spotAfter: spot,
    worstPrice: ONE,
    poolAfter: pool,
  };
}

/** Throws on a tolerance that is no whole number of basis points from 0 to 10,000. */
export function assertTolerance(toleranceBps: number): void {
  if (!Number.isInteger(toleranceBps) || toleranceBps < 0 || toleranceBps > Number(BPS)) {
    throw new RangeError(`tolerance of ${toleranceBps} basis points`);
  }
}

/** The largest gross input that a quote may have: a thousand times the reserve it goes into, and no more than fits. */
export function largestInput(pool: WeightedPool, side: Side): bigint {
  return saturateU64((side === 'buy' ? pool.taoReserve : pool.alphaReserve) * MAX_INPUT_MULTIPLE);
}

/**
 * Quote of a swap that gives exactly `amountIn` (gross, base units of TAO for a buy, of Alpha for a sell). The tolerance
 * is in basis points, a whole number from 0 to 10,000 (else it throws). Amounts round down as the chain rounds
 * them. Refused: nothing in, an amount that brings no base unit out, more than a thousand times the reserve, a fill that
 * would end beyond the chain's own price bounds, and whatever `swap` refuses; a pool of unknown curve is the chain's to quote.
 */
export function quoteExactIn(pool: Pool, side: Side, amountIn: bigint, toleranceBps: number): QuoteResult {
  assertTolerance(toleranceBps);
  return quoteOf(pool, side, amountIn, { toleranceBps, wantedOut: null });
}

/** Quote of an input whose promise is given by the terms; all else as `quoteExactIn`. */
export function quoteOf(pool: Pool, side: Side, amountIn: bigint, terms: Terms): QuoteResult {
  if (pool.kind === 'foreign') return { ok: false, error: 'UnknownCurve' };
  if (amountIn <= 0n) return { ok: false, error: 'ZeroAmount' };
  if (amountIn > MAX_AMOUNT) return { ok: false, error: 'SwapInputTooLarge' };
  if (pool.kind === 'stable') return { ok: true, quote: stableQuote(pool, side, amountIn, terms) };
  if (amountIn > largestInput(pool, side)) return { ok: false, error: 'SwapInputTooLarge' };

  const reserveOut = side === 'buy' ? pool.alphaReserve : pool.taoReserve;
  const outcome = applySwap(pool, side, amountIn, defaultLimit(side));
  if (!outcome.ok) {
    const dust = outcome.error === 'ReservesTooLow' && reserveOut >= MIN_RESERVE;
    return { ok: false, error: dust ? 'ZeroOutput' : outcome.error };
  }
  const { paidIn: netIn, paidOut: amountOut, fee } = outcome.fill;
  if (netIn < amountIn - swapFee(amountIn, pool.feeRate)) return { ok: false, error: 'PriceLimitExceeded' };

  const minimumOut = ((terms.wantedOut ?? amountOut) * (BPS - BigInt(terms.toleranceBps))) / BPS;
  const quote: Quote = {
    ...terms,
    side,
    amountIn,
    netIn,
    fee,
    amountOut,
    minimumOut,
    limitPrice: limitPriceFor(pool, side, amountIn, minimumOut),
    impactPpb: priceImpactPpb(pool, side, netIn, amountOut),
    spotBefore: spotPrice(pool),
    spotAfter: spotPrice(outcome.after),
    worstPrice: averagePrice(side, amountIn, minimumOut),
    poolAfter: outcome.after,
  };
  return { ok: true, quote };
}
