import { cryptoWaitReady } from '@polkadot/util-crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeExtrinsic } from '#localnet/metadata/extrinsic.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import type { Chain } from '#localnet/node/chain.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { Draws } from './draws.ts';
import { testMarket } from './testMarket.ts';
import { LIVE, type Pace, type PlannedTrade, planTrades } from './tradePlan.ts';

const NETUIDS = [1, 3, 8, 19, 64, 70, 103, 120];

beforeAll(() => cryptoWaitReady());

function pools(chain: Chain) {
  const state = chain.stateAt(chain.best.hash);
  return NETUIDS.map((netuid) => [
    subtensorStorage.SubnetTAO.get(state, netuid),
    subtensorStorage.SubnetAlphaIn.get(state, netuid),
    subtensorStorage.SubnetAlphaOut.get(state, netuid),
  ]);
}

function eventNames(chain: Chain): string[] {
  return systemStorage.Events.get(chain.stateAt(chain.best.hash)).map(({ event }) => event.event);
}

describe('a market', () => {
  it('leaves equal pools on two chains with the same seed, and others with another', () => {
    const [left, right, other] = ['a', 'a', 'b'].map((seed) => testMarket(NETUIDS, seed));
    for (let count = 0; count < 25; count += 1) for (const each of [left, right, other]) each?.block();
    if (left === undefined || right === undefined || other === undefined) throw new Error('no chains');
    expect(pools(left.chain)).toEqual(pools(right.chain));
    expect(pools(left.chain)).not.toEqual(pools(other.chain));
    // The signatures are others, so the blocks are.
    expect(left.chain.best.hash).not.toBe(right.chain.best.hash);
  });

  it('trades by signed transactions that succeed, and keeps the balances equal to the issuance', () => {
    const { chain, block } = testMarket(NETUIDS, 'c');
    const seen: string[] = [];
    const calls = new Set<string>();
    for (let count = 0; count < 60; count += 1) {
      const { extrinsics } = block();
      seen.push(...eventNames(chain));
      for (const extrinsic of extrinsics) calls.add(decodeExtrinsic(extrinsic).call.call);
      expect(chain.pool.all()).toEqual([]);
    }
    expect([...calls].sort()).toEqual([
      'add_stake_limit',
      'remove_stake',
      'remove_stake_limit',
      'set',
      'transfer_keep_alive',
    ]);
    expect(seen.filter((name) => name === 'StakeAdded').length).toBeGreaterThan(60);
    expect(seen.filter((name) => name === 'StakeRemoved').length).toBeGreaterThan(90);
    expect(seen).not.toContain('ExtrinsicFailed');
    const state = chain.stateAt(chain.best.hash);
    const balances = systemStorage.Account.entries(state).map(([, { data }]) => data.free + data.reserved);
    expect(balances.reduce((sum, balance) => sum + balance, 0n)).toBe(
      balancesStorage.TotalIssuance.get(state),
    );
  });

  it('moves each price by about 5 % a day', () => {
    const { chain, market, block } = testMarket(NETUIDS, 'd');
    const days = 2;
    const steps = 96;
    market.setPace({ blocks: (7_200 * days) / steps, trades: 8, sales: 2, isBatched: true });
    const prices = () =>
      NETUIDS.map((netuid) => Number(alphaPrice(chain.stateAt(chain.best.hash), netuid)) / 2 ** 64);
    let before = prices();
    let squares = 0;
    for (let step = 0; step < steps; step += 1) {
      block();
      const after = prices();
      for (const [index, price] of after.entries()) squares += Math.log(price / (before[index] ?? 0)) ** 2;
      before = after;
    }
    const daily = Math.sqrt(squares / days / NETUIDS.length);
    expect(daily).toBeGreaterThan(0.035);
    expect(daily).toBeLessThan(0.065);
  });

  it('stops when it is closed', () => {
    const { market, block } = testMarket(NETUIDS, 'e');
    market.close();
    expect(block().extrinsics).toHaveLength(1);
  });
});

describe('what the market plans', () => {
  it('is in proportion to the reserve, with a large trade now and then, and sells what is minted', () => {
    const { chain } = testMarket(NETUIDS, 'f');
    const state = chain.stateAt(chain.best.hash);
    const plansAt = (pace: Pace) =>
      Array.from({ length: 2_500 }, (_, number) =>
        planTrades(state, number, pace, new Draws('plan', number)),
      ).flat();
    const parts = (kind: string, plan: readonly PlannedTrade[]) =>
      plan
        .filter((trade) => trade.kind === kind)
        .map(({ netuid, side, amount }) => {
          const { SubnetAlphaIn, SubnetTAO } = subtensorStorage;
          const reserve = (side === 'buy' ? SubnetTAO : SubnetAlphaIn).get(state, netuid);
          return Number((amount * 1_000_000n) / reserve) / 1_000_000;
        });
    // 2,500 × 25 blocks of eight pools, each of which sees one in 31,250 blocks.
    const large = parts('large', plansAt({ ...LIVE, blocks: 25 }));
    expect(large.length).toBeGreaterThan(5);
    expect(large.length).toBeLessThan(32);
    for (const part of large) expect(part).toBeGreaterThanOrEqual(0.01);
    for (const part of large) expect(part).toBeLessThanOrEqual(0.03);
    const plans = plansAt(LIVE);
    expect(Math.max(...parts('ordinary', plans))).toBeLessThan(0.01);
    const minted = plans.filter(({ kind, netuid }) => kind === 'minted' && netuid === 64);
    const sold = minted.reduce((sum, { amount }) => sum + amount, 0n);
    // 2,500 blocks of one Alpha each.
    expect(sold).toBeGreaterThan(1_000_000_000_000n);
    expect(sold).toBeLessThan(1_250_000_000_000n);
  });
});
