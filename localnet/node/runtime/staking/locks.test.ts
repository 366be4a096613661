import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { priceRao } from '#domain/price.ts';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { type ApiMethod, runtimeApis } from '#localnet/metadata/apis.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';
import { mostConvictedHotkey } from './lockAggregates.ts';
import { coldkeyLock, currentLocked } from './locks.ts';
import { position } from './sharePool.ts';

const keyring = new Keyring({ type: 'sr25519' });
const alice = keyring.createFromUri('//Alice');
const bob = keyring.createFromUri('//Bob');
const [first, second] = genesisValidators;
const nobody = new Uint8Array(32);
const hotkey = first?.hotkey ?? nobody;
const other = second?.hotkey ?? nobody;
const TAO = 1_000_000_000n;
const SN = 64;
const { Lock, LockingColdkeys, DecayingHotkeyLock, UnlockRate } = subtensorStorage;

let chain: TestChain;
const buy = (who: typeof alice, tao: bigint) =>
  chain.submit(who, call('SubtensorModule.add_stake', { hotkey, netuid: SN, amount_staked: tao }));
const lockStake = (who: typeof alice, amount: bigint, to = hotkey) =>
  chain.submit(who, call('SubtensorModule.lock_stake', { hotkey: to, netuid: SN, amount }));
const held = (who: typeof alice) => position(chain.state, { hotkey, netuid: SN }, who.publicKey);
const pass = (blocks: number) => {
  for (let block = 0; block < blocks; block += 1) {
    chain.runtime.finalizeBlock(chain.state);
    chain.begin();
  }
};
function ask<I, O>(name: string, method: ApiMethod<I, O>, input: I): O {
  return decode(method.output, chain.runtime.call(chain.state, name, encode(method.input.codec, input)));
}
const apis = runtimeApis.StakeInfoRuntimeApi;

beforeEach(() => {
  chain = new TestChain([SN]);
  chain.begin();
  buy(alice, 25n * TAO);
  buy(bob, 25n * TAO);
});

describe('a lock that has decayed to nothing', () => {
  it.each([
    ['stake', () => buy(alice, TAO)],
    [
      'sale',
      () =>
        chain.submit(
          alice,
          call('SubtensorModule.remove_stake', { hotkey, netuid: SN, amount_unstaked: held(alice) / 2n }),
        ),
    ],
  ])('is forgotten at the next %s', (_, trade) => {
    UnlockRate.set(chain.state, 1n);
    lockStake(alice, TAO);
    pass(30);
    subtensorStorage.MaturityRate.set(chain.state, 1n);
    expect(currentLocked(chain.state, alice.publicKey, SN)).toBe(0n);
    expect(Lock.exists(chain.state, alice.publicKey, SN, hotkey)).toBe(true);
    expect(failure(trade())).toBeNull();
    expect(Lock.exists(chain.state, alice.publicKey, SN, hotkey)).toBe(false);
    expect(LockingColdkeys.exists(chain.state, SN, hotkey, alice.publicKey)).toBe(false);
    expect(DecayingHotkeyLock.exists(chain.state, SN, hotkey)).toBe(false);
  });

  it('keeps what is left when something is', () => {
    lockStake(alice, TAO);
    pass(2);
    buy(alice, TAO);
    const rolled = Lock.get(chain.state, alice.publicKey, SN, hotkey);
    expect(rolled?.last_update).toBe(3n);
    expect((rolled?.locked_mass ?? 0n) < TAO).toBe(true);
    expect(DecayingHotkeyLock.get(chain.state, SN, hotkey)).toEqual(rolled);
  });
});

describe('a small remainder that is sold by force', () => {
  it('takes its part of the lock and of the conviction along', () => {
    chain.submit(alice, call('SubtensorModule.set_perpetual_lock', { netuid: SN, enabled: true }));
    const price = priceRao(alphaPrice(chain.state, SN));
    const remainder = (10_000_000n * TAO) / price;
    lockStake(alice, remainder);
    pass(1);
    const sale = call('SubtensorModule.remove_stake', {
      hotkey,
      netuid: SN,
      amount_unstaked: held(alice) - remainder,
    });
    const events = chain.submit(alice, sale);
    expect(failure(events)).toBeNull();
    expect(names(events).filter((name) => name === 'SubtensorModule.StakeRemoved')).toHaveLength(2);
    expect(held(alice)).toBe(0n);
    expect(coldkeyLock(chain.state, alice.publicKey, SN)?.lock.locked_mass ?? 0n).toBe(0n);
  });
});

describe('what the chain answers of locks', () => {
  it('is rolled forward to the block that is asked', () => {
    UnlockRate.set(chain.state, 10n);
    lockStake(alice, TAO);
    pass(5);
    const input = { coldkey: alice.publicKey, netuid: SN };
    const answer = ask('StakeInfoRuntimeApi_get_coldkey_lock', apis.get_coldkey_lock, input);
    expect([answer?.last_update, ((answer?.locked_mass ?? 0n) * 1_000n) / TAO]).toEqual([6n, 606n]);
    const query = { coldkey_accounts: [alice.publicKey], netuids: [SN] };
    const name = 'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys';
    const [[, rows] = [nobody, []]] = ask(name, apis.get_stake_availability_for_coldkeys, query);
    const total = held(alice);
    const locked = answer?.locked_mass ?? 0n;
    expect(rows).toEqual([[SN, { total, locked, available: total - locked }]]);
    const none = { coldkey: bob.publicKey, netuid: SN };
    expect(ask('StakeInfoRuntimeApi_get_coldkey_lock', apis.get_coldkey_lock, none)).toBeNull();
  });

  it('adds up conviction by hotkey and knows the most convincing', () => {
    const most = () =>
      ask(
        'StakeInfoRuntimeApi_get_most_convicted_hotkey_on_subnet',
        apis.get_most_convicted_hotkey_on_subnet,
        { netuid: SN },
      );
    const conviction = (of: Uint8Array) =>
      ask('StakeInfoRuntimeApi_get_hotkey_conviction', apis.get_hotkey_conviction, {
        hotkey: of,
        netuid: SN,
      });
    expect(most()).toBeNull();
    lockStake(alice, 2n * TAO, other);
    lockStake(bob, 3n * TAO, hotkey);
    pass(4);
    expect(most()).toEqual(hotkey);
    expect(conviction(other)).toBe(coldkeyLock(chain.state, alice.publicKey, SN)?.lock.conviction);
    expect(conviction(hotkey)).toBeGreaterThan(conviction(other));
    subtensorStorage.SubnetOwnerHotkey.set(chain.state, SN, other);
    lockStake(alice, TAO, other);
    expect(most()).toEqual(other);
  });

  it('of equals names the highest account', () => {
    lockStake(alice, TAO, hotkey);
    lockStake(bob, TAO, other);
    const highest = [hotkey, other].sort((a, b) => Buffer.compare(b, a))[0];
    expect(mostConvictedHotkey(chain.state, SN)).toEqual(highest);
  });
});
