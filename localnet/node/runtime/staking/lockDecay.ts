import { FIXED_ONE } from '#domain/fixed.ts';

const FRACTION_BITS = 64n;
/** Terms of the exponential series after the first two. */
const LAST_TERM = 63n;
/** Beyond forty time constants the runtime lets nothing fade further. */
const MOST_TIME_CONSTANTS = 40n << FRACTION_BITS;

/** e^x of a raw 64.64 number from 0 to 40, by its series of 64 terms, each truncated (rounds down). */
function exponential(x: bigint): bigint {
  let term = x;
  let sum = x + FIXED_ONE;
  for (let index = 2n; index <= LAST_TERM && term > 0n; index += 1n) {
    term = ((term * x) >> FRACTION_BITS) / index;
    sum += term;
  }
  return sum;
}

/**
 * e^(-blocks / rate) as a raw U64F64: one over the truncated series of e^(blocks / rate), rounded down, which is a few
 * units of the last place too much. A rate of 0 lets everything fade in one block. Source: SubtensorModule, exp_decay; substrate-fixed, exp.
 */
export function expDecay(blocks: bigint, rate: bigint): bigint {
  if (blocks === 0n) return FIXED_ONE;
  if (rate === 0n) return 0n;
  const ratio = (blocks << FRACTION_BITS) / rate;
  const x = ratio > MOST_TIME_CONSTANTS ? MOST_TIME_CONSTANTS : ratio;
  return (FIXED_ONE << FRACTION_BITS) / exponential(x);
}
