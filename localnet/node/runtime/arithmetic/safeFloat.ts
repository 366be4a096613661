/** The runtime's decimal float of stake shares: mantissa × 10^exponent, the mantissa in (1e20, 1e21] or zero. */
export interface SafeFloat {
  readonly mantissa: bigint;
  readonly exponent: bigint;
}

const MAX_MANTISSA = 10n ** 21n;
const MIN_MANTISSA = 10n ** 20n;
const MAX_DIGITS = 22n;
const U64_MAX = (1n << 64n) - 1n;

export const SAFE_FLOAT_ZERO: SafeFloat = { mantissa: 0n, exponent: 0n };

function powerOfTen(exponent: bigint): bigint {
  return 10n ** (exponent > MAX_DIGITS ? MAX_DIGITS : exponent);
}

/** Brings any mantissa into the normal range, dropping digits (rounds down). Source: share-pool, SafeFloat::normalize. */
function normalize(mantissa: bigint, exponent: bigint): SafeFloat {
  if (mantissa === 0n) return SAFE_FLOAT_ZERO;
  let digits = mantissa;
  let power = exponent;
  while (digits > MAX_MANTISSA) {
    digits /= 10n;
    power += 1n;
  }
  while (digits <= MIN_MANTISSA) {
    digits *= 10n;
    power -= 1n;
  }
  return { mantissa: digits, exponent: power };
}

/** An integer of base units as a SafeFloat, exact below 1e21. */
export function safeFloat(value: bigint): SafeFloat {
  return normalize(value, 0n);
}

export function isZero(value: SafeFloat): boolean {
  return value.mantissa === 0n;
}

/** Mantissas at the larger of two exponents; the smaller number loses its low digits (rounds down). */
function align(a: SafeFloat, b: SafeFloat): readonly [bigint, bigint, bigint] {
  if (a.exponent >= b.exponent) {
    return [a.mantissa, b.mantissa / powerOfTen(a.exponent - b.exponent), a.exponent];
  }
  return [a.mantissa / powerOfTen(b.exponent - a.exponent), b.mantissa, b.exponent];
}

/** Sum, rounded down to 21 digits. Source: share-pool, SafeFloat::add. */
export function add(a: SafeFloat, b: SafeFloat): SafeFloat {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  const [left, right, exponent] = align(a, b);
  return normalize(left + right, exponent);
}

/**
 * Difference; zero when b is larger, null when a is zero and b is not (the runtime then keeps the old value).
 * Source: share-pool, SafeFloat::sub.
 */
export function subtract(a: SafeFloat, b: SafeFloat): SafeFloat | null {
  if (isZero(b)) return a;
  if (isZero(a)) return null;
  const [left, right, exponent] = align(a, b);
  return normalize(left > right ? left - right : 0n, exponent);
}

/** a × b / c on whole mantissas, rounded down; zero when c is zero. Source: share-pool, SafeFloat::mul_div. */
export function multiplyDivide(a: SafeFloat, b: SafeFloat, c: SafeFloat): SafeFloat {
  if (isZero(c)) return SAFE_FLOAT_ZERO;
  return normalize((a.mantissa * b.mantissa) / c.mantissa, a.exponent + b.exponent - c.exponent);
}

/** The integer part, saturated into u64 (rounds down). Source: share-pool, From<SafeFloat> for u64. */
export function toInteger(value: SafeFloat): bigint {
  const scaled =
    value.exponent >= 0n
      ? value.mantissa * powerOfTen(value.exponent)
      : value.mantissa / powerOfTen(-value.exponent);
  return scaled > U64_MAX ? U64_MAX : scaled;
}
