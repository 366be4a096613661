/** Raw U96F32 of the runtime: an unsigned 128-bit integer with 32 fractional bits. */
const FRACTION_BITS = 32n;
const MAX = (1n << 128n) - 1n;

/** The number 1 as a raw U96F32. */
export const U96F32_ONE = 1n << FRACTION_BITS;

function saturate(raw: bigint): bigint {
  if (raw < 0n) return 0n;
  return raw > MAX ? MAX : raw;
}

/** An integer as a raw U96F32, saturating. */
export function fromInteger(value: bigint): bigint {
  return saturate(value << FRACTION_BITS);
}

/** The integer part (rounds down). */
export function toInteger(raw: bigint): bigint {
  return raw >> FRACTION_BITS;
}

/** Product truncated to 32 fractional bits, saturating. */
export function multiply(a: bigint, b: bigint): bigint {
  return saturate((a * b) >> FRACTION_BITS);
}

/** Quotient truncated to 32 fractional bits, saturating; 0 when b is 0. */
export function divide(a: bigint, b: bigint): bigint {
  return b === 0n ? 0n : saturate((a << FRACTION_BITS) / b);
}

/** Difference, 0 when b is larger. */
export function subtract(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n;
}

/** A raw U64F64 as a raw U96F32, dropping 32 fractional bits (rounds down). */
export function fromU64F64(raw: bigint): bigint {
  return raw >> 32n;
}

/** A raw U96F32 as a raw U64F64; saturates above 2^64 - 1. */
export function toU64F64(raw: bigint): bigint {
  return saturate(raw << 32n);
}
