import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PricePoint, suggestTolerance } from './tolerance.ts';

/** A price at each of these blocks. */
function points(prices: readonly bigint[], first = 100): readonly PricePoint[] {
  return prices.map((price, index) => ({ block: first + index, price }));
}

const still = (count: number) => points(Array.from({ length: count }, () => 1_000_000_000n));

describe('a suggested tolerance', () => {
  it('is the least for a pool that stands still', () => {
    expect(suggestTolerance(still(13))).toEqual({ bps: 10, movedPpb: 0n, blocks: 13 });
  });

  it('says nothing before enough blocks were seen', () => {
    expect(suggestTolerance([])).toBeNull();
    expect(suggestTolerance(still(12))).toBeNull();
    // Blocks so far apart that no order would be under way in between.
    const apart = Array.from({ length: 50 }, (_, index) => ({ block: index * 4, price: 1_000_000_000n }));
    expect(suggestTolerance(apart)).toBeNull();
  });

  it('is the move within three blocks and half of it again, in steps of 0.05 %', () => {
    // A price that grows by 0.1 % of its start each block: 0.3 % within three.
    const rising = points(
      Array.from({ length: 40 }, (_, index) => 1_000_000_000n + BigInt(index) * 1_000_000n),
    );
    const suggestion = suggestTolerance(rising);
    expect(suggestion?.movedPpb).toBeGreaterThan(2_900_000n);
    expect(suggestion?.movedPpb).toBeLessThanOrEqual(3_000_000n);
    expect(suggestion?.bps).toBe(45);
  });

  it('lets one wild block in a long time pass, but not many', () => {
    const prices = (wild: (index: number) => boolean) =>
      points(Array.from({ length: 100 }, (_, index) => (wild(index) ? 900_000_000n : 1_000_000_000n)));
    expect(suggestTolerance(prices((index) => index === 50))?.bps).toBe(10);
    expect(suggestTolerance(prices((index) => index % 10 === 5))?.bps).toBe(500);
  });

  it('counts moves in both directions', () => {
    const up = points(
      Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 1_000_000_000n : 1_010_000_000n)),
    );
    // Down again by 1/101 at most as often as up by 1/100.
    expect(suggestTolerance(up)).toEqual({ bps: 150, movedPpb: 10_000_000n, blocks: 30 });
  });

  it('is not disturbed by a price of nothing', () => {
    const suggestion = suggestTolerance([{ block: 99, price: 0n }, ...still(13)]);
    expect(suggestion?.bps).toBe(10);
  });

  it('always lies between its bounds, and above the moves that it came from unless those are wilder', () => {
    const price = fc.bigInt(1n, 10n ** 12n);
    const walk = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), price), { minLength: 15, maxLength: 120 });
    fc.assert(
      fc.property(walk, (steps) => {
        let block = 0;
        const seen = steps.map(([gap, value]) => {
          block += gap;
          return { block, price: value };
        });
        const suggestion = suggestTolerance(seen);
        if (suggestion === null) return;
        expect(suggestion.bps).toBeGreaterThanOrEqual(10);
        expect(suggestion.bps).toBeLessThanOrEqual(500);
        expect(suggestion.bps % 5).toBe(0);
        if (suggestion.bps < 500) {
          expect(BigInt(suggestion.bps) * 100_000n).toBeGreaterThanOrEqual((3n * suggestion.movedPpb) / 2n);
        }
      }),
    );
  });
});
