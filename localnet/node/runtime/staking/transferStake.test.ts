import { beforeEach, describe, expect, it } from 'vitest';
import { moveBetween } from '#domain/move.ts';
import { MAX_AMOUNT, ONE } from '#domain/units.ts';
import { blockAuthor } from '#localnet/genesis/accounts.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { setAcceptsLockedAlpha } from './lockTransfer.ts';
import { subnetAccount } from './subnetAccount.ts';
import { feeOf, firstHotkey, ofCall, pairOf, StakingChain } from './testStaking.ts';

const alice = pairOf('//Alice');
const zoe = pairOf('//Zoe');
const author = blockAuthor.publicKey;

interface Route {
  readonly to?: number;
  readonly coldkey?: Uint8Array;
}

const transferStake = (amount: bigint, { to = 64, coldkey = zoe.publicKey }: Route = {}) =>
  call('SubtensorModule.transfer_stake', {
    destination_coldkey: coldkey,
    hotkey: firstHotkey,
    origin_netuid: 64,
    destination_netuid: to,
    alpha_amount: amount,
  });

let chain: StakingChain;
const refusal = (amount: bigint, route?: Route) => failure(chain.submit(alice, transferStake(amount, route)));
const lock = (mass: bigint) =>
  s.Lock.set(chain.state, alice.publicKey, 64, firstHotkey, {
    locked_mass: mass,
    conviction: 0n,
    last_update: 1n,
  });

beforeEach(() => {
  chain = new StakingChain([64, 4]);
  chain.begin();
  chain.buy(alice, 64, 25n * ONE);
});

describe('transfer_stake', () => {
  it('within a subnet hands Alpha to another coldkey, who need not have an account', () => {
    const amount = chain.held(alice, 64) / 2n;
    const pool = chain.pool(64);
    const events = ofCall(chain.submit(alice, transferStake(amount)));
    const worth = events[0]?.[3];
    expect(events).toEqual([
      ['SubtensorModule.StakeRemoved', alice.publicKey, firstHotkey, worth, amount, 64, 0n],
      ['SubtensorModule.StakeAdded', zoe.publicKey, firstHotkey, worth, amount, 64, 0n],
      ['SubtensorModule.StakeTransferred', alice.publicKey, zoe.publicKey, firstHotkey, 64, 64, worth],
    ]);
    expect(amount - chain.held(zoe, 64)).toBeLessThanOrEqual(1n);
    expect(s.StakingHotkeys.get(chain.state, zoe.publicKey)).toEqual([firstHotkey]);
    expect(s.LastColdkeyHotkeyStakeBlock.get(chain.state, zoe.publicKey, firstHotkey)).toBe(1n);
    expect(chain.pool(64)).toEqual(pool);
    expect(chain.free(zoe.publicKey)).toBe(0n);
  });

  it('between subnets sells, pays the other coldkey and buys for it', () => {
    const amount = chain.held(alice, 64) / 2n;
    const move = moveBetween(chain.pool(64), chain.pool(4), amount);
    if (!move.ok) throw new Error(move.error);
    const { sell, authorTao } = move;
    const before = chain.free(alice.publicKey);
    const events = chain.submit(alice, transferStake(amount, { to: 4 }));
    const staked = sell.paidOut - 500n;
    const bought = ofCall(events).find(([name]) => name === 'SubtensorModule.StakeAdded')?.[4];
    expect(ofCall(events)).toEqual([
      ['Balances.Transfer', subnetAccount(64), alice.publicKey, sell.paidOut],
      ['Balances.Transfer', subnetAccount(64), author, authorTao],
      ['SubtensorModule.StakeRemoved', alice.publicKey, firstHotkey, sell.paidOut, sell.paidIn, 64, sell.fee],
      ['System.NewAccount', zoe.publicKey],
      ['Balances.Endowed', zoe.publicKey, sell.paidOut],
      ['Balances.Transfer', alice.publicKey, zoe.publicKey, sell.paidOut],
      ['Balances.Transfer', zoe.publicKey, subnetAccount(4), staked],
      ['Balances.Transfer', subnetAccount(4), author, 0n],
      ['SubtensorModule.StakeAdded', zoe.publicKey, firstHotkey, staked, bought, 4, 0n],
      ['SubtensorModule.StakeTransferred', alice.publicKey, zoe.publicKey, firstHotkey, 64, 4, sell.paidOut],
    ]);
    expect(before - chain.free(alice.publicKey)).toBe(feeOf(events));
    expect(chain.free(zoe.publicKey)).toBe(500n);
    expect((bought as bigint) - chain.held(zoe, 4)).toBeLessThanOrEqual(1n);
  });

  it('to oneself needs another subnet', () => {
    const own = { coldkey: alice.publicKey };
    expect(refusal(chain.held(alice, 64), own)).toEqual([7, 96]);
    expect(refusal(chain.held(alice, 64), { ...own, to: 4 })).toBeNull();
  });

  it('can be switched off by either subnet, which is looked at after the amount and before locks', () => {
    const amount = chain.held(alice, 64) / 2n;
    lock(chain.held(alice, 64));
    s.TransferToggle.set(chain.state, 4, false);
    expect(refusal(MAX_AMOUNT - 1n, { to: 4 })).toEqual([7, 9]);
    expect(refusal(0n, { to: 4 })).toEqual([7, 82]);
    expect(refusal(amount, { to: 4 })).toEqual([7, 85]);
    s.TransferToggle.remove(chain.state, 4);
    expect(refusal(amount, { to: 4 })).toEqual([7, 75]);
    s.TransferToggle.set(chain.state, 64, false);
    expect(refusal(amount)).toEqual([7, 85]);
    expect(refusal(amount, { to: 4 })).toEqual([7, 85]);
  });

  it('refuses what is worth less than the smallest stake', () => {
    const least = chain.worth(64, 2_000_000n);
    expect(refusal(least - 1_000n)).toEqual([7, 82]);
    expect(chain.held(zoe, 64)).toBe(0n);
    expect(refusal(least + 1_000n)).toBeNull();
  });

  it('takes a lock along where the free stake does not do, to those who accept it', () => {
    const held = chain.held(alice, 64);
    lock(held / 2n);
    expect(refusal(held)).toEqual([7, 146]);
    setAcceptsLockedAlpha(chain.state, zoe.publicKey, true);
    expect(refusal(held)).toBeNull();
    const locked = s.Lock.get(chain.state, zoe.publicKey, 64, firstHotkey)?.locked_mass ?? 0n;
    expect(held / 2n - locked).toBeLessThanOrEqual(1n);
  });

  it('hands over the whole for 2^64 - 1', () => {
    expect(refusal(MAX_AMOUNT)).toBeNull();
    expect(s.AlphaV2.exists(chain.state, firstHotkey, alice.publicKey, 64)).toBe(false);
  });
});
