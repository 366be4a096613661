import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { proxyStorage } from '#localnet/metadata/pallets/proxy.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import {
  call,
  type EventRecord,
  errorOf,
  failure,
  names,
  TestChain,
} from '#localnet/node/runtime/testChain.ts';
import type { ProxyType } from './proxyFilter.ts';

const keyring = new Keyring({ type: 'sr25519' });
const [alice, bob, charlie] = ['//Alice', '//Bob', '//Charlie'].map((uri) => keyring.createFromUri(uri)) as [
  ReturnType<typeof keyring.createFromUri>,
  ReturnType<typeof keyring.createFromUri>,
  ReturnType<typeof keyring.createFromUri>,
];
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const TAO = 1_000_000_000n;
const FILTERED = [0, 5];

type Pair = typeof alice;
const id = (pair: Pair) => ({ type: 'Id', value: pair.publicKey });
const stake = (amount: bigint) =>
  call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: amount });
const pay = (to: Pair, value: bigint) => call('Balances.transfer_keep_alive', { dest: id(to), value });
const proxy = (real: Pair, inner: RuntimeCall, kind: ProxyType | null = null) =>
  call('Proxy.proxy', { real: id(real), force_proxy_type: kind, call: inner });
const addProxy = (to: Pair, kind: ProxyType = 'Staking', delay = 0) =>
  call('Proxy.add_proxy', { delegate: id(to), proxy_type: kind, delay });
const batch = (kind: 'batch' | 'batch_all' | 'force_batch', ...calls: RuntimeCall[]) =>
  call(`Utility.${kind}`, { calls });

let chain: TestChain;
const staked = (who: Pair) => position(chain.state, { hotkey, netuid: 64 }, who.publicKey);
/** What every proxied call ended with, inner ones first: null for success. */
const results = (events: readonly EventRecord['event'][]) =>
  events
    .filter(({ event }) => event === 'ProxyExecuted')
    .map(({ fields: [result] }) => {
      const { ok, error } = result as { readonly ok: boolean; readonly error?: unknown };
      return ok ? null : errorOf(error);
    });

beforeEach(() => {
  chain = new TestChain([64]);
  chain.begin();
});

describe('proxy', () => {
  beforeEach(() => {
    chain.submit(alice, addProxy(bob));
  });

  it('acts for the account, which pays for the call; the delegate pays the fee', () => {
    const before = { alice: chain.free(alice.publicKey), bob: chain.free(bob.publicKey) };
    const events = chain.submit(bob, proxy(alice, stake(10n * TAO)));
    expect([failure(events), results(events)]).toEqual([null, [null]]);
    const added = events.find(({ event }) => event === 'StakeAdded');
    expect(added?.fields[0]).toEqual(alice.publicKey);
    expect(before.alice - chain.free(alice.publicKey)).toBe(10n * TAO);
    const fee = events.find(({ event }) => event === 'TransactionFeePaid')?.fields[1];
    expect(before.bob - chain.free(bob.publicKey)).toBe(fee);
    expect(staked(alice)).toBeGreaterThan(0n);
    expect(proxyStorage.LastCallResult.get(chain.state, alice.publicKey)).toEqual({ ok: true, value: null });
  });

  it('succeeds although the call inside fails, and undoes that one alone', () => {
    const events = chain.submit(bob, proxy(alice, stake(1n)));
    expect(failure(events)).toBeNull();
    expect(results(events)).toEqual([[7, 82]]);
    expect(names(events)).not.toContain('SubtensorModule.StakeAdded');
    expect(names(events).indexOf('Proxy.ProxyExecuted')).toBeLessThan(
      names(events).indexOf('System.ExtrinsicSuccess'),
    );
    const last = proxyStorage.LastCallResult.get(chain.state, alice.publicKey);
    expect(last).toMatchObject({ ok: false, error: { type: 'Module' } });
  });

  it('fails from those who are no delegates, of this kind or at all', () => {
    expect(failure(chain.submit(charlie, proxy(alice, stake(TAO))))).toEqual([16, 2]);
    expect(failure(chain.submit(bob, proxy(charlie, stake(TAO))))).toEqual([16, 2]);
    expect(failure(chain.submit(bob, proxy(alice, stake(TAO), 'Any')))).toEqual([16, 2]);
    expect(failure(chain.submit(bob, proxy(alice, stake(TAO), 'Staking')))).toBeNull();
  });

  it('takes no address that is no account', () => {
    const real = { type: 'Index', value: null };
    const events = chain.submit(bob, call('Proxy.proxy', { real, force_proxy_type: null, call: stake(TAO) }));
    expect(failure(events)).toBe('CannotLookup');
  });

  it('filters what the kind does not permit: transfers, and batches of stakes too', () => {
    for (const inner of [pay(bob, TAO), batch('batch', stake(TAO)), batch('batch_all', stake(TAO))]) {
      const events = chain.submit(bob, proxy(alice, inner));
      expect([failure(events), results(events)]).toEqual([null, [FILTERED]]);
    }
    expect(staked(alice)).toBe(0n);
  });

  it('of several delegations takes the first that fits, the widest', () => {
    chain.submit(alice, addProxy(bob, 'Any'));
    expect(results(chain.submit(bob, proxy(alice, pay(bob, TAO))))).toEqual([null]);
    expect(results(chain.submit(bob, proxy(alice, pay(bob, TAO), 'Staking')))).toEqual([FILTERED]);
  });

  it('waits for an announcement where one was agreed', () => {
    chain.submit(alice, addProxy(charlie, 'Any', 5));
    expect(failure(chain.submit(charlie, proxy(alice, pay(bob, TAO))))).toEqual([16, 6]);
  });
});

describe('proxies and batches', () => {
  beforeEach(() => {
    chain.submit(alice, addProxy(bob, 'NonTransfer'));
  });

  it('in a batch each say how they ended, and end none', () => {
    const events = chain.submit(bob, batch('batch', proxy(alice, stake(1n)), proxy(alice, stake(TAO))));
    expect(results(events)).toEqual([[7, 82], null]);
    expect(names(events)).toContain('Utility.BatchCompleted');
    expect(staked(alice)).toBeGreaterThan(0n);
  });

  it('in a batch end it when they are refused', () => {
    const refused = proxy(charlie, stake(TAO));
    const events = chain.submit(bob, batch('batch_all', proxy(alice, stake(TAO)), refused));
    expect(failure(events)).toEqual([16, 2]);
    expect(staked(alice)).toBe(0n);
  });

  it('around a batch ask about every call in it', () => {
    const inner = batch('force_batch', stake(TAO), pay(bob, TAO), stake(TAO));
    const events = chain.submit(bob, proxy(alice, inner));
    expect(results(events)).toEqual([null]);
    const failed = events.filter(({ event }) => event === 'ItemFailed');
    expect(failed.map(({ fields }) => errorOf(fields[0]))).toEqual([FILTERED]);
    expect(names(events).filter((name) => name === 'SubtensorModule.StakeAdded')).toHaveLength(2);
    const whole = chain.submit(bob, proxy(alice, batch('batch_all', stake(TAO), pay(bob, TAO))));
    expect(results(whole)).toEqual([FILTERED]);
  });

  it('around a batch of batches are filtered like any', () => {
    const nested = batch('batch', batch('batch', stake(TAO)));
    expect(results(chain.submit(bob, proxy(alice, nested)))).toEqual([FILTERED]);
  });

  it('around a proxy are free of the outer kind, as that account is free', () => {
    chain.submit(charlie, addProxy(alice, 'Any'));
    const events = chain.submit(bob, proxy(alice, proxy(charlie, pay(bob, TAO))));
    expect(results(events)).toEqual([null, null]);
    expect(events.find(({ event }) => event === 'Transfer')?.fields[0]).toEqual(charlie.publicKey);
  });

  it('seven deep still reach the call', () => {
    chain.submit(bob, addProxy(alice, 'Any'));
    let inner = stake(TAO);
    for (let depth = 0; depth < 6; depth += 1) inner = proxy(depth % 2 === 0 ? alice : bob, inner);
    expect(results(chain.submit(alice, inner))).toEqual([null, null, null, null, null, null]);
    expect(staked(alice)).toBeGreaterThan(0n);
  });
});
