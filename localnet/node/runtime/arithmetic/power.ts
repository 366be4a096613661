/** Raw I32F32 of the runtime: 64 bits, 32 of them fractional. Only positive arguments and small logarithms occur. */
const FRACTION_BITS = 32n;
const ONE = 1n << FRACTION_BITS;
const TWO = 2n * ONE;
const MAX = (1n << 63n) - 1n;
/** log2(e) and e, cut to 23 fractional bits as in the library that the runtime uses. */
const LOG2_E = 12_102_203n << 9n;
const E = 22_802_600n << 9n;

function halve(x: bigint): bigint {
  return (x >> 1n) + (x & 1n);
}

/** Binary logarithm of x >= 1 by squaring, bit by bit. */
function log2AboveOne(operand: bigint): bigint {
  let x = operand;
  let result = 0n;
  while (x >= TWO) {
    result += 1n;
    x = halve(x);
  }
  if (x === ONE) return result << FRACTION_BITS;
  for (let bit = 0; bit < 32; bit += 1) {
    x = (x * x) >> FRACTION_BITS;
    result <<= 1n;
    if (x >= TWO) {
      result |= 1n;
      x = halve(x);
    }
  }
  return result;
}

/** Natural logarithm of a raw I32F32; null for zero. Source: substrate-fixed, transcendental::ln. */
function ln(operand: bigint): bigint | null {
  if (operand <= 0n) return null;
  const log2 = operand < ONE ? -log2AboveOne((ONE << FRACTION_BITS) / operand) : log2AboveOne(operand);
  return (log2 << FRACTION_BITS) / LOG2_E;
}

/** e^x by its series of 31 terms; null when it leaves the type. Source: substrate-fixed, transcendental::exp. */
function exp(exponent: bigint): bigint | null {
  if (exponent === 0n) return ONE;
  if (exponent === ONE) return E;
  const operand = exponent < 0n ? -exponent : exponent;
  let result = operand + ONE;
  let term = operand;
  for (let i = 2n; i < 32n; i += 1n) {
    const product = (term * operand) >> FRACTION_BITS;
    if (product > MAX) return null;
    term = product / i;
    result += term;
    if (result > MAX) return null;
  }
  return exponent < 0n ? (ONE << FRACTION_BITS) / result : result;
}

/**
 * base^exponent of raw U64F64 numbers by way of I32F32, as a raw U64F64: 0 when the base is too small for a
 * logarithm, the largest I32F32 when the result does not fit.
 * Source: SubtensorModule, subnet_emissions (safe_pow).
 */
export function power(base: bigint, exponent: bigint): bigint {
  const logarithm = ln(toI32F32(base));
  if (logarithm === null) return 0n;
  const product = (toI32F32(exponent) * logarithm) >> FRACTION_BITS;
  const clamped = product > MAX ? MAX : product < -MAX - 1n ? -MAX - 1n : product;
  return (exp(clamped) ?? (2n ** 31n - 1n) << FRACTION_BITS) << 32n;
}

function toI32F32(raw: bigint): bigint {
  const shifted = raw >> 32n;
  return shifted > MAX ? MAX : shifted;
}
