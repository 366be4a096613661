import { describe, expect, it } from 'vitest';
import { largestUnderImpact } from '#domain/impact.ts';
import type { WeightedPool } from '#domain/pool.ts';
import { quoteExactIn } from '#domain/quote.ts';
import { alphaRao, ONE, rao } from '#domain/units.ts';
import { coarse, ticks } from './curveScale.ts';
import { impactPoints, pictureWidth } from './impactPoints.ts';

const POOL: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(587_199_047_950n),
  alphaReserve: alphaRao(435_539_509_978_376n),
  quoteWeight: 499_999_964_641_764_870n,
  feeRate: 33,
};

describe('the picture of a pool', () => {
  it('shows at every point what a quote says there', () => {
    for (const side of ['buy', 'sell'] as const) {
      const width = pictureWidth(largestUnderImpact(POOL, side, 300), 0n);
      const points = impactPoints(POOL, side, width);
      expect(points).toHaveLength(61);
      for (const { amount, impactPpb } of points.slice(1, 61).filter((_, index) => index % 12 === 0)) {
        const result = quoteExactIn(POOL, side, amount, 50);
        expect(result.ok && result.quote.impactPpb).toBe(impactPpb);
      }
    }
  });

  it('never falls from left to right', () => {
    const points = impactPoints(POOL, 'buy', 400n * ONE);
    points.reduce((before, point) => {
      expect(point.impactPpb).toBeGreaterThanOrEqual(before.impactPpb);
      return point;
    });
  });

  it('ends where the pool refuses', () => {
    const points = impactPoints(POOL, 'buy', POOL.taoReserve * 2_000n);
    expect(points.length).toBeLessThan(61);
    expect(points.length).toBeGreaterThan(1);
  });

  it('has room for the trade and changes width rarely', () => {
    const under3 = 18n * ONE;
    expect(pictureWidth(under3, 0n)).toBe(36n * ONE);
    expect(pictureWidth(under3, 33n * ONE)).toBe(36n * ONE);
    expect(pictureWidth(under3, 36n * ONE)).toBe(72n * ONE);
    expect(pictureWidth(0n, 0n)).toBeGreaterThan(0n);
  });

  it('marks its sides at round values', () => {
    expect(ticks(5.8, 4)).toEqual([0, 2, 4]);
    expect(ticks(12_524, 3)).toEqual([0, 5_000, 10_000]);
    expect(ticks(0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(0, 3)).toEqual([0]);
  });

  it('rounds what is read off down to four digits', () => {
    expect(coarse(2_045_170_000_000n)).toBe(2_045_000_000_000n);
    expect(coarse(123n)).toBe(123n);
  });
});
