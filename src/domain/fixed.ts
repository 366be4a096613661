/** Fractional bits of the runtime's U64F64. */
const FRACTION_BITS = 64n;

/** The number 1 as a raw U64F64. */
export const FIXED_ONE = 1n << FRACTION_BITS;

/** The largest raw U64F64; the runtime's operations saturate here. */
export const FIXED_MAX = (1n << 128n) - 1n;

const U64_MAX = (1n << 64n) - 1n;

/** Rao of one TAO: the scale of the chain's prices and limit prices. */
const PRICE_SCALE = 1_000_000_000n;

/** Saturates a raw value at the top of U64F64 (substrate-fixed, saturating operations). */
export function saturateFixed(raw: bigint): bigint {
  return raw > FIXED_MAX ? FIXED_MAX : raw;
}

/** Saturates an integer into u64, at both ends. */
export function saturateU64(value: bigint): bigint {
  if (value < 0n) return 0n;
  return value > U64_MAX ? U64_MAX : value;
}

/** An integer as a raw U64F64; above 2^64 - 1 it saturates. */
export function fromInteger(value: bigint): bigint {
  return saturateFixed(value << FRACTION_BITS);
}

/** Product of two raw U64F64, truncated to 64 fractional bits, saturating. */
export function mulFixed(a: bigint, b: bigint): bigint {
  return saturateFixed((a * b) >> FRACTION_BITS);
}

/** Quotient of two raw U64F64 (or of two integers) as a raw U64F64, truncated to 64 fractional bits, saturating; 0 when b is 0 (runtime: safe_div). */
export function divFixed(a: bigint, b: bigint): bigint {
  return b === 0n ? 0n : saturateFixed((a << FRACTION_BITS) / b);
}

/** Integer times raw U64F64, truncated to an integer and saturated into u64. */
export function scaleFloor(value: bigint, raw: bigint): bigint {
  return saturateU64((value * raw) >> FRACTION_BITS);
}

/** Raw price to rao per Alpha (TAO per Alpha times 1e9), rounded down, saturated into u64. */
export function toRaoScale(raw: bigint): bigint {
  return saturateU64((raw * PRICE_SCALE) >> FRACTION_BITS);
}

/** Rao per Alpha to a raw price, rounded down (the runtime's conversion of a limit price). */
export function fromRaoScale(price: bigint): bigint {
  return divFixed(price, PRICE_SCALE);
}
