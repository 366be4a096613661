import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceFromOrder } from './differenceFromOrder.ts';
import { type ChainCall, callOf, type SwapOrder } from './order.ts';
import type { Quote } from './quote.ts';

const LIMIT = 130_000_000n;

function order(change: Partial<SwapOrder> = {}): SwapOrder {
  return {
    id: 'a',
    side: 'buy',
    netuid: 64,
    registeredAt: 1n,
    hotkey: '5Hotkey',
    amountIn: 25_000_000_000n,
    quote: { limitPrice: LIMIT } as unknown as Quote,
    quotedAt: { number: 1, hash: '0x01' },
    protected: true,
    sellsAll: false,
    ...change,
  };
}

const ORDERS: readonly (readonly [string, SwapOrder])[] = [
  ['add_stake_limit', order()],
  ['add_stake', order({ protected: false })],
  ['add_stake', order({ netuid: 0 })],
  ['add_stake', order({ quote: { limitPrice: null } as unknown as Quote })],
  ['remove_stake_limit', order({ side: 'sell' })],
  ['remove_stake_full_limit', order({ side: 'sell', sellsAll: true })],
  ['remove_stake', order({ side: 'sell', protected: false })],
  ['remove_stake', order({ side: 'sell', protected: false, sellsAll: true })],
];

describe('differenceFromOrder', () => {
  it.each(ORDERS)('finds none in the %s that an order becomes', (method, meant) => {
    const call = callOf(meant);
    expect(call.method).toBe(method);
    expect(differenceFromOrder(meant, call)).toBeNull();
  });

  it('finds every argument that was changed, and names it', () => {
    const value = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.boolean(),
      fc.constant(null),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ORDERS), fc.nat(), value, ([, meant], pick, other) => {
        const call = callOf(meant);
        const index = pick % call.args.length;
        const changed = call.args[index];
        fc.pre(changed !== undefined && String(changed.value) !== String(other));
        const args = call.args.map((arg, at) => (at === index ? { ...arg, value: other } : arg));
        expect(differenceFromOrder(meant, { ...call, args })).toBe(changed?.name);
      }),
    );
  });

  it('finds another call, another pallet, another side and another protection', () => {
    const call = callOf(order());
    const others: readonly (readonly [SwapOrder, ChainCall])[] = [
      [order(), { ...call, method: 'transfer_stake' }],
      [order(), { ...call, method: 'constructor' }],
      [order(), { ...call, pallet: 'Balances' }],
      [order({ side: 'sell' }), call],
      [order({ protected: false }), call],
      [order(), callOf(order({ protected: false }))],
      [order({ side: 'sell' }), callOf(order({ side: 'sell', sellsAll: true }))],
    ];
    for (const [meant, each] of others) expect(differenceFromOrder(meant, each)).toBe('call');
  });

  it('finds arguments that are missing, added, or in another order', () => {
    const call = callOf(order());
    expect(differenceFromOrder(order(), { ...call, args: call.args.slice(0, -1) })).toBe('allow_partial');
    expect(differenceFromOrder(order(), { ...call, args: [...call.args, { name: 'tip', value: 1 }] })).toBe(
      'tip',
    );
    expect(differenceFromOrder(order(), { ...call, args: [...call.args].reverse() })).toBe('hotkey');
  });
});
