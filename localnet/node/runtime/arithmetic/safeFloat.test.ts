import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, multiplyDivide, SAFE_FLOAT_ZERO, safeFloat, subtract, toInteger } from './safeFloat.ts';

const amount = fc.bigInt({ min: 1n, max: (1n << 64n) - 1n });

describe('SafeFloat', () => {
  it('keeps its mantissa above 1e20 and at most 1e21', () => {
    expect(safeFloat(1n)).toEqual({ mantissa: 10n ** 21n, exponent: -21n });
    expect(safeFloat(123n)).toEqual({ mantissa: 123n * 10n ** 18n, exponent: -18n });
    expect(safeFloat(0n)).toEqual(SAFE_FLOAT_ZERO);
  });

  it('gives integers back exactly', () => {
    fc.assert(fc.property(amount, (value) => toInteger(safeFloat(value)) === value));
  });

  it('adds and subtracts integers exactly', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const sum = add(safeFloat(a), safeFloat(b));
        expect(toInteger(subtract(sum, safeFloat(b)) ?? SAFE_FLOAT_ZERO)).toBe(a);
      }),
    );
  });

  it('loses what is 22 digits below', () => {
    const large = { mantissa: 10n ** 21n, exponent: 3n };
    expect(add(large, safeFloat(9n))).toEqual(large);
  });

  it('takes more than there is as zero, and from zero as nothing', () => {
    expect(subtract(safeFloat(1n), safeFloat(2n))).toEqual(SAFE_FLOAT_ZERO);
    expect(subtract(SAFE_FLOAT_ZERO, safeFloat(2n))).toBeNull();
  });

  it('multiplies and divides with 20 digits, rounding down', () => {
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        const exact = (a * b) / c;
        fc.pre(exact < 1n << 64n);
        const got = toInteger(multiplyDivide(safeFloat(a), safeFloat(b), safeFloat(c)));
        expect(got <= exact).toBe(true);
        expect(exact - got <= exact / 10n ** 19n + 1n).toBe(true);
      }),
    );
  });

  it('gives zero for a division by zero', () => {
    expect(multiplyDivide(safeFloat(5n), safeFloat(5n), SAFE_FLOAT_ZERO)).toEqual(SAFE_FLOAT_ZERO);
  });
});
