import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { deposit, issue } from '#localnet/node/runtime/balances/currency.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';
import { dissolveSubnet } from './dissolve.ts';
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

describe('dissolveSubnet', () => {
  it('pays the pool’s TAO by Alpha out of all Alpha, the protocol’s included, and recycles that part', () => {
    buy(4, 100n * TAO);
    const pool = s.SubnetTAO.get(chain.state, 4);
    const held = position(chain.state, { hotkey, netuid: 4 }, alice.publicKey);
    const bought = s.SubnetProtocolAlpha.get(chain.state, 4);
    const all = s.AlphaV2.entries(chain.state)
      .filter(([[, , netuid]]) => netuid === 4)
      .reduce((sum, [[hot, cold]]) => sum + position(chain.state, { hotkey: hot, netuid: 4 }, cold), bought);
    expect(bought).toBeGreaterThan(0n);
    const before = chain.free(alice.publicKey);
    const issued = s.TotalIssuance.get(chain.state);
    dissolveSubnet(chain.state, 4);
    const paid = chain.free(alice.publicKey) - before;
    expect(paid === (pool * held) / all || paid === (pool * held) / all + 1n).toBe(true);
    const recycled = issued - s.TotalIssuance.get(chain.state);
    const kept = chain.free(subnetAccount(4));
    expect(kept).toBe(500n);
    expect(recycled + kept - (pool * bought) / all).toBeLessThanOrEqual(1n);
    expect(recycled + kept - (pool * bought) / all).toBeGreaterThanOrEqual(0n);
  });

  it('pays out what waited to join the pool as well', () => {
    const pot = s.SubnetTAO.get(chain.state, 4) + TAO;
    reservoirStorage.BalancerTaoReservoir.set(chain.state, 4, TAO);
    issue(chain.state, TAO);
    deposit(chain.state, subnetAccount(4), TAO);
    s.SubnetProtocolAlpha.set(chain.state, 4, 0n);
    const tao = allTao() - chain.free(subnetAccount(4));
    dissolveSubnet(chain.state, 4);
    expect(allTao() - chain.free(subnetAccount(4)) - tao).toBe(pot);
  });

  it('keeps books of issuance and stake, and leaves the other subnets alone', () => {
    const stake = s.TotalStake.get(chain.state);
    const reserve = s.SubnetTAO.get(chain.state, 4);
    const others = [0, 1, 64].flatMap((netuid) => subnetKeys(chain.state, netuid));
    const values = others.map((key) => chain.state.get(key));
    dissolveSubnet(chain.state, 4);
    const tao = allTao();
    expect([s.TotalIssuance.get(chain.state), balancesStorage.TotalIssuance.get(chain.state)]).toEqual([
      tao,
      tao,
    ]);
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
    expect(told.at(-3)).toBe('Balances.Withdraw');
    expect(new Set(told.slice(0, -3))).toEqual(new Set(['Balances.Transfer']));
  });

  it('recycles what no holder can be given', () => {
    for (const [[hot, cold, netuid]] of s.AlphaV2.entries(chain.state)) {
      if (netuid === 4) s.AlphaV2.remove(chain.state, hot, cold, netuid);
    }
    const reserve = s.SubnetTAO.get(chain.state, 4);
    const issued = s.TotalIssuance.get(chain.state);
    dissolveSubnet(chain.state, 4);
    expect(issued - s.TotalIssuance.get(chain.state)).toBe(reserve - 500n);
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
