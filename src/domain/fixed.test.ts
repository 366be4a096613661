import { describe, expect, it } from 'vitest';
import {
  divFixed,
  FIXED_MAX,
  FIXED_ONE,
  fromInteger,
  fromRaoScale,
  mulFixed,
  saturateU64,
  scaleFloor,
  toRaoScale,
} from './fixed.ts';
import { MAX_AMOUNT } from './units.ts';

describe('U64F64', () => {
  it('truncates products and quotients to 64 fractional bits', () => {
    const third = divFixed(fromInteger(1n), fromInteger(3n));
    expect(third).toBe(FIXED_ONE / 3n);
    expect(mulFixed(third, fromInteger(3n))).toBe(FIXED_ONE - 1n);
    expect(divFixed(1n, 3n)).toBe(third);
    expect(mulFixed(1n, FIXED_ONE - 1n)).toBe(0n);
  });

  it('saturates where the runtime saturates, and divides by zero to zero', () => {
    expect(fromInteger(MAX_AMOUNT + 1n)).toBe(FIXED_MAX);
    expect(mulFixed(FIXED_MAX, fromInteger(2n))).toBe(FIXED_MAX);
    expect(divFixed(FIXED_MAX, 1n)).toBe(FIXED_MAX);
    expect(divFixed(FIXED_ONE, 0n)).toBe(0n);
    expect(saturateU64(-1n)).toBe(0n);
    expect(saturateU64(MAX_AMOUNT + 1n)).toBe(MAX_AMOUNT);
    expect(scaleFloor(MAX_AMOUNT, 2n * FIXED_ONE)).toBe(MAX_AMOUNT);
    expect(toRaoScale(FIXED_MAX)).toBe(MAX_AMOUNT);
  });

  it('loses the last unit of a price that is no binary fraction, as the chain does', () => {
    expect(toRaoScale(divFixed(2n, 100n))).toBe(19_999_999n);
    expect(toRaoScale(fromRaoScale(1_000_000_000n))).toBe(1_000_000_000n);
  });
});
