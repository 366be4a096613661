import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIXED_ONE } from '#domain/fixed.ts';
import { expDecay } from './lockDecay.ts';

const RATE = 934_866n;
const BITS = 300n;

/** e^(-blocks / rate) with 300 fractional bits: the alternating series of a small part of the exponent, squared up. */
function preciseDecay(blocks: bigint, rate: bigint): bigint {
  const halvings = 8n;
  const x = (blocks << BITS) / (rate << halvings);
  let term = 1n << BITS;
  let sum = term;
  for (let index = 1n; term !== 0n && index < 500n; index += 1n) {
    term = -(((term < 0n ? -term : term) * x) >> BITS) / index;
    sum += index % 2n === 1n ? term : -term;
  }
  for (let index = 0n; index < halvings; index += 1n) sum = (sum * sum) >> BITS;
  return sum >> (BITS - 64n);
}

describe('the decay of a lock', () => {
  it('is one at once, half after ninety days, and 1/e after a time constant', () => {
    expect(expDecay(0n, RATE)).toBe(FIXED_ONE);
    expect((expDecay(648_000n, RATE) * 1_000_000n) >> 64n).toBe(499_999n);
    // 2^64 / e is 6,786,177,901,268,885,274.3: the truncated series below the line is a little small.
    expect(expDecay(RATE, RATE)).toBe(6_786_177_901_268_885_275n);
  });

  it('goes on to nothing and stops after forty time constants', () => {
    expect(expDecay(1n, 0n)).toBe(0n);
    expect(expDecay(40n * RATE, RATE)).toBe(expDecay(400n * RATE, RATE));
    expect(expDecay(40n * RATE, RATE)).toBeLessThan(100n);
  });

  it('is the exponential to a few units of the last place', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n * RATE), fc.bigInt(RATE / 3n, 2n * RATE), (blocks, rate) => {
        const exact = preciseDecay(blocks, rate);
        const found = expDecay(blocks, rate);
        const difference = found > exact ? found - exact : exact - found;
        return difference <= 16n + (exact >> 50n) || blocks > 15n * rate;
      }),
    );
  });

  it('never grows with time', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 50n * RATE),
        fc.bigInt(0n, RATE),
        (blocks, more) => expDecay(blocks + more, RATE) <= expDecay(blocks, RATE),
      ),
    );
  });
});
