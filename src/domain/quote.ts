import { priceImpactPpb } from './impact.ts';
import { limitPriceFor } from './limitPrice.ts';
import type { Pool, Side, StablePool, WeightedPool } from './pool.ts';
import { spotPrice } from './price.ts';
import { defaultLimit, MAX_INPUT_MULTIPLE, type SwapError, swapFee } from './swap.ts';
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
  readonly toleranceBps: number;
  /** amountOut less the tolerance, rounded down; all of it on a stable pool, which cannot move. */
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
const MIN_RESERVE = 1_000_000n;

/** Average price of a fill, rao per Alpha: up for a buy, down for a sell; a buy of nothing costs 2^64 - 1. */
function averagePrice(side: Side, amountIn: bigint, amountOut: bigint): bigint {
  if (side === 'sell') return (amountOut * ONE) / amountIn;
  return amountOut === 0n ? MAX_AMOUNT : (amountIn * ONE + amountOut - 1n) / amountOut;
}

function stableQuote(pool: StablePool, side: Side, amountIn: bigint, toleranceBps: number): Quote {
  const spot = spotPrice(pool);
  return {
    side,
    amountIn,
    netIn: amountIn,
    fee: 0n,
    amountOut: amountIn,
    toleranceBps,
    minimumOut: amountIn,
    limitPrice: null,
    impactPpb: 0n,
    spotBefore: spot,
    spotAfter: spot,
    worstPrice: ONE,
    poolAfter: pool,
  };
}

/**
 * Quote of a swap that gives exactly `amountIn` (gross, base units of TAO for a buy, of Alpha for a sell). The tolerance
 * is in basis points, a whole number from 0 to 10,000 (else it throws). Amounts round down as the chain rounds
 * them. Refused: nothing in, an amount that brings no base unit out, more than a thousand times the reserve, a fill that
 * would end beyond the chain's own price bounds, and whatever `swap` refuses; a pool of unknown curve is the chain's to quote.
 */
export function quoteExactIn(pool: Pool, side: Side, amountIn: bigint, toleranceBps: number): QuoteResult {
  if (!Number.isInteger(toleranceBps) || toleranceBps < 0 || toleranceBps > Number(BPS)) {
    throw new RangeError(`tolerance of ${toleranceBps} basis points`);
  }
  if (pool.kind === 'foreign') return { ok: false, error: 'UnknownCurve' };
  if (amountIn <= 0n) return { ok: false, error: 'ZeroAmount' };
  if (amountIn > MAX_AMOUNT) return { ok: false, error: 'SwapInputTooLarge' };
  if (pool.kind === 'stable') return { ok: true, quote: stableQuote(pool, side, amountIn, toleranceBps) };

  const [reserveIn, reserveOut] =
    side === 'buy' ? [pool.taoReserve, pool.alphaReserve] : [pool.alphaReserve, pool.taoReserve];
  if (amountIn > reserveIn * MAX_INPUT_MULTIPLE) return { ok: false, error: 'SwapInputTooLarge' };
  const outcome = applySwap(pool, side, amountIn, defaultLimit(side));
  if (!outcome.ok) {
    const dust = outcome.error === 'ReservesTooLow' && reserveOut >= MIN_RESERVE;
    return { ok: false, error: dust ? 'ZeroOutput' : outcome.error };
  }
  const { paidIn: netIn, paidOut: amountOut, fee } = outcome.fill;
  if (netIn < amountIn - swapFee(amountIn, pool.feeRate)) return { ok: false, error: 'PriceLimitExceeded' };

  const minimumOut = (amountOut * (BPS - BigInt(toleranceBps))) / BPS;
  const quote: Quote = {
    side,
    amountIn,
    netIn,
    fee,
    amountOut,
    toleranceBps,
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
