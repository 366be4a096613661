import type { Pool, Side, WeightedPool } from './pool.ts';
import { POWER_SCALE, powRatioScaled } from './power.ts';
import { assertTolerance, largestInput, type QuoteResult, quoteOf } from './quote.ts';
import { lastTrueUpTo } from './search.ts';
import { outputAmount, swapFee } from './swap.ts';
import { MAX_AMOUNT } from './units.ts';

const FEE_SCALE = 65_535n;

/** A gross input near the one that is sought, from the ideal curve, and how far off it may well be. */
interface Guess {
  readonly amountIn: bigint;
  readonly step: bigint;
}

/**
 * Where the ideal curve yields the wanted output: net = r·((R/(R−out))^(w_out/w_in) − 1), the fee added on top.
 * The step is some units of output in the price at that end. Not exact: the search decides.
 */
function guessInput(pool: WeightedPool, side: Side, wanted: bigint, most: bigint): Guess {
  const [reserveIn, reserveOut] =
    side === 'buy' ? [pool.taoReserve, pool.alphaReserve] : [pool.alphaReserve, pool.taoReserve];
  const alphaWeight = POWER_SCALE - pool.quoteWeight;
  const [weightIn, weightOut] =
    side === 'buy' ? [pool.quoteWeight, alphaWeight] : [alphaWeight, pool.quoteWeight];
  const left = reserveOut > wanted ? reserveOut - wanted : 1n;
  const growth = powRatioScaled(reserveOut, left, weightOut, weightIn);
  const net = (reserveIn * (growth - POWER_SCALE)) / POWER_SCALE;
  const perUnit = ((reserveIn + net) * weightOut) / (weightIn * left);
  const amountIn = (net * FEE_SCALE) / (FEE_SCALE - BigInt(pool.feeRate));
  return {
    amountIn: amountIn > most ? most : amountIn,
    step: 1n + 2n * perUnit + (reserveIn + net) / POWER_SCALE,
  };
}

/**
 * The smallest gross input whose whole fill yields at least `wanted`, in base units; null when not even the largest
 * input does. The output never falls as the input grows, so the turn is where the search from a near guess ends.
 */
export function smallestInput(pool: WeightedPool, side: Side, wanted: bigint): bigint | null {
  const most = largestInput(pool, side);
  const yields = (amountIn: bigint): boolean =>
    outputAmount(pool, side, amountIn - swapFee(amountIn, pool.feeRate)) >= wanted;
  if (!yields(most)) return null;
  const { amountIn: start, step } = guessInput(pool, side, wanted, most);
  if (yields(start)) return start - lastTrueUpTo(0n, start, step, (back) => yields(start - back));
  return start + 1n + lastTrueUpTo(0n, most - start, step, (ahead) => !yields(start + ahead));
}

/**
 * Quote of a swap that is to yield `wanted` (base units of Alpha for a buy, of TAO for a sell): of the smallest gross
 * input whose fill yields at least that; one unit less yields less. Where the pool's steps are coarse its amountOut is
 * above what was wanted. minimumOut is `wanted` less the tolerance, rounded down; amountIn is also the most that is
 * paid. The tolerance as `quoteExactIn` takes it. Refused: nothing wanted, more than the pool holds or than its largest
 * input yields (both InsufficientLiquidity), and whatever `quoteExactIn` refuses of that input.
 */
export function quoteExactOut(pool: Pool, side: Side, wanted: bigint, toleranceBps: number): QuoteResult {
  assertTolerance(toleranceBps);
  if (pool.kind === 'foreign') return { ok: false, error: 'UnknownCurve' };
  if (wanted <= 0n) return { ok: false, error: 'ZeroAmount' };
  const terms = { toleranceBps, wantedOut: wanted };
  if (pool.kind === 'stable') {
    return wanted > MAX_AMOUNT
      ? { ok: false, error: 'InsufficientLiquidity' }
      : quoteOf(pool, side, wanted, terms);
  }
  if (wanted > (side === 'buy' ? pool.alphaReserve : pool.taoReserve)) {
    return { ok: false, error: 'InsufficientLiquidity' };
  }
  const amountIn = smallestInput(pool, side, wanted);
  return amountIn === null
    ? { ok: false, error: 'InsufficientLiquidity' }
    : quoteOf(pool, side, amountIn, terms);
}
