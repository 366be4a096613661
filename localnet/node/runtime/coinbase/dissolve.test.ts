import { Keyring } from '@polkadot/keyring';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { deposit, issue } from '#localnet/node/runtime/balances/currency.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { BURN_ACCOUNT, subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';
import { dissolveSubnet, largestRemainders } from './dissolve.ts';
import { subnetKeys } from './subnetStorage.ts';

const s = subtensorStorage;
const keyring = new Keyring({ type: 'sr25519' });
const alice = keyring.createFromUri('//Alice');
const bob = keyring.createFromUri('//Bob');
const TAO = 1_000_000_000n;
const [first] = genesisValidators;
if (first === undefined) throw new Error('genesis has validators');
const { hotkey } = first;

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([1, 4, 64]);
  chain.begin();
});

function buy(netuid: number, tao: bigint): void {
  const args = { hotkey, netuid, amount_staked: tao };
  expect(failure(chain.submit(alice, call('SubtensorModule.add_stake', args)))).toBeNull();
}

function allTao(): bigint {
  const accounts = systemStorage.Account.entries(chain.state);
  return accounts.reduce((sum, [, { data }]) => sum + data.free + data.reserved, 0n);
}

describe('largestRemainders', () => {
  it('gives what rounding left to those who lost most, the first of equals first', () => {
    expect(largestRemainders(10n, [1n, 1n, 1n])).toEqual([4n, 3n, 3n]);
    expect(largestRemainders(11n, [3n, 5n, 2n])).toEqual([3n, 6n, 2n]);
    expect(largestRemainders(10n, [0n, 0n])).toEqual([0n, 0n]);
  });

  it('spends all, and nobody is a whole unit from their part', () => {
    const amount = fc.bigInt({ min: 0n, max: 1n << 64n });
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 20 }), (total, weights) => {
        const sum = weights.reduce((all, weight) => all + weight, 0n);
        fc.pre(sum > 0n);
        const parts = largestRemainders(total, weights);
        expect(parts.reduce((all, part) => all + part, 0n)).toBe(total);
        for (const [index, weight] of weights.entries()) {
          const miss = (parts[index] ?? 0n) * sum - total * weight;
          expect(miss < sum && miss > -sum).toBe(true);
        }
      }),
    );
  });
});

describe('dissolveSubnet', () => {
  it('pays the pool’s TAO to the holders by their Alpha, to the rao', () => {
    buy(4, 100n * TAO);
    const pool = s.SubnetTAO.get(chain.state, 4);
    const held = position(chain.state, { hotkey, netuid: 4 }, alice.publicKey);
    const all = s.AlphaV2.entries(chain.state)
      .filter(([[, , netuid]]) => netuid === 4)
      .reduce((sum, [[hot, cold]]) => sum + position(chain.state, { hotkey: hot, netuid: 4 }, cold), 0n);
    const before = chain.free(alice.publicKey);
    dissolveSubnet(chain.state, 4);
    const paid = chain.free(alice.publicKey) - before;
    expect(paid === (pool * held) / all || paid === (pool * held) / all + 1n).toBe(true);
    expect(chain.free(subnetAccount(4))).toBe(0n);
    expect(chain.free(BURN_ACCOUNT)).toBe(0n);
  });

  it('pays out what waited to join the pool as well', () => {
    const reserve = s.SubnetTAO.get(chain.state, 4);
    reservoirStorage.BalancerTaoReservoir.set(chain.state, 4, TAO);
    issue(chain.state, TAO);
    deposit(chain.state, subnetAccount(4), TAO);
    const coldkeys = genesisValidators.map(({ coldkey }) => coldkey);
    const sum = () => coldkeys.reduce((total, coldkey) => total + chain.free(coldkey), 0n);
    const before = sum();
    dissolveSubnet(chain.state, 4);
    expect(sum() - before).toBe(reserve + TAO);
  });

  it('keeps issuance, takes the reserve from total stake, and leaves the other subnets alone', () => {
    const [issued, stake, tao] = [s.TotalIssuance.get(chain.state), s.TotalStake.get(chain.state), allTao()];
    const reserve = s.SubnetTAO.get(chain.state, 4);
    const others = [0, 1, 64].flatMap((netuid) => subnetKeys(chain.state, netuid));
    const values = others.map((key) => chain.state.get(key));
    dissolveSubnet(chain.state, 4);
    expect([s.TotalIssuance.get(chain.state), balancesStorage.TotalIssuance.get(chain.state)]).toEqual([
      issued,
      issued,
    ]);
    expect(allTao()).toBe(tao);
    expect(s.TotalStake.get(chain.state)).toBe(stake - reserve);
    expect(s.TotalNetworks.get(chain.state)).toBe(3);
    expect(others.map((key) => chain.state.get(key))).toEqual(values);
  });

  it('removes all that is stored of the subnet, locks and root claims included', () => {
    buy(4, TAO);
    s.Lock.set(chain.state, alice.publicKey, 4, hotkey, {
      locked_mass: 1n,
      conviction: 0n,
      last_update: 0n,
    });
    s.RootClaimable.set(chain.state, hotkey, [
      [1, 7n],
      [4, 8n],
    ]);
    expect(subnetKeys(chain.state, 4).length).toBeGreaterThan(40);
    dissolveSubnet(chain.state, 4);
    expect(subnetKeys(chain.state, 4)).toEqual([]);
    expect(s.NetworksAdded.entries(chain.state).map(([[netuid]]) => netuid)).toEqual([0, 1, 64]);
    expect(s.RootClaimable.get(chain.state, hotkey)).toEqual([[1, 7n]]);
  });

  it('tells of the payments, the name and the subnet', () => {
    const before = chain.events().length;
    dissolveSubnet(chain.state, 4);
    const told = names(
      chain
        .events()
        .slice(before)
        .map(({ event }) => event),
    );
    const ending = ['SubtensorModule.SubnetIdentityRemoved', 'SubtensorModule.NetworkRemoved'];
    expect(told.slice(-2)).toEqual(ending);
    expect(new Set(told.slice(0, -2))).toEqual(new Set(['Balances.Transfer', 'System.KilledAccount']));
  });

  it('burns what no holder can be given', () => {
    for (const [[hot, cold, netuid]] of s.AlphaV2.entries(chain.state)) {
      if (netuid === 4) s.AlphaV2.remove(chain.state, hot, cold, netuid);
    }
    const reserve = s.SubnetTAO.get(chain.state, 4);
    dissolveSubnet(chain.state, 4);
    expect(chain.free(BURN_ACCOUNT)).toBe(reserve);
  });

  it('refuses root and what is not there', () => {
    for (const netuid of [0, 7]) {
      expect(() => dissolveSubnet(chain.state, netuid)).toThrow('SubtensorModule.SubnetNotExists');
    }
  });

  it('is followed by blocks and refusals as of a subnet that never was', () => {
    buy(4, TAO);
    dissolveSubnet(chain.state, 4);
    chain.runtime.finalizeBlock(chain.state);
    chain.begin();
    const sell = call('SubtensorModule.remove_stake_limit', {
      hotkey,
      netuid: 4,
      amount_unstaked: TAO,
      limit_price: 1_000n,
      allow_partial: false,
    });
    const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 4, amount_staked: TAO });
    expect(failure(chain.submit(bob, stake))).toEqual([7, 76]);
    expect(failure(chain.submit(alice, sell))).not.toBeNull();
    expect(subnetKeys(chain.state, 4)).toEqual([]);
  });
});
