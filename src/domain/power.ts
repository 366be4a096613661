import { bitLength, expFixed, integerSqrt, lnRatio } from './logExp.ts';
import { powRatioNear } from './powerNear.ts';

/** The runtime quantises powers to multiples of 1e-18. */
export const POWER_SCALE = 1_000_000_000_000_000_000n;

const FIRST_BITS = 160n;

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Whether a q-th power could be rational here: else the power of a ratio unlike 1 is never a multiple of 1e-18. */
function mayBeRational(num: bigint, den: bigint, q: bigint): boolean {
  return q <= BigInt(Math.max(bitLength(num), bitLength(den)));
}

/** Exact test of candidate <= (num/den)^(p/q)·1e18, in integers. */
function reaches(candidate: bigint, num: bigint, den: bigint, p: bigint, q: bigint): boolean {
  return candidate ** q * den ** p <= POWER_SCALE ** q * num ** p;
}

/**
 * floor((baseNum/baseDen)^(expNum/expDen) · 1e18) for positive integers, by logarithm and exponential in fixed
 * point. The error bound decides: as long as an integer lies inside it the precision doubles, and where
 * the power may be that integer itself the two are compared exactly. Meant for exponents up to some
 * hundreds (weights of the pool give 1/99 to 99).
 */
export function powRatioGeneral(baseNum: bigint, baseDen: bigint, expNum: bigint, expDen: bigint): bigint {
  if (baseNum === 0n) return expNum === 0n ? POWER_SCALE : 0n;
  for (let bits = FIRST_BITS; ; bits *= 2n) {
    const log = lnRatio(baseNum, baseDen, bits);
    const x = (log.value * expNum) / expDen;
    const { mantissa, exponent } = expFixed(x, bits);
    // Relative error in units of 2^-bits, doubled to cover the second order.
    const ulps = 2n * ((log.ulps * expNum) / expDen + 2n + mantissa.ulps);
    const scaled = mantissa.value * POWER_SCALE;
    const value = exponent >= 0n ? scaled << exponent : scaled >> -exponent;
    const error = ((value * ulps) >> bits) + 2n;
    // A power is positive: one too small for this precision floors to 0 at once.
    const low = value > error ? (value - error) >> bits : 0n;
    const high = (value + error) >> bits;
    if (low === high) return low;
    if (high === low + 1n) {
      const divisor = gcd(expNum, expDen);
      const q = expDen / divisor;
      if (baseNum === baseDen || expNum === 0n) return POWER_SCALE;
      if (mayBeRational(baseNum, baseDen, q)) {
        return reaches(high, baseNum, baseDen, expNum / divisor, q) ? high : low;
      }
    }
  }
}

/**
 * floor((baseNum/baseDen)^(expNum/expDen) · 1e18), exact, for non-negative integers with positive denominators.
 * Exponents 1 and 1/2 are done in integers, those within two millionths of them by a short series, the rest
 * by the general path. Source of the quantity: safe-bigmath pow_ratio_scaled as pallet Swap's balancer calls it.
 */
export function powRatioScaled(baseNum: bigint, baseDen: bigint, expNum: bigint, expDen: bigint): bigint {
  if (baseNum === baseDen || expNum === 0n) return POWER_SCALE;
  if (baseNum === 0n) return 0n;
  if (expNum === expDen) return (baseNum * POWER_SCALE) / baseDen;
  if (2n * expNum === expDen) return integerSqrt((baseNum * POWER_SCALE * POWER_SCALE) / baseDen);
  return powRatioNear(baseNum, baseDen, expNum, expDen) ?? powRatioGeneral(baseNum, baseDen, expNum, expDen);
}
