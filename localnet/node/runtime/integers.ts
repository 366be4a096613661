const U64_MAX = (1n << 64n) - 1n;

/** Sum that stops at 2^64 - 1. */
export function saturatingAdd(a: bigint, b: bigint): bigint {
  const sum = a + b;
  return sum > U64_MAX ? U64_MAX : sum;
}

/** Difference that stops at 0. */
export function saturatingSubtract(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n;
}

/** The larger of two. */
export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** The smaller of two. */
export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
