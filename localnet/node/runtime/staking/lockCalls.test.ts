import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { fromInteger } from '#domain/fixed.ts';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { call, failure, TestChain } from '#localnet/node/runtime/testChain.ts';
import { stakeAvailability } from './availability.ts';
import { hotkeyConviction } from './lockAggregates.ts';
import { coldkeyLock } from './locks.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const [first, second] = genesisValidators;
const nobody = new Uint8Array(32);
const hotkey = first?.hotkey ?? nobody;
const other = second?.hotkey ?? nobody;
const stranger = new Uint8Array(32).fill(9);
const TAO = 1_000_000_000n;
const SN = 64;

const lockStake = (amount: bigint, to = hotkey, netuid = SN) =>
  call('SubtensorModule.lock_stake', { hotkey: to, netuid, amount });
const moveLock = (to: Uint8Array, netuid = SN) =>
  call('SubtensorModule.move_lock', { destination_hotkey: to, netuid });
const setPerpetual = (enabled: boolean, netuid = SN) =>
  call('SubtensorModule.set_perpetual_lock', { netuid, enabled });
const sell = (amount: bigint) =>
  call('SubtensorModule.remove_stake', { hotkey, netuid: SN, amount_unstaked: amount });

let chain: TestChain;
const fails = (what: ReturnType<typeof call>) => failure(chain.submit(alice, what));
const lock = () => coldkeyLock(chain.state, alice.publicKey, SN)?.lock;
const available = () => stakeAvailability(chain.state, alice.publicKey, SN);
const stored = () => subtensorStorage.Lock.entries(chain.state, alice.publicKey);
/** The event of the call, among those of its fee. */
const told = (what: ReturnType<typeof call>) => {
  const events = chain.submit(alice, what).filter(({ pallet }) => pallet === 'SubtensorModule');
  return events.map(({ event, fields }) => [event, ...fields]);
};
const pass = (blocks: number) => {
  for (let block = 0; block < blocks; block += 1) {
    chain.runtime.finalizeBlock(chain.state);
    chain.begin();
  }
};

beforeEach(() => {
  chain = new TestChain([SN]);
  chain.begin();
  chain.submit(alice, call('SubtensorModule.add_stake', { hotkey, netuid: SN, amount_staked: 25n * TAO }));
});

describe('lock_stake', () => {
  it('binds stake to a hotkey, which then cannot be sold, and tells of it', () => {
    const { total } = available();
    const tenth = total / 10n;
    expect(told(lockStake(total - tenth))).toEqual([
      ['StakeLocked', alice.publicKey, hotkey, SN, total - tenth],
    ]);
    expect(available()).toEqual({ total, locked: total - tenth, available: tenth });
    expect(fails(sell(tenth + 1n))).toEqual([7, 75]);
    expect(fails(sell(tenth))).toBeNull();
    const { LockingColdkeys, DecayingHotkeyLock } = subtensorStorage;
    expect(LockingColdkeys.exists(chain.state, SN, hotkey, alice.publicKey)).toBe(true);
    expect(DecayingHotkeyLock.get(chain.state, SN, hotkey)?.locked_mass).toBe(total - tenth);
  });

  it('refuses in the chain’s order', () => {
    expect(fails(lockStake(0n, stranger, 999))).toEqual([7, 76]);
    expect(fails(lockStake(0n, stranger))).toEqual([7, 82]);
    expect(fails(lockStake(1n, stranger))).toEqual([7, 5]);
    const { total } = available();
    expect(fails(lockStake(total + 1n))).toEqual([7, 136]);
    expect(fails(lockStake(total - 1_000n))).toBeNull();
    expect(fails(lockStake(total, other))).toEqual([7, 135]);
    expect(fails(lockStake(1_001n))).toEqual([7, 136]);
    expect(fails(lockStake(1_000n))).toBeNull();
    expect(lock()?.locked_mass).toBe(total);
  });

  it('counts stake with every validator, and can bind it to one that has none', () => {
    const { total } = available();
    expect(fails(lockStake(total, other))).toBeNull();
    expect(coldkeyLock(chain.state, alice.publicKey, SN)?.hotkey).toEqual(other);
  });

  it('lets go as blocks pass', () => {
    subtensorStorage.UnlockRate.set(chain.state, 10n);
    const { total } = available();
    chain.submit(alice, lockStake(total));
    expect(fails(sell(total / 4n))).toEqual([7, 75]);
    pass(5);
    const { locked } = available();
    // e^(-1/2) of it is left.
    expect((locked * 1_000n) / total).toBe(606n);
    expect(fails(sell(total / 4n))).toBeNull();
  });

  it('is convinced at once on the owner’s hotkey', () => {
    subtensorStorage.SubnetOwnerHotkey.set(chain.state, SN, hotkey);
    chain.submit(alice, lockStake(5_000n));
    expect(lock()).toMatchObject({ locked_mass: 5_000n, conviction: fromInteger(5_000n) });
    expect(subtensorStorage.DecayingOwnerLock.get(chain.state, SN)?.locked_mass).toBe(5_000n);
    expect(hotkeyConviction(chain.state, hotkey, SN)).toBe(fromInteger(5_000n));
  });
});

describe('move_lock', () => {
  it('needs a subnet, a hotkey and a lock', () => {
    expect(fails(moveLock(stranger, 999))).toEqual([7, 76]);
    expect(fails(moveLock(stranger))).toEqual([7, 5]);
    expect(fails(moveLock(other))).toEqual([7, 137]);
  });

  it('takes mass along, and conviction only between hotkeys of one owner', () => {
    chain.submit(alice, setPerpetual(true));
    chain.submit(alice, lockStake(TAO));
    pass(3);
    const before = hotkeyConviction(chain.state, hotkey, SN);
    expect(before).toBeGreaterThan(0n);
    expect(told(moveLock(other))).toEqual([['LockMoved', alice.publicKey, hotkey, other, SN]]);
    expect(lock()).toMatchObject({ locked_mass: TAO, conviction: 0n });
    expect(hotkeyConviction(chain.state, hotkey, SN)).toBe(0n);
    pass(3);
    subtensorStorage.Owner.set(chain.state, hotkey, subtensorStorage.Owner.get(chain.state, other));
    const kept = lock();
    chain.submit(alice, moveLock(hotkey));
    expect(lock()).toEqual(kept);
    expect(stored()).toHaveLength(1);
    expect(hotkeyConviction(chain.state, hotkey, SN)).toBe(kept?.conviction);
    expect(subtensorStorage.HotkeyLock.exists(chain.state, SN, other)).toBe(false);
  });
});

describe('set_perpetual_lock', () => {
  it('stops the decay and starts it again, without losing anything', () => {
    subtensorStorage.UnlockRate.set(chain.state, 10n);
    chain.submit(alice, lockStake(TAO));
    expect(told(setPerpetual(true))).toEqual([['PerpetualLockUpdated', alice.publicKey, SN, true]]);
    pass(5);
    expect(lock()?.locked_mass).toBe(TAO);
    const { DecayingHotkeyLock, HotkeyLock } = subtensorStorage;
    expect(HotkeyLock.get(chain.state, SN, hotkey)?.locked_mass).toBe(TAO);
    expect(DecayingHotkeyLock.exists(chain.state, SN, hotkey)).toBe(false);
    chain.submit(alice, setPerpetual(false));
    expect(HotkeyLock.exists(chain.state, SN, hotkey)).toBe(false);
    pass(5);
    expect(((lock()?.locked_mass ?? 0n) * 1_000n) / TAO).toBe(606n);
    expect(fails(setPerpetual(true, 999))).toEqual([7, 76]);
  });
});

describe('set_reject_locked_alpha', () => {
  it('opens the account to locked Alpha and closes it, and leaves other flags alone', () => {
    const { AccountFlags } = subtensorStorage;
    const reject = (enabled: boolean) => call('SubtensorModule.set_reject_locked_alpha', { enabled });
    expect(told(reject(false))).toEqual([['RejectLockedAlphaUpdated', alice.publicKey, false]]);
    expect(AccountFlags.get(chain.state, alice.publicKey)).toBe(1n);
    AccountFlags.set(chain.state, alice.publicKey, 5n);
    chain.submit(alice, reject(true));
    expect(AccountFlags.get(chain.state, alice.publicKey)).toBe(4n);
    AccountFlags.set(chain.state, alice.publicKey, 1n);
    chain.submit(alice, reject(true));
    expect(AccountFlags.exists(chain.state, alice.publicKey)).toBe(false);
  });
});
