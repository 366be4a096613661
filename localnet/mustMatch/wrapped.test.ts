import { beforeEach, describe, expect, it } from 'vitest';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { pairOf, StakingChain } from '#localnet/node/runtime/staking/testStaking.ts';
import { call, type EventRecord, errorOf, failure, names } from '#localnet/node/runtime/testChain.ts';
import { alice, buy, ERROR, fieldsOf, hotkey, SN, sell, TAO } from './trading.ts';

const bob = pairOf('//Bob');
const id = (key: Uint8Array) => ({ type: 'Id', value: key });
const batch = (...calls: RuntimeCall[]) => call('Utility.batch', { calls });
const batchAll = (...calls: RuntimeCall[]) => call('Utility.batch_all', { calls });
const forAlice = (inner: RuntimeCall) =>
  call('Proxy.proxy', { real: id(alice.publicKey), force_proxy_type: null, call: inner });
const tooSmall = buy(1n);

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([SN, 4]);
  chain.begin();
});

describe('11. a batch that is interrupted succeeds, with BatchInterrupted; a batch in a batch is CallFiltered', () => {
  it('keeps what came before the failure and leaves out what comes after', () => {
    const events = chain.submit(alice, batch(buy(TAO), tooSmall, buy(TAO)));
    expect(failure(events)).toBeNull();
    const [index, error] = fieldsOf(events, 'BatchInterrupted');
    expect([index, errorOf(error)]).toEqual([1, ERROR.AmountTooLow]);
    expect(names(events).filter((name) => name === 'SubtensorModule.StakeAdded')).toHaveLength(1);
    expect(names(events)).not.toContain('Utility.BatchCompleted');
  });

  it.each([
    ['batch', batch],
    ['batch_all', batchAll],
  ] as const)('refuses a batch inside %s', (_, outer) => {
    const events = chain.submit(alice, outer(batch(buy(TAO))));
    expect(failure(events)).toEqual(ERROR.CallFiltered);
    expect(chain.held(alice, SN)).toBe(0n);
  });
});

describe('12. a Staking proxy may make the listed calls; an inner failure is in ProxyExecuted, under success; others are NotProxy', () => {
  beforeEach(() => {
    const args = { delegate: id(bob.publicKey), proxy_type: 'Staking', delay: 0 };
    expect(failure(chain.submit(alice, call('Proxy.add_proxy', args)))).toBeNull();
  });

  const resultOf = (events: readonly EventRecord['event'][]) => {
    const [result] = fieldsOf(events, 'ProxyExecuted') as [{ ok: boolean; error?: unknown }];
    return result.ok ? null : errorOf(result.error);
  };
  const place = { hotkey, origin_netuid: SN, destination_netuid: 4, alpha_amount: TAO };
  const move = { ...place, origin_hotkey: hotkey, destination_hotkey: hotkey };
  const limits = { limit_price: 0n, allow_partial: false };

  const allowed: readonly (readonly [string, RuntimeCall])[] = [
    ['add_stake', buy(TAO)],
    ['add_stake_limit', buy(TAO, { limit: TAO, partial: false })],
    ['remove_stake', sell(TAO)],
    ['remove_stake_limit', sell(TAO, { limit: 1_000n, partial: false })],
    [
      'remove_stake_full_limit',
      call('SubtensorModule.remove_stake_full_limit', { hotkey, netuid: SN, limit_price: null }),
    ],
    ['unstake_all', call('SubtensorModule.unstake_all', { hotkey })],
    ['unstake_all_alpha', call('SubtensorModule.unstake_all_alpha', { hotkey })],
    ['swap_stake', call('SubtensorModule.swap_stake', place)],
    ['swap_stake_limit', call('SubtensorModule.swap_stake_limit', { ...place, ...limits })],
    ['move_stake', call('SubtensorModule.move_stake', move)],
  ];

  it.each(allowed)('%s acts for the account', (_, inner) => {
    chain.submit(alice, buy(100n * TAO));
    const held = chain.held(alice, SN);
    const events = chain.submit(bob, forAlice(inner));
    expect([failure(events), resultOf(events)]).toEqual([null, null]);
    expect(chain.held(alice, SN)).not.toBe(held);
    expect(chain.held(bob, SN)).toBe(0n);
  });

  it('tells of a failure inside under a success outside', () => {
    const events = chain.submit(bob, forAlice(tooSmall));
    expect([failure(events), resultOf(events)]).toEqual([null, ERROR.AmountTooLow]);
  });

  const refused: readonly (readonly [string, RuntimeCall])[] = [
    ['batch', batch(buy(TAO))],
    ['batch_all', batchAll(buy(TAO))],
    [
      'transfer_stake',
      call('SubtensorModule.transfer_stake', { ...place, destination_coldkey: bob.publicKey }),
    ],
    [
      'add_stake_burn',
      call('SubtensorModule.add_stake_burn', { hotkey, netuid: SN, amount: TAO, limit: null }),
    ],
    ['lock_stake', call('SubtensorModule.lock_stake', { hotkey, netuid: SN, amount: TAO })],
    ['a transfer', call('Balances.transfer_keep_alive', { dest: id(bob.publicKey), value: TAO })],
  ];

  it.each(refused)('%s is not for it', (_, inner) => {
    chain.submit(alice, buy(100n * TAO));
    const [held, free] = [chain.held(alice, SN), chain.free(alice.publicKey)];
    const events = chain.submit(bob, forAlice(inner));
    expect([failure(events), resultOf(events)]).toEqual([null, ERROR.CallFiltered]);
    expect([chain.held(alice, SN), chain.free(alice.publicKey)]).toEqual([held, free]);
  });

  it('a stranger is NotProxy', () => {
    const charlie = pairOf('//Charlie');
    expect(failure(chain.submit(charlie, forAlice(buy(TAO))))).toEqual(ERROR.NotProxy);
  });
});
