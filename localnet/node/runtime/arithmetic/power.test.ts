import { describe, expect, it } from 'vitest';
import { power } from './power.ts';

const one = 1n << 64n;
const three = 3n * one;

function asNumber(raw: bigint): number {
  return Number(raw) / 2 ** 64;
}

describe('power', () => {
  it.each([
    [2, 8],
    [0.5, 0.125],
    [1.5, 3.375],
    [10, 1000],
    [0.01, 1e-6],
  ])('cubes %d', (base, cube) => {
    const raw = BigInt(Math.round(base * 2 ** 32)) << 32n;
    expect(Math.abs(asNumber(power(raw, three)) - cube)).toBeLessThan(cube * 1e-4 + 1e-9);
  });

  it('is exactly one at one', () => {
    expect(power(one, three)).toBe(one);
  });

  it('is zero where the logarithm has no value', () => {
    expect(power(1n, three)).toBe(0n);
    expect(power(0n, three)).toBe(0n);
  });

  it('stops at the largest whole number of the narrow type', () => {
    expect(power(100_000n * one, three)).toBe((2n ** 31n - 1n) * one);
  });
});
