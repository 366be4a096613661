import { describe, expect, it } from 'vitest';
import type { WeightedPool } from './pool.ts';
import { isThin } from './thinPool.ts';
import { alphaRao, ONE, rao } from './units.ts';

function pool(tao: bigint): WeightedPool {
  return {
    kind: 'weighted',
    taoReserve: rao(tao),
    alphaReserve: alphaRao(50n * tao),
    quoteWeight: 500_000_000_000_000_000n,
    feeRate: 0,
  };
}

describe('a thin pool', () => {
  it('is one whose price 10 TAO move by more than 1 %', () => {
    // (1 + 10/y)² = 1.01 at y = 2,004.99 TAO.
    expect(isThin(pool(2_004n * ONE))).toBe(true);
    expect(isThin(pool(2_006n * ONE))).toBe(false);
  });

  it('is one that cannot take 10 TAO', () => {
    expect(isThin(pool(ONE / 200n))).toBe(true);
    expect(isThin({ ...pool(10_000n * ONE), alphaReserve: alphaRao(999_999n) })).toBe(true);
  });
});
