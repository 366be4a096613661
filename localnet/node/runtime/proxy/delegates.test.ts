import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { proxyStorage } from '#localnet/metadata/pallets/proxy.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call, type EventRecord, errorOf, failure, TestChain } from '#localnet/node/runtime/testChain.ts';
import type { ProxyType } from './proxyFilter.ts';

const keyring = new Keyring({ type: 'sr25519' });
const [alice, bob, charlie] = ['//Alice', '//Bob', '//Charlie'].map((uri) => keyring.createFromUri(uri)) as [
  ReturnType<typeof keyring.createFromUri>,
  ReturnType<typeof keyring.createFromUri>,
  ReturnType<typeof keyring.createFromUri>,
];
const FILTERED = [0, 5];

type Pair = typeof alice;
const id = (pair: Pair) => ({ type: 'Id', value: pair.publicKey });
const pay = (to: Pair, value: bigint) => call('Balances.transfer_keep_alive', { dest: id(to), value });
const proxy = (real: Pair, inner: RuntimeCall, kind: ProxyType | null = null) =>
  call('Proxy.proxy', { real: id(real), force_proxy_type: kind, call: inner });
const addProxy = (to: Pair, kind: ProxyType = 'Staking', delay = 0) =>
  call('Proxy.add_proxy', { delegate: id(to), proxy_type: kind, delay });

let chain: TestChain;
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

describe('the delegates of an account', () => {
  const delegates = () => proxyStorage.Proxies.get(chain.state, alice.publicKey);
  const told = (what: RuntimeCall) =>
    chain
      .submit(alice, what)
      .filter(({ pallet, event }) => pallet === 'Proxy' || event.endsWith('eserved'))
      .map(({ pallet, event, fields }) => [`${pallet}.${event}`, ...fields]);
  const removeProxy = (to: Pair, kind: ProxyType = 'Staking', delay = 0) =>
    call('Proxy.remove_proxy', { delegate: id(to), proxy_type: kind, delay });

  it('cost a deposit, which comes back', () => {
    const before = account(chain.state, alice.publicKey);
    expect(told(addProxy(bob))).toEqual([
      ['Balances.Reserved', alice.publicKey, 93_000_000n],
      ['Proxy.ProxyAdded', alice.publicKey, bob.publicKey, 'Staking', 0],
    ]);
    chain.submit(alice, addProxy(charlie));
    const during = account(chain.state, alice.publicKey);
    expect([during.data.reserved, during.consumers]).toEqual([126_000_000n, before.consumers + 1]);
    expect(delegates()[1]).toBe(126_000_000n);
    expect(told(removeProxy(bob))).toEqual([
      ['Balances.Unreserved', alice.publicKey, 33_000_000n],
      ['Proxy.ProxyRemoved', alice.publicKey, bob.publicKey, 'Staking', 0],
    ]);
    expect(told(call('Proxy.remove_proxies', {}))).toEqual([
      ['Balances.Unreserved', alice.publicKey, 93_000_000n],
    ]);
    expect(proxyStorage.Proxies.exists(chain.state, alice.publicKey)).toBe(false);
    expect(account(chain.state, alice.publicKey)).toMatchObject({
      consumers: before.consumers,
      data: { reserved: 0n },
    });
    expect(told(call('Proxy.remove_proxies', {}))).toEqual([]);
  });

  it('are kept in order, by account, kind and delay', () => {
    const kinds: readonly (readonly [Pair, ProxyType, number])[] = [
      [charlie, 'Staking', 0],
      [bob, 'Transfer', 0],
      [bob, 'Any', 7],
      [bob, 'Any', 2],
    ];
    for (const [pair, kind, delay] of kinds) chain.submit(alice, addProxy(pair, kind, delay));
    const found = delegates()[0].map(({ delegate, proxy_type, delay }) => [delegate, proxy_type, delay]);
    const sorted = [
      [bob.publicKey, 'Any', 2],
      [bob.publicKey, 'Any', 7],
      [bob.publicKey, 'Transfer', 0],
      [charlie.publicKey, 'Staking', 0],
    ].sort(([a], [b]) => Buffer.compare(a as Uint8Array, b as Uint8Array));
    expect(found).toEqual(sorted);
  });

  it('are never the account itself, nor twice the same, nor more than twenty', () => {
    expect(failure(chain.submit(alice, addProxy(alice)))).toEqual([16, 7]);
    chain.submit(alice, addProxy(bob));
    expect(failure(chain.submit(alice, addProxy(bob)))).toEqual([16, 4]);
    for (let delay = 1; delay < 20; delay += 1) {
      expect(failure(chain.submit(alice, addProxy(bob, 'Staking', delay)))).toBeNull();
    }
    expect(failure(chain.submit(alice, addProxy(bob, 'Staking', 20)))).toEqual([16, 0]);
    expect(failure(chain.submit(alice, addProxy(bob, 'Staking', 19)))).toEqual([16, 4]);
    expect(delegates()[1]).toBe(720_000_000n);
  });

  it('can be removed only as they are', () => {
    expect(failure(chain.submit(alice, removeProxy(bob)))).toEqual([16, 1]);
    chain.submit(alice, addProxy(bob));
    for (const wrong of [removeProxy(bob, 'Any'), removeProxy(bob, 'Staking', 1), removeProxy(charlie)]) {
      expect(failure(chain.submit(alice, wrong))).toEqual([16, 1]);
    }
  });

  it('need a balance for the deposit', () => {
    const poor = keyring.createFromUri('//Poor');
    chain.submit(alice, pay(poor, 93_000_000n));
    expect(failure(chain.submit(poor, addProxy(bob)))).toEqual([5, 2]);
    chain.submit(alice, pay(poor, 93_000_000n - chain.free(poor.publicKey) + 300_000n));
    const before = chain.free(poor.publicKey);
    const events = chain.submit(poor, addProxy(bob));
    const fee = events.find(({ event }) => event === 'TransactionFeePaid')?.fields[1] as bigint;
    expect(before - fee).toBeGreaterThan(93_000_500n);
    expect(failure(events)).toBeNull();
  });

  it('cannot be widened by a delegate beyond what it is', () => {
    chain.submit(alice, addProxy(bob, 'NonTransfer'));
    const attempt = (inner: RuntimeCall) => results(chain.submit(bob, proxy(alice, inner)));
    expect(attempt(addProxy(charlie, 'Any'))).toEqual([FILTERED]);
    expect(attempt(addProxy(charlie, 'Transfer'))).toEqual([FILTERED]);
    expect(attempt(call('Proxy.remove_proxies', {}))).toEqual([FILTERED]);
    expect(attempt(addProxy(charlie, 'Staking'))).toEqual([null]);
    expect(delegates()[0]).toHaveLength(2);
  });
});
