import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Account } from '#domain/account.ts';
import type { ChainCall } from '#domain/order.ts';
import { poolStory } from '#domain/othersInBlock.ts';
import { ONE } from '#domain/units.ts';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from '#localnet/server.ts';
import type { ChainClient } from './client.ts';
import { connectChain } from './connectChain.ts';
import { devAccounts, devSigner } from './devAccounts.ts';

const NETUID = 64;

/** A chain of its own, whose blocks come when a test says so. */
let localnet: Localnet;
let client: ChainClient;
let accounts: readonly Account[];
let hotkeys: readonly string[];

beforeAll(async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true });
  client = await connectChain({
    endpoint: localnet.url,
    genesis: null,
    timeoutMs: 10_000,
    onGenesis: () => undefined,
    signal: new AbortController().signal,
    listeners: {
      onHead: () => undefined,
      onFinalized: () => undefined,
      onRuntime: () => undefined,
      onLost: () => undefined,
    },
  });
  accounts = await devAccounts();
  hotkeys = (await client.readValidators(NETUID, client.head())).map(({ hotkey }) => hotkey);
});

afterAll(async () => {
  client.close();
  await localnet.close();
  vi.unstubAllGlobals();
});

/** Everyone holds Alpha that was bought in an earlier block. */
beforeEach(async () => {
  for (let who = 0; who < 5; who += 1) await submit(who, buy(50n * ONE));
  await block();
});

const place = (hotkey = 0) => [
  { name: 'hotkey', value: hotkeys[hotkey] ?? '' },
  { name: 'netuid', value: NETUID },
];

function call(method: string, args: ChainCall['args']): ChainCall {
  return { pallet: 'SubtensorModule', method, args };
}

const buy = (amount: bigint) => call('add_stake', [...place(), { name: 'amount_staked', value: amount }]);
const sell = (amount: bigint) =>
  call('remove_stake', [...place(), { name: 'amount_unstaked', value: amount }]);
const sellAll = () => call('unstake_all', [{ name: 'hotkey', value: hotkeys[0] ?? '' }]);
const moveTo = (hotkey: number, netuid: number, amount: bigint) =>
  call('move_stake', [
    { name: 'origin_hotkey', value: hotkeys[0] ?? '' },
    { name: 'destination_hotkey', value: hotkeys[hotkey] ?? '' },
    { name: 'origin_netuid', value: NETUID },
    { name: 'destination_netuid', value: netuid },
    { name: 'alpha_amount', value: amount },
  ]);

/** Signs for the account of that place, and hands it to the node. Gives its hash. */
async function submit(who: number, wanted: ChainCall): Promise<string> {
  const account = accounts[who];
  if (account === undefined) throw new Error('no such account');
  const prepared = await client.prepare(wanted, account.address, null);
  const signed = client.complete(prepared, await devSigner().sign(prepared), []);
  await ask('author_submitExtrinsic', [signed.hex]);
  return signed.hash;
}

async function ask(method: string, params: readonly unknown[]): Promise<void> {
  const answer = await fetch(localnet.url.replace('ws:', 'http:'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const { error } = (await answer.json()) as { error?: unknown };
  expect(error).toBeUndefined();
}

async function block() {
  localnet.chain.produceBlock(Date.now());
  const { number } = localnet.chain.best.header;
  await vi.waitFor(() => expect(client.head().number).toBe(number), { timeout: 10_000, interval: 10 });
  return client.head();
}

/** The story of the block that is made of these, the order among them. */
async function storyOf(given: readonly (readonly [number, ChainCall])[], order: number) {
  const hashes: string[] = [];
  for (const [who, wanted] of given) hashes.push(await submit(who, wanted));
  const read = await client.readPoolBlock(await block(), hashes[order] ?? '', NETUID);
  expect(read.trades.filter(({ isOrder }) => isOrder)).toHaveLength(1);
  return poolStory(read);
}

it('explains, to the base unit, a block in which others buy, sell, leave and move', async () => {
  const { others, exact } = await storyOf(
    [
      [1, buy(30n * ONE)],
      [2, moveTo(1, NETUID, 20n * ONE)],
      [3, sell(100n * ONE)],
      [0, buy(25n * ONE)],
      [4, sellAll()],
    ],
    3,
  );
  expect(exact).toBe(true);
  expect(others).toMatchObject({ before: 2, after: 1 });
  expect(others.movedPpb).toBeGreaterThan(0n);
  expect(others.networkPpb).not.toBeNull();
});

it('tells a sale that paid its fee in Alpha from those of others', async () => {
  const seller = accounts[0]?.address;
  await ask('dev_setBalance', [seller, '600']);
  await block();
  const { others, exact } = await storyOf(
    [
      [1, moveTo(0, 8, 100n * ONE)],
      [0, sell(200n * ONE)],
    ],
    1,
  );
  expect(exact).toBe(true);
  expect(others).toMatchObject({ before: 1, after: 0 });
  expect(others.movedPpb).toBeLessThan(0n);
  await ask('dev_setBalance', [seller, (1_000n * ONE).toString()]);
  await block();
});

it('finds nobody where nobody was', async () => {
  const { others, exact } = await storyOf([[0, sell(100n * ONE)]], 0);
  expect([exact, others]).toEqual([
    true,
    { before: 0, after: 0, movedPpb: 0n, networkPpb: others.networkPpb },
  ]);
});

it('refuses a block that does not hold the order', async () => {
  const hash = await submit(0, buy(ONE));
  const before = client.head();
  await block();
  await expect(client.readPoolBlock(before, hash, NETUID)).rejects.toMatchObject({ code: 'nodeGarbage' });
});
