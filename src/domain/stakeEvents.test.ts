import { describe, expect, it } from 'vitest';
import { type StakeEvent, tradeOf, tradesIn } from './stakeEvents.ts';

const event = (given: Partial<StakeEvent>): StakeEvent => ({
  extrinsic: 2,
  isOrder: false,
  kind: 'added',
  netuid: 64,
  tao: 25n,
  alpha: 358n,
  fee: 2n,
  ...given,
});

describe('tradeOf', () => {
  it('reads what was paid gross of the fee', () => {
    expect(tradeOf(event({}))).toEqual({ side: 'buy', paid: 25n, received: 358n, fee: 2n });
    expect(tradeOf(event({ kind: 'removed', alpha: 240n, fee: 10n, tao: 17n }))).toEqual({
      side: 'sell',
      paid: 250n,
      received: 17n,
      fee: 10n,
    });
  });
});

describe('tradesIn', () => {
  it('keeps the order of the block, and leaves other subnets out', () => {
    const events = [event({ extrinsic: 1 }), event({ netuid: 8 }), event({ kind: 'removed', extrinsic: 3 })];
    expect(tradesIn(events, 64).map(({ side, extrinsic }) => [side, extrinsic])).toEqual([
      ['buy', 1],
      ['sell', 3],
    ]);
  });

  it('leaves out stake that changed hands without meeting the pool', () => {
    const removed = event({ kind: 'removed', tao: 5n, alpha: 70n, fee: 0n });
    const added = event({ tao: 5n, alpha: 70n, fee: 0n });
    expect(tradesIn([removed, added], 64)).toEqual([]);
    expect(tradesIn([removed, added, removed, added, event({})], 64)).toHaveLength(1);
  });

  it.each<[string, Partial<StakeEvent>]>([
    ['another transaction', { extrinsic: 3 }],
    ['another amount', { alpha: 71n }],
    ['a fee', { fee: 1n }],
    ['another subnet', { netuid: 8 }],
  ])('takes a sale and a purchase with %s for trades', (_what, change) => {
    const removed = event({ kind: 'removed', tao: 5n, alpha: 70n, fee: 0n });
    const added = event({ tao: 5n, alpha: 70n, fee: 0n, ...change });
    expect(tradesIn([removed, added], 64)).toHaveLength(change.netuid === undefined ? 2 : 1);
  });

  it('leaves out events without any amount', () => {
    expect(tradesIn([event({ kind: 'removed', tao: 0n, alpha: 0n, fee: 0n })], 64)).toEqual([]);
  });
});
