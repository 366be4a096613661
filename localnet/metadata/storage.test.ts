import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types';
import { describe, expect, it } from 'vitest';
import type { State } from '#localnet/node/state.ts';
import { encodeMetadata } from './encoder.ts';
import { balancesStorage } from './pallets/balances.ts';
import { subtensorStorage } from './pallets/subtensor.ts';
import { swapStorage } from './pallets/swap.ts';
import { emptyAccount, systemStorage } from './pallets/system.ts';

/** A state of one layer, for the accessors alone. */
function emptyState(): State & { readonly size: number } {
  const entries = new Map<string, Uint8Array>();
  return {
    get size() {
      return entries.size;
    },
    get: (key) => entries.get(key),
    set: (key, value) => void entries.set(key, value),
    delete: (key) => void entries.delete(key),
    keys: (prefix) => [...entries.keys()].filter((key) => key.startsWith(prefix)).sort(),
    transaction: (work) => work(),
  };
}

const alice = new Uint8Array(32).fill(1);
const bob = new Uint8Array(32).fill(2);

describe('storage access', () => {
  it('reads defaults and nulls where nothing is stored', () => {
    const state = emptyState();
    expect(systemStorage.Account.get(state, alice)).toEqual(emptyAccount);
    expect(subtensorStorage.SubnetTAO.get(state, 64)).toBe(0n);
    expect(subtensorStorage.SubnetEmissionEnabled.get(state, 64)).toBe(true);
    expect(subtensorStorage.FirstEmissionBlockNumber.get(state, 64)).toBeNull();
    expect(subtensorStorage.SubnetTAO.exists(state, 64)).toBe(false);
    expect(new TextDecoder().decode(subtensorStorage.TokenSymbol.get(state, 64))).toBe('𝜏');
  });

  it('gives back what was set, until it is removed', () => {
    const state = emptyState();
    subtensorStorage.AlphaV2.set(state, alice, bob, 64, { mantissa: 5n, exponent: -3n });
    expect(subtensorStorage.AlphaV2.get(state, alice, bob, 64)).toEqual({ mantissa: 5n, exponent: -3n });
    expect(subtensorStorage.AlphaV2.get(state, bob, alice, 64).mantissa).toBe(0n);
    expect(subtensorStorage.AlphaV2.exists(state, alice, bob, 64)).toBe(true);
    balancesStorage.TotalIssuance.set(state, 7n);
    expect(state.size).toBe(2);
    subtensorStorage.AlphaV2.remove(state, alice, bob, 64);
    expect(subtensorStorage.AlphaV2.exists(state, alice, bob, 64)).toBe(false);
    expect(balancesStorage.TotalIssuance.get(state)).toBe(7n);
  });

  it('lists entries with their keys, whole or below the first keys', () => {
    const state = emptyState();
    for (const netuid of [1, 2, 300]) swapStorage.FeeRate.set(state, netuid, netuid);
    const rates = swapStorage.FeeRate.entries(state);
    expect(rates.sort(([[a]], [[b]]) => a - b)).toEqual([
      [[1], 1],
      [[2], 2],
      [[300], 300],
    ]);
    subtensorStorage.Alpha.set(state, alice, bob, 1, 10n);
    subtensorStorage.Alpha.set(state, alice, alice, 1, 20n);
    subtensorStorage.Alpha.set(state, bob, alice, 1, 30n);
    expect(subtensorStorage.Alpha.entries(state, bob)).toEqual([[[bob, alice, 1], 30n]]);
    expect(subtensorStorage.Alpha.entries(state, alice)).toHaveLength(2);
    expect(subtensorStorage.Alpha.entries(state, alice, bob)).toEqual([[[alice, bob, 1], 10n]]);
  });
});

describe('storage keys are those of polkadot-js', () => {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, encodeMetadata(15));
  registry.setMetadata(metadata);
  const { query } = expandMetadata(registry, metadata);

  function theirKey(pallet: string, item: string, keys: readonly unknown[]): string {
    const entry = query[pallet]?.[item];
    if (entry === undefined) throw new Error(`no ${pallet}.${item}`);
    return registry
      .createType('StorageKey', [entry, [...keys]])
      .toHex()
      .slice(2);
  }

  it.each([
    ['system', 'account', [alice], systemStorage.Account.key(alice)],
    ['system', 'events', [], systemStorage.Events.key()],
    ['subtensorModule', 'subnetTAO', [64], subtensorStorage.SubnetTAO.key(64)],
    ['subtensorModule', 'alphaV2', [alice, bob, 64], subtensorStorage.AlphaV2.key(alice, bob, 64)],
    ['subtensorModule', 'totalHotkeyAlpha', [alice, 9], subtensorStorage.TotalHotkeyAlpha.key(alice, 9)],
    ['subtensorModule', 'subnetIdentitiesV3', [3], subtensorStorage.SubnetIdentitiesV3.key(3)],
    ['swap', 'swapBalancer', [64], swapStorage.SwapBalancer.key(64)],
  ])('%s.%s', (pallet, item, keys: readonly unknown[], ours) => {
    expect(ours).toBe(theirKey(pallet, item, keys));
  });
});
