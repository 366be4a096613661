import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PoolBlock, poolStory } from './othersInBlock.ts';
import type { Side, WeightedPool } from './pool.ts';
import { spotPrice } from './price.ts';
import type { TradeInBlock } from './stakeEvents.ts';
import { defaultLimit } from './swap.ts';
import { applySwap } from './transition.ts';
import { alphaRao, ONE, rao } from './units.ts';

const POOL: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(10_000n * ONE),
  alphaReserve: alphaRao(200_000n * ONE),
  quoteWeight: 500_000_000_000_000_000n,
  feeRate: 33,
};

interface Wish {
  readonly side: Side;
  readonly amount: bigint;
  readonly extrinsic: number;
  readonly isFree?: boolean;
  readonly isOrder?: boolean;
}

/** The block that comes of these trades, one after the other, and the pool that each met. */
function play(start: WeightedPool, wishes: readonly Wish[]) {
  let pool = start;
  const met: WeightedPool[] = [];
  const trades: TradeInBlock[] = [];
  for (const { side, amount, extrinsic, isFree = false, isOrder = false } of wishes) {
    const done = applySwap(pool, side, amount, defaultLimit(side), { dropFees: isFree });
    if (!done.ok) throw new Error(done.error);
    met.push(pool);
    trades.push({ side, paid: amount, received: done.fill.paidOut, fee: done.fill.fee, extrinsic, isOrder });
    pool = done.after;
  }
  return { met, trades, after: pool };
}

const ppb = (from: WeightedPool, to: WeightedPool) =>
  ((spotPrice(to) - spotPrice(from)) * 1_000_000_000n) / spotPrice(from);

const wishes = fc.array(
  fc.record({
    side: fc.constantFrom<Side>('buy', 'sell'),
    amount: fc.bigInt(ONE / 100n, 500n * ONE),
    isFree: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('poolStory', () => {
  it('tells of any block what each trade met, and how far those before the order moved the price', () => {
    fc.assert(
      fc.property(wishes, fc.nat(), fc.bigInt(0n, 5n * ONE), (given, pick, injected) => {
        const order = pick % given.length;
        const before = { ...POOL, taoReserve: rao(POOL.taoReserve - injected) };
        const { met, trades, after } = play(
          POOL,
          given.map((wish, extrinsic) => ({ ...wish, extrinsic, isOrder: extrinsic === order })),
        );
        const { others, exact } = poolStory({ trades, before, after });
        expect(exact).toBe(true);
        expect(others).toEqual({
          before: order,
          after: given.length - 1 - order,
          movedPpb: order === 0 ? 0n : ppb(POOL, met[order] ?? POOL),
          networkPpb: ppb(before, POOL),
        });
      }),
      { numRuns: 200 },
    );
  });

  it('says which way the price went', () => {
    for (const [side, isUp] of [
      ['buy', true],
      ['sell', false],
    ] as const) {
      const { trades, after } = play(POOL, [
        { side, amount: 50n * ONE, extrinsic: 1 },
        { side: 'buy', amount: ONE, extrinsic: 2, isOrder: true },
      ]);
      const { movedPpb } = poolStory({ trades, before: POOL, after }).others;
      expect((movedPpb ?? 0n) > 0n).toBe(isUp);
      expect((movedPpb ?? 0n) < 0n).toBe(!isUp);
    }
  });

  it('counts what the order’s own transaction sold beside it, for a fee or as a rest, to nobody else', () => {
    const { trades, after } = play(POOL, [
      { side: 'buy', amount: 9n * ONE, extrinsic: 1 },
      { side: 'sell', amount: ONE, extrinsic: 2, isFree: true },
      { side: 'sell', amount: 70n * ONE, extrinsic: 2, isOrder: true },
      { side: 'sell', amount: ONE / 50n, extrinsic: 2 },
      { side: 'sell', amount: 3n * ONE, extrinsic: 5 },
    ]);
    const { others, exact } = poolStory({ trades, before: POOL, after });
    const alone = play(POOL, [{ side: 'buy', amount: 9n * ONE, extrinsic: 1 }]);
    expect(others).toMatchObject({ before: 1, after: 1, movedPpb: ppb(POOL, alone.after) });
    expect(exact).toBe(true);
  });

  it('tells nothing from before something that it cannot explain', () => {
    const first = play(POOL, [{ side: 'buy', amount: 9n * ONE, extrinsic: 1 }]);
    const moved = { ...first.after, taoReserve: rao(first.after.taoReserve - 1_000n) };
    const rest = play(moved, [{ side: 'buy', amount: ONE, extrinsic: 2 }]);
    const block = (order: number): PoolBlock => ({
      trades: [...first.trades, ...rest.trades].map((each, at) => ({ ...each, isOrder: at === order })),
      before: POOL,
      after: rest.after,
    });
    expect(poolStory(block(1))).toEqual({
      others: { before: 1, after: 0, movedPpb: null, networkPpb: null },
      exact: true,
    });
    expect(poolStory(block(0))).toEqual({
      others: { before: 0, after: 1, movedPpb: 0n, networkPpb: null },
      exact: false,
    });
  });

  it('only counts where the curve is not known, or the pool is gone', () => {
    const { trades, after } = play(POOL, [
      { side: 'buy', amount: ONE, extrinsic: 1 },
      { side: 'buy', amount: ONE, extrinsic: 2, isOrder: true },
    ]);
    const blocks: PoolBlock[] = [
      { trades, before: { kind: 'foreign' }, after: { kind: 'foreign' } },
      { trades, before: null, after: null },
    ];
    for (const block of blocks) {
      expect(poolStory(block)).toEqual({
        others: { before: 1, after: 0, movedPpb: null, networkPpb: null },
        exact: false,
      });
    }
    expect(poolStory({ trades, before: null, after }).others.networkPpb).toBeNull();
  });
});
