import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PoolSnapshot } from '#domain/pool.ts';
import type { Subnet } from '#domain/subnet.ts';
import { market, resetMarket } from '#stores/market.ts';
import { fakeClient } from './fakeClient.ts';
import { dropClient, holdClient } from './held.ts';
import { loadSubnets } from './loadSubnets.ts';
import { noticeGenerations } from './noticeGenerations.ts';

const subnet = (registeredAt: bigint): Subnet => ({
  netuid: 64,
  registeredAt,
  name: `of ${registeredAt}`,
  symbol: 's',
  tradable: true,
});

const poolsOf = (registeredAt: bigint): ReadonlyMap<number, PoolSnapshot> =>
  new Map([
    [
      64,
      {
        netuid: 64,
        registeredAt,
        pool: { kind: 'foreign' },
        tradable: true,
        block: { number: 1, hash: '0x1' },
      },
    ],
  ]);

let generation: bigint;
let asked: string[];

beforeEach(async () => {
  resetMarket();
  [generation, asked] = [7n, []];
  holdClient(
    fakeClient({
      readSubnets: async () => {
        asked.push('subnets');
        return [subnet(generation)];
      },
      readValidators: async (netuid) => {
        asked.push(`validators of ${netuid}`);
        return [];
      },
    }),
  );
  await loadSubnets();
  asked = [];
});

afterEach(dropClient);

it('reads nothing again while pools are of the subnets in the list', () => {
  noticeGenerations(poolsOf(7n));
  expect(asked).toEqual([]);
});

it('reads the list and the validators again when a pool is of another subnet, and remembers the first', async () => {
  market.setState({ validators: new Map([[64, []]]) });
  generation = 9n;
  noticeGenerations(poolsOf(9n));
  expect(market.getState().validators.has(64)).toBe(false);
  await vi.waitFor(() => expect(market.getState().subnets).toEqual([subnet(9n)]));
  expect(asked).toEqual(['subnets', 'validators of 64']);
  expect(market.getState().firstGenerations).toEqual(new Map([[64, 7n]]));
  noticeGenerations(poolsOf(9n));
  expect(asked).toHaveLength(2);
});

it('remembers the first also when the netuid stood empty in between', async () => {
  market.setState({ subnets: [] });
  generation = 9n;
  await loadSubnets();
  expect(market.getState().firstGenerations).toEqual(new Map([[64, 7n]]));
});
