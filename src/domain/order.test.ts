import { describe, expect, it } from 'vitest';
import { callOf, ORDER_CALLS, type SwapOrder } from './order.ts';
import { quoteExactIn } from './quote.ts';
import { alphaRao, ONE, rao } from './units.ts';

const POOL = {
  kind: 'weighted',
  taoReserve: rao(10_000n * ONE),
  alphaReserve: alphaRao(200_000n * ONE),
  quoteWeight: 500_000_000_000_000_000n,
  feeRate: 33,
} as const;

function order(change: Partial<SwapOrder>): SwapOrder {
  const side = change.side ?? 'buy';
  const quoted = quoteExactIn(change.netuid === 0 ? { kind: 'stable' } : POOL, side, 10n * ONE, 50);
  if (!quoted.ok) throw new Error(quoted.error);
  return {
    id: 'a',
    side,
    netuid: 64,
    registeredAt: 1n,
    hotkey: '5Hotkey',
    amountIn: 10n * ONE,
    quote: quoted.quote,
    quotedAt: { number: 1, hash: '0x01' },
    protected: true,
    sellsAll: false,
    ...change,
  };
}

function named(change: Partial<SwapOrder>): string {
  const { pallet, method, args } = callOf(order(change));
  return `${pallet}.${method}(${args.map(({ name, value }) => `${name}: ${value}`).join(', ')})`;
}

describe('callOf', () => {
  const buyLimit = order({}).quote.limitPrice;
  const sellLimit = order({ side: 'sell' }).quote.limitPrice;

  it('buys and sells fill or kill, with the limit', () => {
    expect(named({})).toBe(
      `SubtensorModule.add_stake_limit(hotkey: 5Hotkey, netuid: 64, amount_staked: 10000000000, limit_price: ${buyLimit}, allow_partial: false)`,
    );
    expect(named({ side: 'sell' })).toBe(
      `SubtensorModule.remove_stake_limit(hotkey: 5Hotkey, netuid: 64, amount_unstaked: 10000000000, limit_price: ${sellLimit}, allow_partial: false)`,
    );
  });

  it('sells a whole position by the call that reads it live', () => {
    expect(named({ side: 'sell', sellsAll: true })).toBe(
      `SubtensorModule.remove_stake_full_limit(hotkey: 5Hotkey, netuid: 64, limit_price: ${sellLimit})`,
    );
  });

  it('sends the plain call without protection', () => {
    expect(named({ protected: false })).toBe(
      'SubtensorModule.add_stake(hotkey: 5Hotkey, netuid: 64, amount_staked: 10000000000)',
    );
    expect(named({ protected: false, side: 'sell', sellsAll: true })).toBe(
      'SubtensorModule.remove_stake(hotkey: 5Hotkey, netuid: 64, amount_unstaked: 10000000000)',
    );
  });

  it('sends the plain call on root, which has no price', () => {
    expect(named({ netuid: 0 })).toBe(
      'SubtensorModule.add_stake(hotkey: 5Hotkey, netuid: 0, amount_staked: 10000000000)',
    );
    expect(named({ netuid: 0, side: 'sell', sellsAll: true })).toBe(
      'SubtensorModule.remove_stake(hotkey: 5Hotkey, netuid: 0, amount_unstaked: 10000000000)',
    );
  });
});

it('ORDER_CALLS names each call that an order can become, with its arguments', () => {
  const calls = [false, true].flatMap((isProtected) =>
    [false, true].flatMap((sellsAll) =>
      (['buy', 'sell'] as const).map((side) => callOf(order({ side, protected: isProtected, sellsAll }))),
    ),
  );
  const found = Object.fromEntries(calls.map(({ method, args }) => [method, args.map(({ name }) => name)]));
  expect(found).toEqual(ORDER_CALLS);
});
