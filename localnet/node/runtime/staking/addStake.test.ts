import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { largestFill } from '#domain/fill.ts';
import { priceRao, spotPrice } from '#domain/price.ts';
import { swap } from '#domain/swap.ts';
import { blockAuthor, genesisValidators } from '#localnet/genesis/accounts.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';
import { position } from './sharePool.ts';
import { BURN_ACCOUNT, subnetAccount } from './subnetAccount.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const TAO = 1_000_000_000n;
const MAX = 1_000_000_000_000_000n;

const addStake = (amount: bigint, netuid = 64, to = hotkey) =>
  call('SubtensorModule.add_stake', { hotkey: to, netuid, amount_staked: amount });
const addStakeLimit = (amount: bigint, limit: bigint, partial: boolean, netuid = 64) =>
  call('SubtensorModule.add_stake_limit', {
    hotkey,
    netuid,
    amount_staked: amount,
    limit_price: limit,
    allow_partial: partial,
  });

describe('add_stake', () => {
  let chain: TestChain;
  beforeEach(() => {
    chain = new TestChain([64, 59]);
    chain.begin();
  });

  it('moves TAO, Alpha, fee and events to the rao', () => {
    const pool = readPool(chain.state, 64);
    const before = { alice: chain.free(alice.publicKey), author: chain.free(blockAuthor.publicKey) };
    const outcome = swap(pool, 'buy', 25n * TAO, MAX);
    if (!outcome.ok || pool.kind !== 'weighted') throw new Error('the pool of SN64 takes 25 TAO');
    const { fee, paidIn, paidOut } = outcome.fill;
    const subnet = subnetAccount(64);
    const events = chain.submit(alice, addStake(25n * TAO));
    const paidFee = events[5]?.fields[1];
    expect(events.map(({ pallet, event, fields }) => [pallet, event, ...fields.slice(0, 6)])).toEqual([
      ['Balances', 'Withdraw', alice.publicKey, paidFee],
      ['Balances', 'Transfer', alice.publicKey, subnet, 25n * TAO],
      ['Balances', 'Transfer', subnet, blockAuthor.publicKey, fee],
      ['SubtensorModule', 'StakeAdded', alice.publicKey, hotkey, 25n * TAO, paidOut, 64, fee],
      ['Balances', 'Deposit', alice.publicKey, 0n],
      ['TransactionPayment', 'TransactionFeePaid', alice.publicKey, paidFee, 0n],
      ['System', 'ExtrinsicSuccess', events[6]?.fields[0]],
    ]);
    expect(before.alice - chain.free(alice.publicKey)).toBe(25n * TAO + (paidFee as bigint));
    expect(chain.free(blockAuthor.publicKey) - before.author).toBe(fee);
    const after = readPool(chain.state, 64);
    if (after.kind !== 'weighted') throw new Error('still a pool');
    expect(after.taoReserve - pool.taoReserve).toBe(paidIn);
    expect(pool.alphaReserve - after.alphaReserve).toBe(paidOut);
    const held = position(chain.state, { hotkey, netuid: 64 }, alice.publicKey);
    expect(paidOut - held <= 1n && held <= paidOut).toBe(true);
  });

  it('takes 2,001,007 rao and nothing less', () => {
    expect(failure(chain.submit(alice, addStake(2_001_006n)))).toEqual([7, 82]);
    expect(failure(chain.submit(alice, addStake(2_001_007n)))).toBeNull();
  });

  it('checks in the chain’s order', () => {
    const stranger = new Uint8Array(32).fill(9);
    const rich = chain.free(alice.publicKey) + 1n;
    expect(failure(chain.submit(alice, addStake(1n, 4_000)))).toEqual([7, 76]);
    expect(failure(chain.submit(alice, addStake(1n, 59)))).toEqual([7, 94]);
    expect(failure(chain.submit(alice, addStake(1n, 64, stranger)))).toEqual([7, 82]);
    expect(failure(chain.submit(alice, addStake(rich, 64, stranger)))).toEqual([7, 12]);
    expect(failure(chain.submit(alice, addStake(TAO, 64, stranger)))).toEqual([7, 5]);
    expect(failure(chain.submit(alice, addStake(2n ** 63n)))).toEqual([7, 83]);
  });

  it('leaves the existential deposit when all is staked', () => {
    const bob = new Keyring({ type: 'sr25519' }).createFromUri('//Bob');
    const dry = chain.submit(bob, addStake(2n ** 62n / 1_000n, 4_000));
    const fee = dry[0]?.fields[1] as bigint;
    const events = chain.submit(bob, addStake(chain.free(bob.publicKey) - fee));
    expect(failure(events)).toBeNull();
    expect(chain.free(bob.publicKey)).toBe(500n);
  });

  it('stakes to root one to one, for no fee', () => {
    const before = subtensorStorage.SubnetTAO.get(chain.state, 0);
    const events = chain.submit(alice, addStake(3n * TAO, 0));
    const added = events.find(({ event }) => event === 'StakeAdded');
    expect(added?.fields.slice(2)).toEqual([3n * TAO, 3n * TAO, 0, 0n]);
    expect(subtensorStorage.SubnetTAO.get(chain.state, 0) - before).toBe(3n * TAO);
    expect(position(chain.state, { hotkey, netuid: 0 }, alice.publicKey)).toBe(3n * TAO);
  });

  it('sends the fee to the burn account when the block has no author', () => {
    chain.runtime.finalizeBlock(chain.state);
    chain.begin(null);
    chain.submit(alice, addStake(25n * TAO));
    expect(chain.free(BURN_ACCOUNT)).toBe(12_588_693n);
  });
});

describe('add_stake_limit', () => {
  let chain: TestChain;
  beforeEach(() => {
    chain = new TestChain([64]);
    chain.begin();
  });

  it('refuses a limit at the price, in part too', () => {
    const spot = priceRao(spotPrice(readPool(chain.state, 64)));
    expect(failure(chain.submit(alice, addStakeLimit(TAO, spot, false)))).toEqual([28, 3]);
    expect(failure(chain.submit(alice, addStakeLimit(TAO, spot, true)))).toEqual([28, 3]);
  });

  it('fills all that fits and refuses one rao more', () => {
    const limit = (priceRao(spotPrice(readPool(chain.state, 64))) * 1_001n) / 1_000n;
    const largest = largestFill(readPool(chain.state, 64), 'buy', limit);
    if (!largest.ok) throw new Error('the limit is above the price');
    expect(failure(chain.submit(alice, addStakeLimit(largest.amount + 1n, limit, false)))).toEqual([7, 84]);
    expect(failure(chain.submit(alice, addStakeLimit(largest.amount, limit, false)))).toBeNull();
  });

  it('fills in part exactly what fits', () => {
    const limit = (priceRao(spotPrice(readPool(chain.state, 64))) * 1_001n) / 1_000n;
    const largest = largestFill(readPool(chain.state, 64), 'buy', limit);
    if (!largest.ok) throw new Error('the limit is above the price');
    const before = chain.free(alice.publicKey);
    const events = chain.submit(alice, addStakeLimit(largest.amount * 2n, limit, true));
    const added = events.find(({ event }) => event === 'StakeAdded');
    expect(added?.fields[2]).toBe(largest.amount);
    const [, fee] = events.find(({ event }) => event === 'TransactionFeePaid')?.fields ?? [];
    const spent = before - chain.free(alice.publicKey) - (fee as bigint);
    expect(largest.amount - spent <= 1n && spent <= largest.amount).toBe(true);
  });

  it('on root takes one to one or nothing', () => {
    expect(failure(chain.submit(alice, addStakeLimit(TAO, TAO, false, 0)))).toBeNull();
    expect(failure(chain.submit(alice, addStakeLimit(TAO, TAO - 1n, false, 0)))).toEqual([7, 84]);
  });

  it('makes no trace but the fee when it fails', () => {
    const pool = readPool(chain.state, 64);
    const events = chain.submit(alice, addStakeLimit(TAO, 1_000n, false));
    expect(names(events)).toEqual([
      'Balances.Withdraw',
      'Balances.Deposit',
      'TransactionPayment.TransactionFeePaid',
      'System.ExtrinsicFailed',
    ]);
    expect(readPool(chain.state, 64)).toEqual(pool);
  });
});
