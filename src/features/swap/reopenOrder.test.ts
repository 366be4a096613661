import { describe, expect, it } from 'vitest';
import type { ActivityEntry } from '#domain/activity.ts';
import { reopenOrder } from './reopenOrder.ts';
import { swapForm } from './swapForm.ts';

const entry: ActivityEntry = {
  id: 'one',
  genesis: '0x00',
  account: '5F',
  side: 'buy',
  netuid: 8,
  registeredAt: 77n,
  subnetName: 'Name',
  symbol: 'א',
  hotkey: '5H',
  method: 'add_stake_limit',
  amountIn: 2_500_000_000n,
  quotedOut: 1n,
  minimumOut: 1n,
  limitPrice: 1n,
  quotedAtBlock: 1,
  createdAt: 0,
  hash: null,
  nonce: null,
  era: null,
  phase: { kind: 'rejected' },
  rehearsal: null,
  exactIn: null,
  others: null,
};

describe('an order put back into the form', () => {
  it('pays the same for the same subnet, which is that of its registration and no other', () => {
    expect(reopenOrder(entry, 'again')).toBe('/?from=tao&to=8&amount=2.5&gen=77');
    expect(swapForm.getState()).toMatchObject({ netuid: 8, generation: 77n, fixed: 'pay', amount: '2.5' });
  });

  it('pays the most when that mends it, and when it sold all', () => {
    expect(reopenOrder(entry, 'useMax')).toBe('/?from=tao&to=8&amount=max&gen=77');
    const sale = { ...entry, side: 'sell', method: 'remove_stake_full_limit' } as const;
    expect(reopenOrder(sale, 'again')).toBe('/?from=8&to=tao&amount=max&gen=77');
  });
});
