import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { ageStorage } from '#localnet/node/runtime/laterStorage.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { call, failure, TestChain } from '#localnet/node/runtime/testChain.ts';
import { subnetToPrune } from './prune.ts';
import { registerSubnet, type SubnetFounder } from './registerSubnet.ts';
import { registrationCost } from './registrationCost.ts';

const s = subtensorStorage;
const keyring = new Keyring({ type: 'sr25519' });
const alice = keyring.createFromUri('//Alice');
const founder: SubnetFounder = {
  coldkey: alice.publicKey,
  hotkey: keyring.createFromUri('//Alice//subnet').publicKey,
};

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([1, 4, 64]);
  chain.begin();
});

describe('registerSubnet', () => {
  it('opens the lowest free netuid with the founder’s TAO at the median price', () => {
    const cost = registrationCost(chain.state);
    const before = chain.free(alice.publicKey);
    const stake = s.TotalStake.get(chain.state);
    const prices = [1, 4, 64].map((netuid) => alphaPrice(chain.state, netuid)).sort((a, b) => Number(a - b));
    const netuid = registerSubnet(chain.state, founder);
    expect(netuid).toBe(2);
    expect(before - chain.free(alice.publicKey)).toBe(cost);
    expect(chain.free(subnetAccount(2))).toBe(cost);
    expect(s.SubnetTAO.get(chain.state, 2)).toBe(cost);
    expect(s.TotalStake.get(chain.state)).toBe(stake + cost);
    const alpha = s.SubnetAlphaIn.get(chain.state, 2);
    expect(alpha).toBe((cost << 64n) / (prices[1] ?? 0n));
    expect(alphaAssetsStorage.TotalAlphaIssuance.get(chain.state, 2)).toBe(alpha);
    expect(s.SubnetAlphaOut.get(chain.state, 2)).toBe(0n);
  });

  it('begins without emission, history or trade', () => {
    registerSubnet(chain.state, founder);
    const block = BigInt(systemStorage.Number.get(chain.state));
    expect(s.NetworkRegisteredAt.get(chain.state, 2)).toBe(block);
    expect(s.SubnetMovingPrice.get(chain.state, 2)).toBe(0n);
    expect(s.SubnetEmissionEnabled.get(chain.state, 2)).toBe(false);
    expect([s.Tempo.get(chain.state, 2), s.SubnetMechanism.get(chain.state, 2)]).toEqual([360, 1]);
    const [hotkey] = genesisValidators.map((validator) => validator.hotkey);
    const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 2, amount_staked: 10n ** 9n });
    expect(failure(chain.submit(alice, stake))).toEqual([7, 94]);
    expect(chain.events().filter(({ event }) => event.event === 'NetworkAdded')).toMatchObject([
      { event: { fields: [2, 1] } },
    ]);
    chain.runtime.finalizeBlock(chain.state);
    chain.begin();
    expect(s.SubnetAlphaOutEmission.get(chain.state, 2)).toBe(0n);
  });

  it('makes the founder the owner, and the hotkey the first neuron', () => {
    registerSubnet(chain.state, founder);
    expect(s.SubnetOwner.get(chain.state, 2)).toEqual(founder.coldkey);
    expect(s.SubnetOwnerHotkey.get(chain.state, 2)).toEqual(founder.hotkey);
    expect(s.Owner.get(chain.state, founder.hotkey)).toEqual(founder.coldkey);
    expect([s.SubnetworkN.get(chain.state, 2), s.Keys.get(chain.state, 2, 0)]).toEqual([1, founder.hotkey]);
  });

  it('doubles the price, which then falls', () => {
    const cost = registrationCost(chain.state);
    registerSubnet(chain.state, founder);
    expect(registrationCost(chain.state)).toBe(2n * cost);
    chain.runtime.finalizeBlock(chain.state);
    chain.begin();
    // Half a TAO a block halves the interval.
    const fall = cost / (s.NetworkLockReductionInterval.get(chain.state) / 2n);
    expect(registrationCost(chain.state)).toBe(2n * cost - fall);
  });

  it('takes its own symbol, or the next that nobody bears', () => {
    const text = new TextDecoder();
    registerSubnet(chain.state, founder);
    expect(text.decode(s.TokenSymbol.get(chain.state, 2))).toBe('β');
    s.TokenSymbol.set(chain.state, 1, new TextEncoder().encode('γ'));
    registerSubnet(chain.state, founder);
    expect(text.decode(s.TokenSymbol.get(chain.state, 3))).toBe('α');
  });

  it('ends the cheapest subnet past its immunity when there are too many, and takes its place', () => {
    s.SubnetLimit.set(chain.state, 3);
    s.SubnetMovingPrice.set(chain.state, 4, 1n);
    ageStorage.RegistrationAge.set(chain.state, 4, 2_000_000n);
    expect(subnetToPrune(chain.state)).toBe(4);
    const counter = s.RegisteredSubnetCounter.get(chain.state, 4);
    expect(registerSubnet(chain.state, founder)).toBe(4);
    const told = chain
      .events()
      .flatMap(({ event }) => (event.event.startsWith('Network') ? [event.event] : []));
    expect(told).toEqual(['NetworkRemoved', 'NetworkAdded']);
    expect(s.RegisteredSubnetCounter.get(chain.state, 4)).toBe(counter + 1n);
    expect(s.TotalNetworks.get(chain.state)).toBe(4);
    expect(subnetToPrune(chain.state)).not.toBe(4);
    expect(s.AlphaV2.entries(chain.state).filter(([[, , netuid]]) => netuid === 4)).toEqual([]);
  });

  it('refuses a hotkey of others, a price beyond the founder’s means, and room that nobody can make', () => {
    const [validator] = genesisValidators;
    if (validator === undefined) throw new Error('genesis has validators');
    const attempt = (who: SubnetFounder) => () => registerSubnet(chain.state, who);
    expect(attempt({ ...founder, hotkey: validator.hotkey })).toThrow('SubtensorModule.NonAssociatedColdKey');
    const { publicKey: coldkey } = keyring.createFromUri('//Nobody');
    expect(attempt({ ...founder, coldkey })).toThrow('SubtensorModule.CannotAffordLockCost');
    s.SubnetLimit.set(chain.state, 3);
    s.NetworkImmunityPeriod.set(chain.state, 10n ** 12n);
    expect(attempt(founder)).toThrow('SubtensorModule.SubnetLimitReached');
  });
});

describe('subnetToPrune', () => {
  it('takes the oldest of equals', () => {
    for (const [netuid, age] of [
      [1, 900_000n],
      [4, 900_002n],
      [64, 900_001n],
    ] as const) {
      s.SubnetMovingPrice.set(chain.state, netuid, 5n);
      ageStorage.RegistrationAge.set(chain.state, netuid, age);
    }
    expect(subnetToPrune(chain.state)).toBe(4);
    s.NetworkImmunityPeriod.set(chain.state, 900_004n);
    expect(subnetToPrune(chain.state)).toBeNull();
  });
});
