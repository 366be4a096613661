import { FIXED_MAX, fromInteger, fromRaoScale, mulFixed } from '#domain/fixed.ts';
import { ROOT } from '#domain/subnet.ts';
import { MAX_AMOUNT, ONE } from '#domain/units.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { alphaPrice, isDynamic } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { maxAmount } from './limits.ts';

const FRACTION_BITS = 64n;

/** Quotient of two raw U64F64, truncated; 0 when it does not fit or there is none. Source: safe-math, safe_div. */
function safeDivide(a: bigint, b: bigint): bigint {
  const quotient = b === 0n ? 0n : (a << FRACTION_BITS) / b;
  return quotient > FIXED_MAX ? 0n : quotient;
}

/** The reserves as constant products would move them: x = A2·(T1/(T1+T2))/limit − A1·(T2/(T1+T2)), never below 0. */
function maxBetweenPools(state: State, origin: number, destination: number, limit: bigint): bigint {
  const { SubnetAlphaIn, SubnetTAO } = subtensorStorage;
  const originTao = SubnetTAO.get(state, origin);
  const destinationTao = SubnetTAO.get(state, destination);
  const originAlpha = SubnetAlphaIn.get(state, origin);
  const destinationAlpha = SubnetAlphaIn.get(state, destination);
  if ([originTao, destinationTao, originAlpha, destinationAlpha].includes(0n)) return 0n;
  const least = fromRaoScale(limit);
  if (least > safeDivide(alphaPrice(state, origin), alphaPrice(state, destination))) return 0n;
  if (limit === 0n) return MAX_AMOUNT;
  const bothTao = fromInteger(originTao + destinationTao);
  const originPart = safeDivide(fromInteger(originTao), bothTao);
  const destinationPart = safeDivide(fromInteger(destinationTao), bothTao);
  const wanted = safeDivide(mulFixed(fromInteger(destinationAlpha), originPart), least);
  const there = mulFixed(fromInteger(originAlpha), destinationPart);
  return saturatingSubtract(wanted, there) >> FRACTION_BITS;
}

/**
 * The most Alpha of the origin that a limit lets move to another subnet, in base units. `limit` is the least Alpha of
 * the destination per Alpha of the origin, times 1e9. Rounds down. Between two pools it leaves their weights out of
 * account, and a limit so small that the quotient passes 2^64 gives 0: both as the chain has it. Where one side
 * exchanges one to one, the other side's own limit decides and its refusals, Swap.PriceLimitExceeded and
 * Swap.ReservesTooLow, are thrown. Source: SubtensorModule, get_max_amount_move.
 */
export function maxMoveAmount(state: State, origin: number, destination: number, limit: bigint): bigint {
  const isStable = (netuid: number) => netuid === ROOT || !isDynamic(state, netuid);
  if (isStable(origin) && isStable(destination)) return limit > ONE ? 0n : MAX_AMOUNT;
  if (isStable(origin)) {
    if (limit === 0n) return MAX_AMOUNT;
    const one = fromInteger(ONE);
    const price = mulFixed(safeDivide(one, fromInteger(limit)), one) >> FRACTION_BITS;
    return maxAmount(state, destination, 'buy', price);
  }
  if (isStable(destination)) return maxAmount(state, origin, 'sell', limit);
  return maxBetweenPools(state, origin, destination, limit);
}
