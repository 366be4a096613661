import { beforeEach, describe, expect, it } from 'vitest';
import { largestFill } from '#domain/fill.ts';
import { priceRao, spotPrice } from '#domain/price.ts';
import { MAX_AMOUNT, ONE } from '#domain/units.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { dispatchCall } from '#localnet/node/runtime/dispatch.ts';
import { profiles } from '#localnet/node/runtime/profile.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { maxMoveAmount } from './maxMove.ts';
import { firstHotkey, ofCall, pairOf, StakingChain, secondHotkey } from './testStaking.ts';

const alice = pairOf('//Alice');

interface Terms {
  readonly limit: bigint;
  readonly partial?: boolean;
  readonly from?: number;
  readonly to?: number;
}

const swapLimit = (amount: bigint, { limit, partial = false, from = 64, to = 4 }: Terms) =>
  call('SubtensorModule.swap_stake_limit', {
    hotkey: firstHotkey,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: amount,
    limit_price: limit,
    allow_partial: partial,
  });
const moveLimit = (amount: bigint, { limit, partial = false, from = 64, to = 4 }: Terms) =>
  call('SubtensorModule.move_stake_limit', {
    origin_hotkey: firstHotkey,
    destination_hotkey: secondHotkey,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: amount,
    limit_price: limit,
    allow_partial: partial,
  });

let chain: StakingChain;
/** The ratio of the prices, times 1e9, and a part of it in millionths. */
const ratio = (millionths = 1_000_000n) =>
  (spotPrice(chain.pool(64)) * ONE * millionths) / (spotPrice(chain.pool(4)) * 1_000_000n);

beforeEach(() => {
  chain = new StakingChain([64, 4]);
  chain.begin();
  chain.buy(alice, 64, 2_000n * ONE);
});

describe.each([
  ['swap_stake_limit', swapLimit, 'SubtensorModule.StakeSwapped'],
  ['move_stake_limit', moveLimit, 'SubtensorModule.StakeMoved'],
] as const)('%s', (_, order, ending) => {
  it('takes what the limit lets in and refuses one more', () => {
    const limit = ratio(999_000n);
    const most = maxMoveAmount(chain.state, 64, 4, limit);
    expect(most > 0n && most < chain.held(alice, 64)).toBe(true);
    expect(failure(chain.submit(alice, order(most + 1n, { limit })))).toEqual([7, 84]);
    expect(failure(chain.submit(alice, order(most, { limit })))).toBeNull();
  });

  it('in part moves exactly what the limit lets in', () => {
    const limit = ratio(999_000n);
    const most = maxMoveAmount(chain.state, 64, 4, limit);
    const held = chain.held(alice, 64);
    const events = ofCall(chain.submit(alice, order(held, { limit, partial: true })));
    const [, , , , paidIn, , fee] = events.find(([name]) => name === 'SubtensorModule.StakeRemoved') ?? [];
    expect((paidIn as bigint) + (fee as bigint)).toBe(most);
    expect(events.at(-1)?.[0]).toBe(ending);
  });

  it('in part, with a limit that lets nothing in, succeeds and changes nothing', () => {
    const limit = ratio(1_010_000n);
    const before = [chain.pool(64), chain.pool(4), chain.held(alice, 64)];
    const events = chain.submit(alice, order(chain.held(alice, 64), { limit, partial: true }));
    expect(failure(events)).toBeNull();
    expect(ofCall(events).slice(-2)).toEqual([
      ['SubtensorModule.StakeRemoved', alice.publicKey, firstHotkey, 0n, 0n, 64, 0n],
      expect.arrayContaining([ending, alice.publicKey, 0n]),
    ]);
    expect([chain.pool(64), chain.pool(4), chain.held(alice, 64)]).toEqual(before);
    expect(failure(chain.submit(alice, order(ONE * 100n, { limit })))).toEqual([7, 84]);
  });

  it('passes on what the pool says where the other side is root', () => {
    const above = priceRao(spotPrice(chain.pool(64))) + 1n;
    const held = chain.held(alice, 64);
    for (const partial of [false, true]) {
      const events = chain.submit(alice, order(held, { limit: above, partial, to: 0 }));
      expect(failure(events)).toEqual([28, 3]);
    }
    const limit = (above * 999n) / 1_000n;
    const largest = largestFill(chain.pool(64), 'sell', limit);
    if (!largest.ok) throw new Error('the limit is below the price');
    expect(failure(chain.submit(alice, order(largest.amount + 1n, { limit, to: 0 })))).toEqual([7, 84]);
    expect(failure(chain.submit(alice, order(largest.amount, { limit, to: 0 })))).toBeNull();
  });

  it('looks at the limit before everything else, and at the minimum before the limit', () => {
    const above = priceRao(spotPrice(chain.pool(64))) + 1n;
    const more = chain.held(alice, 64) + 1n;
    s.SubtokenEnabled.set(chain.state, 0, false);
    expect(failure(chain.submit(alice, order(more, { limit: above, to: 0 })))).toEqual([28, 3]);
    expect(failure(chain.submit(alice, order(more, { limit: 0n, to: 0 })))).toEqual([7, 94]);
    const nothing = ratio(1_010_000n);
    expect(failure(chain.submit(alice, order(chain.worth(64, ONE / 1_000n), { limit: nothing })))).toEqual([
      7, 82,
    ]);
  });

  it('takes 2^64 - 1 for the whole, and holds the limit against that', () => {
    const limit = ratio(999_000n);
    expect(failure(chain.submit(alice, order(MAX_AMOUNT, { limit })))).toEqual([7, 84]);
    expect(failure(chain.submit(alice, order(MAX_AMOUNT, { limit: ratio(500_000n) })))).toBeNull();
    expect(s.AlphaV2.exists(chain.state, firstHotkey, alice.publicKey, 64)).toBe(false);
  });
});

describe('move_stake_limit', () => {
  it('within a subnet heeds no limit', () => {
    const held = chain.held(alice, 64);
    const pool = chain.pool(64);
    expect(failure(chain.submit(alice, moveLimit(held, { limit: MAX_AMOUNT, to: 64 })))).toBeNull();
    expect(chain.pool(64)).toEqual(pool);
    expect(held - chain.held(alice, 64, secondHotkey)).toBeLessThanOrEqual(1n);
  });

  it('is not there at 425', () => {
    const what = moveLimit(chain.held(alice, 64), { limit: 0n });
    const refused = dispatchCall(chain.state, profiles['425'], alice.publicKey, what);
    expect(refused?.message).toBe('System.CallFiltered');
  });
});
