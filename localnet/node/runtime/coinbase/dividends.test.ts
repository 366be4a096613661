import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { type GenesisValidator, genesisMiner, genesisValidators } from '#localnet/genesis/accounts.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { call, TestChain } from '#localnet/node/runtime/testChain.ts';

const s = subtensorStorage;
const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const NETUID = 64;
const TEMPO = 6;
const EPOCHS = 4;
const earning = genesisValidators.filter(({ hasPermit }) => hasPermit);
const idle = genesisValidators.find(({ hasPermit }) => !hasPermit);
const [first] = earning;
if (first === undefined || idle === undefined) throw new Error('genesis has both kinds of validators');

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([NETUID]);
  s.Tempo.set(chain.state, NETUID, TEMPO);
  s.PendingEpochAt.set(chain.state, NETUID, 0n);
  s.BlocksSinceLastStep.set(chain.state, NETUID, 0n);
  chain.begin();
});

function next(): void {
  chain.runtime.finalizeBlock(chain.state);
  chain.begin();
}

const total = ({ hotkey }: GenesisValidator) => s.TotalHotkeyAlpha.get(chain.state, hotkey, NETUID);
const paid = ({ hotkey }: GenesisValidator) => s.AlphaDividendsPerSubnet.get(chain.state, NETUID, hotkey);
const hasEpoch = () => s.LastEpochBlock.get(chain.state, NETUID) === BigInt(chain.number);

describe('dividends', () => {
  it('come every tempo, to all who earn and to nobody else, and not in between', () => {
    const epochs: number[] = [];
    const idleBefore = total(idle);
    while (epochs.length < EPOCHS) {
      const before = earning.map(total);
      next();
      const gains = earning.map((validator, index) => total(validator) - (before[index] ?? 0n));
      if (!hasEpoch()) {
        expect(gains.every((gain) => gain === 0n)).toBe(true);
        continue;
      }
      epochs.push(chain.number);
      expect(gains.every((gain) => gain > 0n)).toBe(true);
      expect(earning.every((validator) => paid(validator) > 0n)).toBe(true);
      expect(s.AlphaDividendsPerSubnet.entries(chain.state, NETUID)).toHaveLength(earning.length);
      for (const [index, validator] of earning.entries()) {
        // All but the take of the root's part, which comes last.
        const noted = s.TotalHotkeyAlphaLastEpoch.get(chain.state, validator.hotkey, NETUID);
        const gain = noted - (before[index] ?? 0n);
        expect(gain >= paid(validator) && gain <= (gains[index] ?? 0n)).toBe(true);
      }
    }
    const [begin = 0] = epochs;
    expect(epochs).toEqual(Array.from({ length: EPOCHS }, (_, index) => begin + index * TEMPO));
    expect(total(idle)).toBe(idleBefore);
  });

  it('go by stake, a validator’s take aside, and leave nothing of the pending but rounding', () => {
    while (!hasEpoch()) next();
    for (let block = 1; block < TEMPO; block += 1) next();
    const stakes = earning.map(total);
    const all = stakes.reduce((sum, stake) => sum + stake, 0n);
    const before = s.PendingValidatorEmission.get(chain.state, NETUID);
    next();
    // The epoch's own block adds one more block's Alpha first, as much as each before.
    const pending = before + before / BigInt(TEMPO - 1);
    for (const [index, validator] of earning.entries()) {
      const part = (pending * (stakes[index] ?? 0n)) / all;
      const rest = part - (part * BigInt(validator.take)) / 65_535n;
      const difference = paid(validator) - rest;
      expect([validator.name, difference < 100n && difference > -100n]).toEqual([validator.name, true]);
    }
  });

  it('reach a nominator through the validator, less the take', () => {
    const place = { hotkey: first.hotkey, netuid: NETUID };
    chain.submit(alice, call('SubtensorModule.add_stake', { ...place, amount_staked: 100_000_000_000n }));
    const held = position(chain.state, place, alice.publicKey);
    const pool = total(first);
    while (!hasEpoch()) next();
    const gained = position(chain.state, place, alice.publicKey) - held;
    const share = (paid(first) * held) / pool;
    // The take joins the pool before: a nominator's part of the rest is as much smaller.
    expect(gained > 0n && gained <= share && share - gained <= share / 1_000n).toBe(true);
  });

  it('are remembered as the metagraph shows them, and what miners got is told', () => {
    const told = () => chain.events().filter(({ event }) => event.event === 'IncentiveAlphaEmittedToMiners');
    expect(told()).toEqual([]);
    while (!hasEpoch()) next();
    const emissions = told()[0]?.event.fields[1] as readonly bigint[];
    expect(emissions).toHaveLength(10);
    expect(emissions.slice(0, 9).every((alpha) => alpha === 0n)).toBe(true);
    expect(emissions[9]).toBeGreaterThan(0n);
    expect(s.Incentive.get(chain.state, NETUID)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 65_535]);
    const dividends = s.Dividends.get(chain.state, NETUID);
    expect(dividends.slice(8)).toEqual([0, 0]);
    expect(65_535 - dividends.reduce((sum, part) => sum + part, 0)).toBeLessThan(8);
    expect(s.Emission.get(chain.state, NETUID)[9]).toBe(emissions[9]);
  });
});

describe('a miner’s Alpha', () => {
  const { coldkey, hotkey } = genesisMiner;
  const held = (key: Uint8Array) => position(chain.state, { hotkey: key, netuid: NETUID }, coldkey);

  it('is staked with the miner', () => {
    const before = held(hotkey);
    while (!hasEpoch()) next();
    expect(held(hotkey)).toBeGreaterThan(before);
    expect(chain.events().some(({ event }) => event.event === 'AutoStakeAdded')).toBe(false);
  });

  it('goes where its owner has it sent', () => {
    s.AutoStakeDestination.set(chain.state, coldkey, NETUID, first.hotkey);
    const before = held(hotkey);
    while (!hasEpoch()) next();
    expect(held(hotkey)).toBe(before);
    const sent = held(first.hotkey);
    expect(sent).toBeGreaterThan(0n);
    const event = chain.events().find(({ event: { event: name } }) => name === 'AutoStakeAdded')?.event;
    const [netuid, destination, miner, owner, incentive] = event?.fields ?? [];
    expect([netuid, destination, miner, owner]).toEqual([NETUID, first.hotkey, hotkey, coldkey]);
    expect(BigInt(String(incentive)) - sent).toBeLessThanOrEqual(1n);
  });
});
