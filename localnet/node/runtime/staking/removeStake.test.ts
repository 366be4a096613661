import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { largestFill } from '#domain/fill.ts';
import { priceRao, spotPrice } from '#domain/price.ts';
import { MIN_PRICE, swap } from '#domain/swap.ts';
import { applySwap } from '#domain/transition.ts';
import { blockAuthor, genesisValidators } from '#localnet/genesis/accounts.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';
import { position } from './sharePool.ts';
import { nominatorMinimum } from './smallNomination.ts';
import { subnetAccount } from './subnetAccount.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const TAO = 1_000_000_000n;
const ALL = (1n << 64n) - 1n;

const removeStake = (amount: bigint, netuid = 64) =>
  call('SubtensorModule.remove_stake', { hotkey, netuid, amount_unstaked: amount });
const removeStakeLimit = (amount: bigint, limit: bigint, partial: boolean, netuid = 64) =>
  call('SubtensorModule.remove_stake_limit', {
    hotkey,
    netuid,
    amount_unstaked: amount,
    limit_price: limit,
    allow_partial: partial,
  });
const removeFull = (limit: bigint | null) =>
  call('SubtensorModule.remove_stake_full_limit', { hotkey, netuid: 64, limit_price: limit });

let chain: TestChain;
const held = (netuid = 64) => position(chain.state, { hotkey, netuid }, alice.publicKey);
const buy = (amount: bigint, netuid = 64) =>
  chain.submit(alice, call('SubtensorModule.add_stake', { hotkey, netuid, amount_staked: amount }));
const weighted = () => {
  const pool = readPool(chain.state, 64);
  if (pool.kind !== 'weighted') throw new Error('SN64 has a pool');
  return pool;
};

/** Alpha whose sale brings about this much TAO. */
const alphaFor = (tao: bigint) => (tao * TAO) / priceRao(spotPrice(weighted()));

beforeEach(() => {
  chain = new TestChain([64, 82]);
  chain.begin();
  buy(25n * TAO);
});

describe('remove_stake', () => {
  it('moves Alpha, TAO, the fee’s own sale and events to the rao', () => {
    const pool = weighted();
    const amount = held() / 2n;
    const moved = applySwap(pool, 'sell', amount, MIN_PRICE);
    if (!moved.ok) throw new Error('the pool takes the sale');
    const { fee, paidIn, paidOut } = moved.fill;
    const before = { position: held(), author: chain.free(blockAuthor.publicKey) };
    const events = chain.submit(alice, removeStake(amount));
    const subnet = subnetAccount(64);
    expect(events.slice(1, 4).map(({ pallet, event, fields }) => [pallet, event, ...fields])).toEqual([
      ['Balances', 'Transfer', subnet, alice.publicKey, paidOut],
      ['Balances', 'Transfer', subnet, blockAuthor.publicKey, moved.authorTao],
      ['SubtensorModule', 'StakeRemoved', alice.publicKey, hotkey, paidOut, paidIn, 64, fee],
    ]);
    expect(weighted()).toEqual(moved.after);
    expect(chain.free(blockAuthor.publicKey) - before.author).toBe(moved.authorTao);
    expect(paidIn + fee).toBe(amount);
    expect(before.position - held() - amount <= 1n).toBe(true);
  });

  it('refuses a part that brings less than the smallest stake, but lets the whole go', () => {
    expect(failure(chain.submit(alice, removeStake(alphaFor(1_900_000n))))).toEqual([7, 82]);
    chain.submit(alice, removeStake(ALL));
    buy(2_001_007n);
    expect(failure(chain.submit(alice, removeStake(ALL)))).toBeNull();
    expect(held()).toBe(0n);
  });

  it('sells all for an amount beyond the position, and nothing from none', () => {
    expect(failure(chain.submit(alice, removeStake(ALL)))).toBeNull();
    expect(held()).toBe(0n);
    expect(failure(chain.submit(alice, removeStake(ALL)))).toEqual([7, 82]);
  });

  it('sells what a nominator leaves below the minimum in a second event', () => {
    const rest = alphaFor(nominatorMinimum(chain.state)) / 2n;
    const events = chain.submit(alice, removeStake(held() - rest));
    expect(events.filter(({ event }) => event === 'StakeRemoved')).toHaveLength(2);
    expect(held()).toBe(0n);
  });

  it('lets the validator’s owner keep any rest', () => {
    const owner = new Keyring({ type: 'sr25519' }).createFromUri('//NorthStar');
    const own = position(chain.state, { hotkey, netuid: 64 }, owner.publicKey);
    const events = chain.submit(owner, removeStake(own - 1_000n));
    expect(failure(events)).toBeNull();
    expect(events.filter(({ event }) => event === 'StakeRemoved')).toHaveLength(1);
    expect(position(chain.state, { hotkey, netuid: 64 }, owner.publicKey)).toBeGreaterThan(0n);
  });

  it('needs a started subnet', () => {
    expect(failure(chain.submit(alice, removeStake(ALL, 82)))).toEqual([7, 94]);
    expect(failure(chain.submit(alice, removeStake(ALL, 4_000)))).toEqual([7, 94]);
  });

  it('refuses what is locked', () => {
    const lock = { locked_mass: held() - alphaFor(TAO), conviction: 0n, last_update: 1n };
    subtensorStorage.Lock.set(chain.state, alice.publicKey, 64, hotkey, lock);
    expect(failure(chain.submit(alice, removeStake(alphaFor(2n * TAO))))).toEqual([7, 75]);
    expect(failure(chain.submit(alice, removeStake(alphaFor(TAO) - 10n)))).toBeNull();
  });

  it('gives root stake back one to one', () => {
    buy(3n * TAO, 0);
    const before = chain.free(alice.publicKey);
    const events = chain.submit(alice, removeStake(ALL, 0));
    const [, fee] = events.find(({ event }) => event === 'TransactionFeePaid')?.fields ?? [];
    expect(chain.free(alice.publicKey) - before).toBe(3n * TAO - (fee as bigint));
    expect(held(0)).toBe(0n);
  });
});

describe('remove_stake_limit', () => {
  it('refuses a limit at the price, in part too', () => {
    // The price in rao is rounded down, so one more is the first limit that is not below it.
    const spot = priceRao(spotPrice(weighted())) + 1n;
    expect(failure(chain.submit(alice, removeStakeLimit(held(), spot, false)))).toEqual([28, 3]);
    expect(failure(chain.submit(alice, removeStakeLimit(held(), spot, true)))).toEqual([28, 3]);
  });

  it('does not cap the amount', () => {
    expect(failure(chain.submit(alice, removeStakeLimit(held() + 1n, 1_000n, false)))).toEqual([7, 9]);
    expect(failure(chain.submit(alice, removeStakeLimit(ALL, 1_000n, false)))).toEqual([7, 83]);
  });

  it('fills to the limit, all or in part', () => {
    const owner = new Keyring({ type: 'sr25519' }).createFromUri('//NorthStar');
    const amount = position(chain.state, { hotkey, netuid: 64 }, owner.publicKey);
    const limit = (priceRao(spotPrice(weighted())) * 999n) / 1_000n;
    const largest = largestFill(weighted(), 'sell', limit);
    if (!largest.ok) throw new Error('the limit is below the price');
    expect(failure(chain.submit(owner, removeStakeLimit(amount, limit, false)))).toEqual([7, 84]);
    const outcome = swap(weighted(), 'sell', largest.amount, limit);
    const events = chain.submit(owner, removeStakeLimit(amount, limit, true));
    const removed = events.find(({ event }) => event === 'StakeRemoved');
    if (!outcome.ok) throw new Error('the largest fill fits');
    expect(removed?.fields.slice(2)).toEqual([
      outcome.fill.paidOut,
      outcome.fill.paidIn,
      64,
      outcome.fill.fee,
    ]);
  });

  it('on root above one to one does nothing in part', () => {
    buy(3n * TAO, 0);
    const events = chain.submit(alice, removeStakeLimit(held(0), TAO + 1n, true, 0));
    expect(failure(events)).toBeNull();
    expect(events.find(({ event }) => event === 'StakeRemoved')?.fields.slice(2)).toEqual([0n, 0n, 0, 0n]);
    expect(held(0)).toBe(3n * TAO);
  });
});

describe('remove_stake_full_limit', () => {
  it('sells all at any price without a limit', () => {
    expect(failure(chain.submit(alice, removeFull(null)))).toBeNull();
    expect(held()).toBe(0n);
  });

  it('sells all or nothing with one', () => {
    const spot = priceRao(spotPrice(weighted()));
    const before = held();
    expect(failure(chain.submit(alice, removeFull(spot - 1n)))).toEqual([7, 84]);
    expect(held()).toBe(before);
    const events = chain.submit(alice, removeFull((spot * 99n) / 100n));
    expect(names(events)).toContain('SubtensorModule.StakeRemoved');
    expect(held()).toBe(0n);
  });
});
