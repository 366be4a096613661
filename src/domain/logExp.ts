/** A real number known as value / 2^bits, with |error| of at most `ulps` units of 2^-bits. */
export interface Approximation {
  readonly value: bigint;
  readonly ulps: bigint;
}

/** Bits that a positive integer takes; 0 for 0. */
export function bitLength(value: bigint): number {
  const digits = value.toString(16);
  return value === 0n ? 0 : digits.length * 4 - Math.clz32(Number.parseInt(digits.charAt(0), 16)) + 28;
}

/** Largest integer whose square is at most the value (Newton from above). */
export function integerSqrt(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** 2·atanh(s), |s| <= 1/2, by its odd series; every term loses at most two units. */
function twiceAtanh(s: bigint, bits: bigint): bigint {
  const square = (s * s) >> bits;
  let power = s;
  let sum = s;
  for (let odd = 3n; power !== 0n && power !== -1n; odd += 2n) {
    power = (power * square) >> bits;
    sum += power / odd;
  }
  return sum << 1n;
}

const ln2ByBits = new Map<bigint, bigint>();

/** ln 2 at 2^-bits, within one unit: 2·atanh(1/3) with 32 bits to spare. */
export function ln2(bits: bigint): bigint {
  const known = ln2ByBits.get(bits);
  if (known !== undefined) return known;
  const fine = bits + 32n;
  const value = twiceAtanh((1n << fine) / 3n, fine) >> 32n;
  ln2ByBits.set(bits, value);
  return value;
}

/** ln(num / den) for positive integers: num / den = m·2^k with m in (1/2, 2), ln m = 2·atanh((m-1)/(m+1)). */
export function lnRatio(num: bigint, den: bigint, bits: bigint): Approximation {
  const shift = bitLength(num) - bitLength(den);
  const k = BigInt(shift);
  const mantissa = k >= 0n ? (num << bits) / (den << k) : (num << (bits - k)) / den;
  const one = 1n << bits;
  const s = ((mantissa - one) << bits) / (mantissa + one);
  const value = twiceAtanh(s, bits) + k * ln2(bits);
  // The series has under `bits` terms of two units each, doubled; mantissa and s add under eight units.
  return { value, ulps: 4n * bits + 16n + (k < 0n ? -k : k) };
}

const HALVINGS = 8n;

/**
 * exp(x), x at 2^-bits, as mantissa·2^exponent with the mantissa at 2^-bits in [1, 2] and its relative
 * error in units of 2^-bits. exp(r / 2^8) by Taylor with 16 spare bits, then squared eight times.
 */
export function expFixed(x: bigint, bits: bigint): { mantissa: Approximation; exponent: bigint } {
  const exponent = x >= 0n ? x / ln2(bits) : -(-x / ln2(bits)) - 1n;
  const rest = x - exponent * ln2(bits);
  const fine = bits + 16n;
  const step = (rest << 16n) >> HALVINGS;
  const one = 1n << fine;
  let term = one;
  let sum = one;
  for (let n = 1n; term !== 0n; n += 1n) {
    term = ((term * step) >> fine) / n;
    sum += term;
  }
  for (let i = 0n; i < HALVINGS; i += 1n) sum = (sum * sum) >> fine;
  // Taylor: under `bits` terms of two fine units; squaring multiplies by 2^8 in all and adds under 2^9.
  const ulps = (exponent < 0n ? -exponent : exponent) + (((2n * bits + 16n) << HALVINGS) >> 15n) + 4n;
  return { mantissa: { value: sum >> 16n, ulps }, exponent };
}
