import { integerSqrt, lnRatio } from './logExp.ts';

/** Bits of the logarithm, of the correction factor, of the ratio. */
const LOG = 80n;
const FACTOR = 96n;
const RATIO = 128n;

/** An exponent counts as near when it is off by at most 2^-19 (pools on mainnet: about 2^-20). */
const NEAR_SHIFT = 19n;

/** Ratios below 2^-20 leave too few bits for the table's index. */
const SMALLEST_HEAD = 1 << 12;

/** 1e18 */
const SCALE = 1_000_000_000_000_000_000n;

const LOG_ONE = 1n << LOG;
const FACTOR_ONE = 1n << FACTOR;
const THIRD = LOG_ONE / 3n;
const FIFTH = LOG_ONE / 5n;
const SEVENTH = LOG_ONE / 7n;

interface Table {
  /** Centres of 64 cells of [1/2, 1) and their logarithms, at 2^-80. */
  readonly centres: readonly bigint[];
  readonly logs: readonly bigint[];
  /** k·ln 2 for k from 0 to 31. */
  readonly twos: readonly bigint[];
}

let table: Table | undefined;

function buildTable(): Table {
  const cells = Array.from({ length: 64 }, (_, i) => BigInt(129 + 2 * i));
  const logOf = (num: bigint, den: bigint): bigint => lnRatio(num, den, LOG + 32n).value >> 32n;
  return {
    centres: cells.map((cell) => cell << (LOG - 8n)),
    logs: cells.map((cell) => logOf(cell, 256n)),
    twos: Array.from({ length: 32 }, (_, k) => logOf(1n << BigInt(k), 1n)),
  };
}

/**
 * ln of a ratio in [2^-20, 1), given at 2^-128: within 2^-72. Table of 64 cells, then 2·atanh(s), |s| <= 2^-8, by
 * four terms (the fifth is under 2^-74; truncations add under 2^-75).
 */
function lnBelowOne(ratio: bigint, head: number): bigint {
  table ??= buildTable();
  const shift = Math.clz32(head);
  const cell = ((head << shift) >>> 25) & 63;
  const centre = table.centres[cell] ?? LOG_ONE;
  const mantissa = ratio >> (RATIO - LOG - BigInt(shift));
  const s = ((mantissa - centre) << LOG) / (mantissa + centre);
  const square = (s * s) >> LOG;
  const series =
    LOG_ONE + ((square * (THIRD + ((square * (FIFTH + ((square * SEVENTH) >> LOG))) >> LOG))) >> LOG);
  return ((s * series) >> (LOG - 1n)) + (table.logs[cell] ?? 0n) - (table.twos[shift] ?? 0n);
}

/** exp(t) at 2^-96 for |t| < 2^-15: five terms, the sixth is under 2^-99. */
function expSmall(t: bigint): bigint {
  let sum = FACTOR_ONE + t / 5n;
  sum = FACTOR_ONE + ((t * sum) >> FACTOR) / 4n;
  sum = FACTOR_ONE + ((t * sum) >> FACTOR) / 3n;
  sum = FACTOR_ONE + ((t * sum) >> (FACTOR + 1n));
  return FACTOR_ONE + ((t * sum) >> FACTOR);
}

/**
 * floor((num/den)^(expNum/expDen) · 1e18) where the exponent lies within 2^-19 of c = 1 or c = 1/2, as
 * ratio^c · exp(epsilon · ln ratio). Gives null when the exponent or the ratio (beyond 2^20 either way) does not
 * suit, and when an integer lies within the error bound: then the general path must decide.
 */
export function powRatioNear(num: bigint, den: bigint, expNum: bigint, expDen: bigint): bigint | null {
  const half = 2n * expNum < expDen + (expDen >> 1n);
  const excess = half ? 2n * expNum - expDen : expNum - expDen;
  const whole = half ? 2n * expDen : expDen;
  if ((excess < 0n ? -excess : excess) << NEAR_SHIFT > whole) return null;

  const below = num < den;
  const ratio = below ? (num << RATIO) / den : (den << RATIO) / num;
  const head = Number(ratio >> 96n);
  if (head < SMALLEST_HEAD || head > 0xffff_ffff) return null;

  const log = lnBelowOne(ratio, head);
  const t = (((excess * log) << (FACTOR - LOG)) / whole) * (below ? 1n : -1n);
  const factor = expSmall(t);
  const base = baseOf(num, den, half, below ? ratio : null);
  const value = (base * SCALE * factor) >> (RATIO + FACTOR - 64n);
  // epsilon times 2^-72 is 2^-91 of the value, truncations in t and exp are under 2^-92: 2^-88 covers them.
  const error = (value >> 88n) + 8n;
  const low = (value - error) >> 64n;
  return low === (value + error) >> 64n ? low : null;
}

/** ratio^c at 2^-128, rounded down. */
function baseOf(num: bigint, den: bigint, half: boolean, ratio: bigint | null): bigint {
  if (half) return integerSqrt((num << (2n * RATIO)) / den);
  return ratio ?? (num << RATIO) / den;
}
