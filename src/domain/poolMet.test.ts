import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WeightedPool } from './pool.ts';
import { poolMet } from './poolMet.ts';
import { defaultLimit } from './swap.ts';
import { applySwap } from './transition.ts';
import { alphaRao, ONE, rao } from './units.ts';

const pools = fc
  .record({
    tao: fc.bigInt(100n * ONE, 300_000n * ONE),
    alpha: fc.bigInt(10_000n * ONE, 4_000_000n * ONE),
    weight: fc.bigInt(499_999_700_000_000_000n, 500_000_000_000_000_000n),
  })
  .map(
    ({ tao, alpha, weight }): WeightedPool => ({
      kind: 'weighted',
      taoReserve: rao(tao),
      alphaReserve: alphaRao(alpha),
      quoteWeight: weight,
      feeRate: 33,
    }),
  );
const trades = fc.record({
  side: fc.constantFrom('buy' as const, 'sell' as const),
  amount: fc.bigInt(ONE, 5_000n * ONE),
});

test('finds the pool that an order met, from the pool that it left', () => {
  fc.assert(
    fc.property(pools, trades, (pool, { side, amount }) => {
      const done = applySwap(pool, side, amount, defaultLimit(side));
      fc.pre(done.ok);
      if (!done.ok) return;
      const trade = { side, paid: amount, received: done.fill.paidOut, fee: done.fill.fee };
      expect(poolMet(done.after, trade)).toEqual(pool);
    }),
    { numRuns: 500 },
  );
});

test('knows no such pool when somebody traded behind the order, or when the fill is off by one', () => {
  fc.assert(
    fc.property(pools, trades, trades, (pool, { side, amount }, other) => {
      const done = applySwap(pool, side, amount, defaultLimit(side));
      fc.pre(done.ok);
      if (!done.ok) return;
      const trade = { side, paid: amount, received: done.fill.paidOut, fee: done.fill.fee };
      expect(poolMet(done.after, { ...trade, fee: trade.fee + 1n })).toBeNull();
      const later = applySwap(done.after, other.side, other.amount, defaultLimit(other.side));
      fc.pre(later.ok);
      if (later.ok) expect(poolMet(later.after, trade)).not.toEqual(pool);
    }),
    { numRuns: 200 },
  );
});

test('finds it for trades that pay no fee as well', () => {
  fc.assert(
    fc.property(pools, trades, (pool, { side, amount }) => {
      const done = applySwap(pool, side, amount, defaultLimit(side), { dropFees: true });
      fc.pre(done.ok);
      if (!done.ok) return;
      expect(poolMet(done.after, { side, paid: amount, received: done.fill.paidOut, fee: 0n })).toEqual(pool);
    }),
    { numRuns: 200 },
  );
});
