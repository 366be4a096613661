import { beforeEach, describe, expect, it } from 'vitest';
import { type Move, moveBetween } from '#domain/move.ts';
import { ONE } from '#domain/units.ts';
import { blockAuthor } from '#localnet/genesis/accounts.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { dispatchCall } from '#localnet/node/runtime/dispatch.ts';
import { profiles } from '#localnet/node/runtime/profile.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { subnetAccount } from './subnetAccount.ts';
import { feeOf, firstHotkey, ofCall, pairOf, StakingChain, secondHotkey } from './testStaking.ts';

const alice = pairOf('//Alice');
const author = blockAuthor.publicKey;
const stranger = new Uint8Array(32).fill(9);

interface Route {
  readonly from?: number;
  readonly to?: number;
  readonly fromHotkey?: Uint8Array;
  readonly toHotkey?: Uint8Array;
}

const swapStake = (amount: bigint, { from = 64, to = 4, fromHotkey = firstHotkey }: Route = {}) =>
  call('SubtensorModule.swap_stake', {
    hotkey: fromHotkey,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: amount,
  });
const moveStake = (amount: bigint, route: Route = {}) =>
  call('SubtensorModule.move_stake', {
    origin_hotkey: route.fromHotkey ?? firstHotkey,
    destination_hotkey: route.toHotkey ?? secondHotkey,
    origin_netuid: route.from ?? 64,
    destination_netuid: route.to ?? 4,
    alpha_amount: amount,
  });

function ok(move: Move): Extract<Move, { ok: true }> {
  if (!move.ok) throw new Error(move.error);
  return move;
}

let chain: StakingChain;
const expected = (from: number, to: number, amount: bigint) =>
  ok(moveBetween(readPool(chain.state, from), readPool(chain.state, to), amount));

beforeEach(() => {
  chain = new StakingChain([64, 4, 82]);
  chain.begin();
  chain.buy(alice, 64, 25n * ONE);
});

describe('swap_stake', () => {
  it('sells with the fee and buys without it, to the rao, with both events and its own', () => {
    const amount = chain.held(alice, 64) / 2n;
    const { sell, buy, authorTao, originAfter, destinationAfter } = expected(64, 4, amount);
    const before = { alice: chain.free(alice.publicKey), held: chain.held(alice, 64) };
    const totals = { stake: s.TotalStake.get(chain.state), volume: s.SubnetVolume.get(chain.state, 64) };
    const volume = s.SubnetVolume.get(chain.state, 4);
    const events = chain.submit(alice, swapStake(amount));
    const { publicKey } = alice;
    expect(ofCall(events)).toEqual([
      ['Balances.Transfer', subnetAccount(64), publicKey, sell.paidOut],
      ['Balances.Transfer', subnetAccount(64), author, authorTao],
      ['SubtensorModule.StakeRemoved', publicKey, firstHotkey, sell.paidOut, sell.paidIn, 64, sell.fee],
      ['Balances.Transfer', publicKey, subnetAccount(4), sell.paidOut],
      ['Balances.Transfer', subnetAccount(4), author, 0n],
      ['SubtensorModule.StakeAdded', publicKey, firstHotkey, sell.paidOut, buy.paidOut, 4, 0n],
      ['SubtensorModule.StakeSwapped', publicKey, firstHotkey, 64, 4, sell.paidOut],
    ]);
    expect(sell.fee).toBeGreaterThan(0n);
    expect([chain.pool(64), chain.pool(4)]).toEqual([originAfter, destinationAfter]);
    expect(before.alice - chain.free(publicKey)).toBe(feeOf(events));
    expect(before.held - chain.held(alice, 64) - amount).toBeLessThanOrEqual(1n);
    expect(buy.paidOut - chain.held(alice, 4)).toBeLessThanOrEqual(1n);
    expect(s.TotalStake.get(chain.state)).toBe(totals.stake - authorTao);
    expect(s.SubnetVolume.get(chain.state, 64)).toBe(totals.volume + sell.paidOut + authorTao);
    expect(s.SubnetVolume.get(chain.state, 4)).toBe(volume + sell.paidOut);
  });

  it('from root takes the fee of the purchase', () => {
    chain.buy(alice, 0, 10n * ONE);
    const { sell, buy, destinationAfter } = expected(0, 4, 10n * ONE);
    const events = ofCall(chain.submit(alice, swapStake(10n * ONE, { from: 0 })));
    const stakes = events.filter(([name]) => String(name).startsWith('SubtensorModule.Stake'));
    expect(stakes.map((event) => event.slice(3))).toEqual([
      [10n * ONE, 10n * ONE, 0, 0n],
      [10n * ONE, buy.paidOut, 4, buy.fee],
      [0, 4, sell.paidOut],
    ]);
    expect(buy.fee).toBeGreaterThan(0n);
    expect(chain.pool(4)).toEqual(destinationAfter);
    expect(chain.held(alice, 0)).toBe(0n);
  });

  it('to root sells with the fee and stakes one to one', () => {
    const amount = chain.held(alice, 64);
    const { sell } = expected(64, 0, amount);
    chain.submit(alice, swapStake(amount, { to: 0 }));
    expect(chain.held(alice, 0)).toBe(sell.paidOut);
  });

  it('counts what came and went as the users’ flow', () => {
    const [from, to] = [s.SubnetTaoFlow.get(chain.state, 64), s.SubnetTaoFlow.get(chain.state, 4)];
    const amount = chain.held(alice, 64) / 2n;
    const { sell, authorTao } = expected(64, 4, amount);
    chain.submit(alice, swapStake(amount));
    expect(s.SubnetTaoFlow.get(chain.state, 64)).toBe(from - sell.paidOut - authorTao);
    expect(s.SubnetTaoFlow.get(chain.state, 4)).toBe(to + sell.paidOut);
  });
});

describe('move_stake', () => {
  it('goes to another validator on another subnet', () => {
    const amount = chain.held(alice, 64) / 2n;
    const { sell, buy } = expected(64, 4, amount);
    const events = ofCall(chain.submit(alice, moveStake(amount)));
    expect(events.at(-1)).toEqual([
      'SubtensorModule.StakeMoved',
      alice.publicKey,
      firstHotkey,
      64,
      secondHotkey,
      4,
      sell.paidOut,
    ]);
    expect(buy.paidOut - chain.held(alice, 4, secondHotkey)).toBeLessThanOrEqual(1n);
    expect(chain.held(alice, 4)).toBe(0n);
  });

  it('within a subnet moves no price, takes no fee and tells what it was worth', () => {
    const amount = chain.held(alice, 64) / 2n;
    const pool = chain.pool(64);
    const before = { stake: s.TotalStake.get(chain.state), volume: s.SubnetVolume.get(chain.state, 64) };
    const events = ofCall(chain.submit(alice, moveStake(amount, { to: 64 })));
    const worth = events[0]?.[3];
    expect(worth).toBeGreaterThan(12n * ONE);
    expect(events).toEqual([
      ['SubtensorModule.StakeRemoved', alice.publicKey, firstHotkey, worth, amount, 64, 0n],
      ['SubtensorModule.StakeAdded', alice.publicKey, secondHotkey, worth, amount, 64, 0n],
      ['SubtensorModule.StakeMoved', alice.publicKey, firstHotkey, 64, secondHotkey, 64, worth],
    ]);
    expect(chain.pool(64)).toEqual(pool);
    expect(s.TotalStake.get(chain.state)).toBe(before.stake);
    expect(s.SubnetVolume.get(chain.state, 64)).toBe(before.volume);
    expect(amount - chain.held(alice, 64, secondHotkey)).toBeLessThanOrEqual(1n);
  });

  it('within a subnet refuses what is worth less than the smallest stake', () => {
    const least = chain.worth(64, 2_000_000n);
    expect(failure(chain.submit(alice, moveStake(least - 1_000n, { to: 64 })))).toEqual([7, 82]);
    expect(failure(chain.submit(alice, moveStake(least + 1_000n, { to: 64 })))).toBeNull();
  });

  it('makes the other validator a delegate when it is none', () => {
    s.Delegates.remove(chain.state, secondHotkey);
    chain.submit(alice, moveStake(chain.held(alice, 64)));
    expect(s.Delegates.exists(chain.state, secondHotkey)).toBe(true);
  });
});

describe('what moves between subnets', () => {
  const refusal = (what: ReturnType<typeof call>) => failure(chain.submit(alice, what));

  it('is checked in the chain’s order', () => {
    const more = chain.held(alice, 64) + 1n;
    const toStranger = { toHotkey: stranger };
    expect(refusal(swapStake(more, { from: 4_000, to: 4_000 }))).toEqual([7, 96]);
    expect(refusal(swapStake(more, { from: 4_000, to: 82 }))).toEqual([7, 76]);
    expect(refusal(swapStake(more, { from: 82, to: 4_000 }))).toEqual([7, 76]);
    expect(refusal(moveStake(more, { from: 82, ...toStranger }))).toEqual([7, 94]);
    expect(refusal(moveStake(more, { to: 82, ...toStranger }))).toEqual([7, 94]);
    expect(refusal(moveStake(more, { fromHotkey: stranger }))).toEqual([7, 5]);
    expect(refusal(moveStake(more, toStranger))).toEqual([7, 5]);
    expect(refusal(moveStake(more))).toEqual([7, 9]);
    expect(refusal(moveStake(0n))).toEqual([7, 82]);
  });

  it('finds the pool too thin before it looks at locks', () => {
    s.Lock.set(chain.state, alice.publicKey, 64, firstHotkey, {
      locked_mass: chain.held(alice, 64),
      conviction: 0n,
      last_update: 1n,
    });
    expect(refusal(swapStake(chain.held(alice, 64) / 2n))).toEqual([7, 75]);
    s.SubnetTAO.set(chain.state, 64, 999_999n);
    expect(refusal(swapStake(chain.held(alice, 64) / 2n))).toEqual([7, 83]);
  });

  it('may be locked as long as it stays on the subnet', () => {
    s.Lock.set(chain.state, alice.publicKey, 64, firstHotkey, {
      locked_mass: chain.held(alice, 64) / 2n,
      conviction: 0n,
      last_update: 1n,
    });
    expect(refusal(moveStake(chain.held(alice, 64), { to: 64 }))).toBeNull();
  });

  it('must bring more than the smallest stake', () => {
    let low = 1n;
    let high = chain.held(alice, 64);
    const out = (amount: bigint) => expected(64, 4, amount).sell.paidOut;
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (out(middle) > 2_000_000n) high = middle;
      else low = middle;
    }
    expect(out(low)).toBe(2_000_000n);
    expect(refusal(swapStake(low))).toEqual([7, 82]);
    expect(refusal(swapStake(high))).toBeNull();
  });

  it('leaves no trace but the fee when the second half fails', () => {
    const [from, held] = [chain.pool(64), chain.held(alice, 64)];
    s.SubnetAlphaIn.set(chain.state, 4, 999_999n);
    const events = chain.submit(alice, swapStake(held / 2n));
    expect(failure(events)).toEqual([28, 7]);
    expect(ofCall(events)).toEqual([]);
    expect([chain.pool(64), chain.held(alice, 64)]).toEqual([from, held]);
  });

  it('leaves the existential deposit in an account that had no TAO', () => {
    const poor = pairOf('//Poor');
    const dest = { type: 'Id', value: poor.publicKey };
    chain.submit(alice, call('Balances.transfer_allow_death', { dest, value: 26n * ONE }));
    chain.buy(poor, 64, 25n * ONE);
    const amount = chain.held(poor, 64);
    const { sell } = expected(64, 0, amount);
    const empty = call('Balances.transfer_all', {
      dest: { type: 'Id', value: alice.publicKey },
      keep_alive: false,
    });
    expect(dispatchCall(chain.state, profiles.live, poor.publicKey, empty)).toBeNull();
    expect(chain.free(poor.publicKey)).toBe(0n);
    expect(dispatchCall(chain.state, profiles.live, poor.publicKey, swapStake(amount, { to: 0 }))).toBeNull();
    expect(chain.free(poor.publicKey)).toBe(500n);
    expect(chain.held(poor, 0)).toBe(sell.paidOut - 500n);
  });
});
