import { divFixed, FIXED_ONE, fromInteger, fromRaoScale, saturateU64, scaleFloor } from './fixed.ts';
import type { Side, StablePool, WeightedPool } from './pool.ts';
import { POWER_SCALE, powRatioScaled } from './power.ts';
import { priceOf } from './price.ts';

/** Errors of pallet Swap that a swap can end in. */
export type SwapError =
  | 'SwapInputTooLarge'
  | 'ReservesTooLow'
  | 'PriceLimitExceeded'
  | 'InsufficientLiquidity';

/** What a swap moved. In base units: input and fee in the token paid, output in the token received. */
export interface SwapFill {
  /** Net of the fee, the runtime's amount_paid_in; below the whole input when the limit cut the fill. */
  readonly paidIn: bigint;
  readonly paidOut: bigint;
  readonly fee: bigint;
}

export type SwapOutcome =
  | { readonly ok: true; readonly fill: SwapFill }
  | { readonly ok: false; readonly error: SwapError };

export interface SwapOptions {
  /** Takes no fee: the author's sale, chain buys, the second leg of a move. */
  readonly dropFees?: boolean;
  /** A simulation skips the check that the output is there. */
  readonly simulated?: boolean;
}

/** Limit of unlimited sells, rao per Alpha (pallet Swap, min_price). */
export const MIN_PRICE = 1_000n;

/** Limit of unlimited buys, rao per Alpha (pallet Swap, max_price). */
export const MAX_PRICE = 1_000_000_000_000_000n;

/** The largest input, as a multiple of the reserve it goes into. */
export const MAX_INPUT_MULTIPLE = 1_000n;

/** A pool whose reserve of the token paid out is below this takes no swap (pallet Swap, MinimumReserve). */
export const MIN_RESERVE = 1_000_000n;
const FEE_SCALE = 65_535n;

/** The limit price of an order that sets none, rao per Alpha. */
export function defaultLimit(side: Side): bigint {
  return side === 'buy' ? MAX_PRICE : MIN_PRICE;
}

/** Swap fee of a gross input in the input's units, rounded down (pallet Swap, calculate_fee_amount). */
export function swapFee(amountIn: bigint, feeRate: number): bigint {
  return scaleFloor(amountIn, divFixed(BigInt(feeRate), FEE_SCALE));
}

/** Reserves and weights seen from one side. */
interface Facing {
  readonly reserveIn: bigint;
  readonly reserveOut: bigint;
  readonly weightIn: bigint;
  readonly weightOut: bigint;
}

function facing(pool: WeightedPool, side: Side): Facing {
  const baseWeight = POWER_SCALE - pool.quoteWeight;
  return side === 'buy'
    ? {
        reserveIn: pool.taoReserve,
        reserveOut: pool.alphaReserve,
        weightIn: pool.quoteWeight,
        weightOut: baseWeight,
      }
    : {
        reserveIn: pool.alphaReserve,
        reserveOut: pool.taoReserve,
        weightIn: baseWeight,
        weightOut: pool.quoteWeight,
      };
}

function outputOf(f: Facing, netIn: bigint): bigint {
  const total = saturateU64(f.reserveIn + netIn);
  if (total === 0n) return 0n;
  const parts = powRatioScaled(f.reserveIn, total, f.weightIn, f.weightOut);
  return scaleFloor(f.reserveOut, FIXED_ONE - divFixed(parts, POWER_SCALE));
}

/**
 * Output of a net input without limits or checks, rounded as the runtime rounds it: reserve times
 * (1 - e), e = (r/(r+net))^(w_in/w_out) floored to 1e-18 (pallet Swap, balancer exp_base_quote / exp_quote_base).
 */
export function outputAmount(pool: WeightedPool, side: Side, netIn: bigint): bigint {
  return outputOf(facing(pool, side), netIn);
}

/** Net input that moves the price to the limit, rounded down (balancer, calculate_quote_delta_in and its mirror). */
function deltaToLimit(f: Facing, side: Side, price: bigint, limit: bigint): bigint {
  const [num, den] = side === 'buy' ? [limit, price] : [price, limit];
  if (den === 0n) return 0n;
  const parts = saturateU64(powRatioScaled(num, den, f.weightOut, POWER_SCALE));
  const factor = divFixed(parts, POWER_SCALE);
  return factor <= FIXED_ONE ? 0n : scaleFloor(f.reserveIn, factor - FIXED_ONE);
}

function feeOnTop(delta: bigint, feeRate: number): bigint {
  const rate = BigInt(feeRate);
  return scaleFloor(delta, divFixed(fromInteger(rate), fromInteger(FEE_SCALE - rate)));
}

/** Price after a net input and its output, raw U64F64. */
function priceAfter(pool: WeightedPool, side: Side, netIn: bigint, out: bigint): bigint {
  const tao = side === 'buy' ? pool.taoReserve + netIn : pool.taoReserve - out;
  const alpha = side === 'buy' ? pool.alphaReserve - out : pool.alphaReserve + netIn;
  return priceOf(saturateU64(tao), saturateU64(alpha), pool.quoteWeight);
}

/**
 * One swap as pallet Swap does it (do_swap, SwapStep): checks in the runtime's order, the fee taken from the input,
 * the fill cut where the marginal price would pass the limit. `amountIn` is gross, `limitPrice` in rao per Alpha (TAO
 * per Alpha times 1e9). All amounts round down. A stable pool gives one for one without a fee and heeds no limit.
 */
export function swap(
  pool: WeightedPool | StablePool,
  side: Side,
  amountIn: bigint,
  limitPrice: bigint,
  options: SwapOptions = {},
): SwapOutcome {
  if (pool.kind === 'stable') return { ok: true, fill: { paidIn: amountIn, paidOut: amountIn, fee: 0n } };
  const feeRate = options.dropFees === true ? 0 : pool.feeRate;
  const f = facing(pool, side);
  const wholeFee = swapFee(amountIn, feeRate);
  const net = saturateU64(amountIn - wholeFee);
  if (net > saturateU64(f.reserveIn * MAX_INPUT_MULTIPLE)) return { ok: false, error: 'SwapInputTooLarge' };
  if (f.reserveOut < MIN_RESERVE) return { ok: false, error: 'ReservesTooLow' };

  const limit = fromRaoScale(limitPrice);
  const price = priceOf(pool.taoReserve, pool.alphaReserve, pool.quoteWeight);
  if (side === 'buy' ? price >= limit : price <= limit) return { ok: false, error: 'PriceLimitExceeded' };

  const wholeOut = outputOf(f, net);
  const target = priceAfter(pool, side, net, wholeOut);
  const within = side === 'buy' ? target <= limit : target >= limit;
  const paidIn = within ? net : deltaToLimit(f, side, price, limit);
  const fee = within ? wholeFee : feeOnTop(paidIn, feeRate);
  const paidOut = within ? wholeOut : outputOf(f, paidIn);
  if (paidIn !== 0n && paidOut === 0n) return { ok: false, error: 'ReservesTooLow' };
  if (options.simulated !== true && paidOut > f.reserveOut)
    return { ok: false, error: 'InsufficientLiquidity' };
  return { ok: true, fill: { paidIn, paidOut, fee } };
}
