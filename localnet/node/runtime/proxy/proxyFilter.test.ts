import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proxyType } from '#localnet/metadata/pallets/proxy.ts';
import { pallets } from '#localnet/metadata/runtimeDefinition.ts';
import { call } from '#localnet/node/runtime/testChain.ts';
import { includes, type ProxyType, permits } from './proxyFilter.ts';

const kinds = (proxyType.type.kind === 'variant' ? proxyType.type.variants : []).map(
  ({ name }) => name as ProxyType,
);
const everyCall = pallets.flatMap(({ name, calls }) =>
  Object.keys(calls).map((method) => `${name}.${method}`),
);
const permitted = (kind: ProxyType) =>
  everyCall.filter((name) => permits(kind, call(name, { value: 0n, alpha_amount: 0n })));
const STAKE = [
  'add_stake',
  'remove_stake',
  'unstake_all',
  'unstake_all_alpha',
  'swap_stake',
  'swap_stake_limit',
  'move_stake',
  'add_stake_limit',
  'remove_stake_limit',
  'remove_stake_full_limit',
].map((name) => `SubtensorModule.${name}`);

describe('the kinds of delegates', () => {
  it('of Staking manage stake and no more: no batch, no transfer, no claim, no burning, no lock', () => {
    const later = everyCall.filter((name) => name === 'SubtensorModule.move_stake_limit');
    const expected = [...STAKE, ...later, 'SubtensorModule.set_root_claim_type'];
    expect(permitted('Staking').sort()).toEqual(expected.sort());
    expect(permits('Staking', call('SubtensorModule.move_stake_limit', {}))).toBe(true);
  });

  it('of Any do everything', () => {
    expect(permitted('Any')).toEqual(everyCall);
  });

  it('of Transfer give balance and stake away, of NonTransfer everything else', () => {
    const transfers = permitted('Transfer');
    expect(transfers).toEqual([
      'Balances.transfer_allow_death',
      'Balances.transfer_keep_alive',
      'Balances.transfer_all',
      'SubtensorModule.transfer_stake',
    ]);
    const rest = everyCall.filter((name) => !transfers.includes(name) && !name.startsWith('Balances.'));
    expect(permitted('NonTransfer')).toEqual(rest);
  });

  it('of NonFungible move neither balance nor stake', () => {
    const allowed = permitted('NonFungible');
    expect(allowed.filter((name) => STAKE.includes(name) || name.startsWith('Balances.'))).toEqual([]);
    expect(allowed).toContain('Utility.batch_all');
  });

  it('of SmallTransfer give away less than half a coin', () => {
    const pay = (value: bigint) => call('Balances.transfer_keep_alive', { value });
    const give = (alpha: bigint) => call('SubtensorModule.transfer_stake', { alpha_amount: alpha });
    expect([499_999_999n, 500_000_000n].map((value) => permits('SmallTransfer', pay(value)))).toEqual([
      true,
      false,
    ]);
    expect([499_999_999n, 500_000_000n].map((alpha) => permits('SmallTransfer', give(alpha)))).toEqual([
      true,
      false,
    ]);
    expect(permits('SmallTransfer', call('Balances.transfer_all', { value: 1n }))).toBe(false);
  });

  it.each<ProxyType>([
    'Senate',
    'Triumvirate',
    'Governance',
    'RootWeights',
    'Registration',
    'ChildKeys',
    'SwapHotkey',
  ])('of %s do nothing here', (kind) => {
    expect(permitted(kind)).toEqual([]);
  });

  it('never name a delegate that may do what they may not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom(...kinds), (kind, other) => {
        // NonTransfer counts NonCritical among those that it may name, though that one may transfer.
        if (!includes(kind, other) || other === 'NonCritical') return true;
        const allowed = new Set(permitted(kind));
        return permitted(other).every((name) => allowed.has(name));
      }),
    );
  });
});
