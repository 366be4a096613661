import { describe, expect, it } from 'vitest';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { profiles } from '#localnet/node/runtime/profile.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { call, type TestChain } from '#localnet/node/runtime/testChain.ts';
import {
  addStake,
  alice,
  alphaOnlyChain,
  alphaPaid,
  held,
  hotkey,
  other,
  removeStake,
  send,
  TAO,
  worth,
  zoe,
} from './alphaOnlyChain.ts';
import { totalFee } from './fee.ts';

const NO_MONEY = 'Inability to pay some fees (e.g. account balance too low)';

const refused = (chain: TestChain, what: RuntimeCall) => {
  const bytes = chain.sign(zoe, what);
  const before = new Map(chain.state.entries());
  const { code, data } = chain.refusal(bytes);
  expect(new Map(chain.state.entries())).toEqual(before);
  expect(chain.runtime.validate(chain.state, bytes, chain.hash(chain.number)).ok).toBe(false);
  return [code, data];
};

describe('no fee in Alpha', () => {
  const nobody = alphaOnlyChain();
  const batched = (name: string) => call(`Utility.${name}`, { calls: [removeStake(TAO)] });

  it.each([
    ['add_stake', addStake(64, TAO)],
    ['a transfer', call('Balances.transfer_all', { dest: { type: 'Id', value: hotkey }, keep_alive: false })],
    ['a lock', call('SubtensorModule.lock_stake', { hotkey, netuid: 64, amount: TAO })],
    ['batch', batched('batch')],
    ['batch_all', batched('batch_all')],
    ['force_batch', batched('force_batch')],
    [
      'a proxied sale',
      call('Proxy.proxy', {
        real: { type: 'Id', value: zoe.publicKey },
        force_proxy_type: null,
        call: removeStake(TAO),
      }),
    ],
    ['a position with another validator', call('SubtensorModule.unstake_all', { hotkey: other })],
    ['a position elsewhere', removeStake(TAO, 82)],
    ['a position on root', removeStake(TAO, 0)],
    ['a subnet that is not there', removeStake(TAO, 999)],
  ])('pays for %s', (_, what) => {
    expect(refused(nobody, what)).toEqual([1010, NO_MONEY]);
  });

  it.each(['unstake_all', 'unstake_all_alpha'])('pays for %s of two subnets', (name) => {
    const chain = alphaOnlyChain('live', [64, 82]);
    const what = call(`SubtensorModule.${name}`, { hotkey });
    expect(refused(chain, what)).toEqual([1010, NO_MONEY]);
    subtensorStorage.SubtokenEnabled.set(chain.state, 82, false);
    expect(alphaPaid(chain.submit(zoe, what))?.[1]).toBe(64);
  });

  it('comes from a position that is worth less', () => {
    const chain = alphaOnlyChain();
    const sale = chain.sign(zoe, removeStake(TAO));
    const alpha = worth(chain, totalFee(profiles.live, removeStake(TAO), sale.length, 0n));
    const { TotalHotkeyAlpha } = subtensorStorage;
    const total = TotalHotkeyAlpha.get(chain.state, hotkey, 64);
    const scaled = (wanted: bigint) => (total * wanted) / held(chain);
    const before = scaled(alpha - 10n);
    const after = scaled(alpha + 1_000n);
    TotalHotkeyAlpha.set(chain.state, hotkey, 64, before);
    expect(refused(chain, removeStake(TAO))).toEqual([1010, NO_MONEY]);
    TotalHotkeyAlpha.set(chain.state, hotkey, 64, after);
    expect(alphaPaid(chain.submit(zoe, removeStake(TAO)))?.[2]).toBe(alpha);
  });

  it.each(['425', 'live'] as const)('comes from what is locked, at %s', (profile) => {
    const chain = alphaOnlyChain(profile);
    const lock = { locked_mass: held(chain), conviction: 0n, last_update: BigInt(chain.number) };
    subtensorStorage.Lock.set(chain.state, zoe.publicKey, 64, hotkey, lock);
    expect(refused(chain, removeStake(TAO))).toEqual([1010, NO_MONEY]);
    subtensorStorage.Lock.set(chain.state, zoe.publicKey, 64, hotkey, { ...lock, locked_mass: TAO });
    expect(alphaPaid(chain.submit(zoe, removeStake(TAO)))).toBeDefined();
  });

  it('comes from a subnet that has not started, but at 425', () => {
    const sale = { hotkey, netuid: 64, amount_unstaked: TAO, limit_price: 1n, allow_partial: false };
    const what = call('SubtensorModule.remove_stake_limit', sale);
    const close = (chain: TestChain) => subtensorStorage.SubtokenEnabled.set(chain.state, 64, false);
    const later = alphaOnlyChain();
    close(later);
    expect(refused(later, what)).toEqual([1010, NO_MONEY]);
    const early = alphaOnlyChain('425');
    close(early);
    expect(alphaPaid(early.submit(zoe, what))?.[1]).toBe(64);
  });

  it('comes from an account that does not exist, whatever it holds', () => {
    const chain = alphaOnlyChain();
    const dest = { type: 'Id', value: alice.publicKey };
    const rest = call('Balances.transfer_all', { dest, keep_alive: false });
    chain.submit(alice, send(zoe.publicKey, TAO));
    chain.submit(zoe, rest);
    expect([chain.free(zoe.publicKey), held(chain) > 0n]).toEqual([0n, true]);
    expect(refused(chain, removeStake(TAO))).toEqual([1010, NO_MONEY]);
  });

  it('is taken when the subnet’s account cannot pay for the sale', () => {
    const chain = alphaOnlyChain();
    const account = subnetAccount(64);
    const info = systemStorage.Account.get(chain.state, account);
    systemStorage.Account.set(chain.state, account, { ...info, data: { ...info.data, free: 600n } });
    const before = new Map(chain.state.entries());
    expect(chain.refusal(chain.sign(zoe, removeStake(TAO))).data).toBe(NO_MONEY);
    expect(new Map(chain.state.entries())).toEqual(before);
  });
});
