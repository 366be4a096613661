import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POWER_SCALE, powRatioGeneral, powRatioScaled } from './power.ts';
import { powRatioNear } from './powerNear.ts';

const WHOLE = 10n ** 18n;

/** The definition itself: n is the floor when n <= (num/den)^(p/q)·1e18 < n + 1, compared as integers. */
function isFloor(n: bigint, num: bigint, den: bigint, p: bigint, q: bigint): boolean {
  const target = POWER_SCALE ** q * num ** p;
  return n ** q * den ** p <= target && target < (n + 1n) ** q * den ** p;
}

describe('powRatioScaled', () => {
  it("gives the runtime's own sanity value", () => {
    expect(powRatioScaled(21n * 10n ** 15n, 28n * 10n ** 15n, 6n, 4n)).toBe(649_519_052_838_328_985n);
  });

  it('is the exact floor for small exponents, by integer comparison', () => {
    const small = fc.bigInt(1n, 40n);
    const base = fc.bigInt(1n, 1n << 100n);
    fc.assert(
      fc.property(base, base, small, small, (a, b, p, q) => {
        const [num, den] = a < b ? [a, b] : [b, a];
        expect(isFloor(powRatioScaled(num, den, p, q), num, den, p, q)).toBe(true);
        expect(isFloor(powRatioGeneral(num, den, p, q), num, den, p, q)).toBe(true);
      }),
    );
  });

  it('meets powers that are whole numbers of 1e-18 exactly, where every error bound straddles', () => {
    for (const q of [2n, 3n, 7n, 64n, 99n]) {
      for (const p of [1n, 2n, 5n]) {
        expect(powRatioGeneral(1n, 10n ** q, p, q)).toBe(WHOLE / 10n ** p);
        expect(powRatioScaled(3n ** q * 5n, 5n, p, q)).toBe(WHOLE * 3n ** p);
      }
    }
    // The least bit below: 1e-64 of the base turns the floor.
    expect(powRatioGeneral(1n, 10n ** 64n + 1n, 5n, 64n)).toBe(WHOLE / 10n ** 5n - 1n);
    expect(powRatioGeneral(7n, 7n, 123_456_789n, 987_654_321n)).toBe(WHOLE);
  });

  it('gives 0 for powers under 1e-18 and for base 0, 1 for exponent 0', () => {
    expect(powRatioScaled(1n, 10n ** 12n, 99n, 1n)).toBe(0n);
    expect(powRatioScaled(1n, 10n ** 12n, 98_999_999_999n, 1_000_000_001n)).toBe(0n);
    expect(powRatioScaled(0n, 5n, 1n, 3n)).toBe(0n);
    expect(powRatioScaled(5n, 9n, 0n, 3n)).toBe(WHOLE);
    expect(powRatioGeneral(0n, 5n, 1n, 3n)).toBe(0n);
  });

  it('agrees between the short path and the general one, near 1 and near 1/2, above and below', () => {
    const off = fc.bigInt(-1_000_000_000_000n, 1_000_000_000_000n);
    const base = fc.bigInt(1n << 60n, 1n << 79n);
    let short = 0;
    fc.assert(
      fc.property(base, base, off, fc.boolean(), (num, den, shift, half) => {
        const p = (half ? WHOLE / 2n : WHOLE) + shift;
        const near = powRatioNear(num, den, p, WHOLE);
        if (near === null) return;
        short += 1;
        expect(near).toBe(powRatioGeneral(num, den, p, WHOLE));
      }),
      { numRuns: 2_000 },
    );
    expect(short).toBeGreaterThan(1_000);
  });

  it('leaves to the general path what the short one cannot decide', () => {
    expect(powRatioNear(1n, 1n << 30n, WHOLE - 1n, WHOLE)).toBeNull();
    expect(powRatioNear(1n, 3n, WHOLE - WHOLE / 1_000n, WHOLE)).toBeNull();
    // A square root of a square: no bound can tell it from the number below.
    expect(powRatioNear(1n, 4n, 1n, 2n)).toBeNull();
    expect(powRatioScaled(1n, 4n, 1n, 2n)).toBe(WHOLE / 2n);
  });
});
