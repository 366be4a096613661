import { describe, expect, it } from 'vitest';
import { IMPACT_BANDS } from '#domain/blocker.ts';
import type { PoolSnapshot, Side } from '#domain/pool.ts';
import { quoteExactIn } from '#domain/quote.ts';
import { alphaRao, rao } from '#domain/units.ts';
import { gentleAmount } from './gentleAmount.ts';

const TAO = 1_000_000_000n;

function snapshotOf(taoReserve: bigint, alphaReserve: bigint): PoolSnapshot {
  return {
    netuid: 64,
    registeredAt: 7n,
    tradable: true,
    block: { number: 1, hash: '0x01' },
    pool: {
      kind: 'weighted',
      taoReserve: rao(taoReserve),
      alphaReserve: alphaRao(alphaReserve),
      quoteWeight: 500_000_000_000_000_000n,
      feeRate: 33,
    },
  };
}

function impactOf(snapshot: PoolSnapshot, side: Side, amount: bigint): bigint {
  const result = quoteExactIn(snapshot.pool, side, amount, 50);
  if (!result.ok) throw new Error(result.error);
  return result.quote.impactPpb;
}

describe('the most that a pool takes without a confirmation', () => {
  const snapshot = snapshotOf(23_000n * TAO, 3_500_000n * TAO);

  it.each(['buy', 'sell'] as const)('is just under the band that asks for one: %s', (side) => {
    const amount = gentleAmount(snapshot, side, null) ?? 0n;
    expect(impactOf(snapshot, side, amount)).toBeLessThan(IMPACT_BANDS.confirm);
    expect(impactOf(snapshot, side, (amount * 102n) / 100n)).toBeGreaterThan(IMPACT_BANDS.confirm);
  });

  it('is no more than can be paid', () => {
    expect(gentleAmount(snapshot, 'buy', 3n * TAO)).toBe(3n * TAO);
    expect(gentleAmount(snapshot, 'sell', 123_456_789n)).toBe(123_400_000n);
  });

  it('is nothing where that is below the chain’s minimum, or where there is nothing to pay with', () => {
    expect(gentleAmount(snapshotOf(10_000_000n, 10_000_000n), 'buy', null)).toBeNull();
    expect(gentleAmount(snapshot, 'buy', 2_000_000n)).toBeNull();
    expect(gentleAmount(snapshot, 'sell', 0n)).toBeNull();
  });
});
