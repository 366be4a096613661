import { u8aToHex } from '@polkadot/util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Account } from '#domain/account.ts';
import type { BlockRef } from '#domain/block.ts';
import { callOf, type SwapOrder } from '#domain/order.ts';
import type { Side } from '#domain/pool.ts';
import { quoteExactIn } from '#domain/quote.ts';
import type { TxPhase } from '#domain/tx.ts';
import { ONE } from '#domain/units.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from '#localnet/server.ts';
import type { ChainClient, SignedExtrinsic } from './client.ts';
import { connectChain } from './connectChain.ts';
import { devAccounts, devSigner } from './devAccounts.ts';
import { metadataDigest } from './metadataDigest.ts';

/** A chain of its own, whose blocks come when a test says so. */
let localnet: Localnet;
let alice: Account;
let bob: Account;
let client: ChainClient;
let news: { heads: BlockRef[]; finalized: BlockRef[]; lost: Error[] };
const printed: unknown[][] = [];

beforeAll(async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void printed.push(args));
  }
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true });
  const [first, second] = await devAccounts();
  if (first === undefined || second === undefined) throw new Error('no built-in accounts');
  [alice, bob] = [first, second];
});

afterAll(async () => {
  await localnet.close();
  vi.unstubAllGlobals();
});

beforeEach(async () => {
  client = await connect();
});

afterEach(() => {
  client.close();
  expect(printed, 'nothing is printed').toEqual([]);
});

function connect(genesis: string | null = null): Promise<ChainClient> {
  const mine: typeof news = { heads: [], finalized: [], lost: [] };
  news = mine;
  return connectChain({
    endpoint: localnet.url,
    genesis,
    timeoutMs: 10_000,
    onGenesis: () => undefined,
    signal: new AbortController().signal,
    listeners: {
      onHead: (head) => mine.heads.push(head),
      onFinalized: (block) => mine.finalized.push(block),
      onRuntime: () => undefined,
      onLost: (error) => mine.lost.push(error),
    },
  });
}

/** Makes blocks, and waits until the client knows of the last. */
async function blocks(count: number): Promise<BlockRef> {
  for (let made = 0; made < count; made += 1) localnet.chain.produceBlock(Date.now());
  const { number } = localnet.chain.best.header;
  await vi.waitFor(() => expect(client.head().number).toBe(number), { timeout: 10_000, interval: 10 });
  return client.head();
}

async function hotkeyOf(netuid: number): Promise<string> {
  const [validator] = await client.readValidators(netuid, client.head());
  if (validator === undefined) throw new Error('no validator');
  return validator.hotkey;
}

async function makeOrder(side: Side, amountIn: bigint, change: Partial<SwapOrder> = {}): Promise<SwapOrder> {
  const { pools } = await client.readBlock({ netuids: [64], account: null }, client.head());
  const snapshot = pools.get(64);
  if (snapshot === undefined) throw new Error('no pool');
  const quoted = quoteExactIn(snapshot.pool, side, amountIn, 50);
  if (!quoted.ok) throw new Error(quoted.error);
  return {
    id: 'order',
    side,
    netuid: 64,
    registeredAt: snapshot.registeredAt,
    hotkey: await hotkeyOf(64),
    amountIn,
    quote: quoted.quote,
    quotedAt: snapshot.block,
    protected: true,
    sellsAll: false,
    ...change,
  };
}

async function sign(order: SwapOrder, account: Account, metadataHash: string | null = null) {
  const prepared = await client.prepare(callOf(order), account.address, metadataHash);
  const answer = await devSigner().sign(prepared);
  return { prepared, signed: client.complete(prepared, answer, []) };
}

/** Sends, and gives the phases as they come in. */
function send(signed: SignedExtrinsic): {
  phases: TxPhase[];
  done: Promise<void>;
  reaches: (n: number) => Promise<void>;
} {
  const phases: TxPhase[] = [];
  const done = client.send(signed, (phase) => phases.push(phase));
  const reaches = (n: number) =>
    vi.waitFor(() => expect(phases.length).toBeGreaterThanOrEqual(n), { timeout: 10_000, interval: 10 });
  return { phases, done, reaches };
}

/** Waits until the node's pool holds it. */
function pooled(): Promise<void> {
  return vi.waitFor(() => expect([...localnet.chain.pool.ready()].length).toBeGreaterThan(0), {
    timeout: 10_000,
    interval: 10,
  });
}

describe('connecting', () => {
  it('tells of the chain', () => {
    expect(client.info()).toMatchObject({
      chainName: 'Bittensor Local',
      specVersion: 475,
      existentialDeposit: 500n,
      foreignCurve: false,
    });
    expect(client.info().genesis).toMatch(/^0x[0-9a-f]{64}$/);
  });

  it('accepts the genesis that is expected, and refuses any other', async () => {
    const again = await connect(client.info().genesis);
    again.close();
    await expect(connect(`0x${'00'.repeat(32)}`)).rejects.toMatchObject({ code: 'wrongGenesis' });
  });

  it('follows the heads with the hashes that the node knows', async () => {
    const head = await blocks(4);
    expect(head.hash).toBe(localnet.chain.best.hash);
    expect(news.heads.at(-1)).toEqual(head);
    await vi.waitFor(() => expect(client.finalized().number).toBe(head.number - 2));
  });

  it('tells once when the node goes, and never after it was closed on purpose', async () => {
    const dropped = client;
    const told = news.lost;
    const other = await connect();
    const otherTold = news.lost;
    other.close();
    await closeSockets();
    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(told[0]).toMatchObject({ code: 'connectionLost' });
    await expect(dropped.ping()).rejects.toMatchObject({ code: 'connectionLost' });
    expect(otherTold).toEqual([]);
  });
});

function closeSockets(): Promise<void> {
  const socket = new WebSocket(localnet.url);
  return new Promise((resolve) => {
    socket.on('open', () =>
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'dev_closeSockets' })),
    );
    socket.on('close', () => resolve());
  });
}

describe('reading', () => {
  it('reads pools, a balance, the clock and the count of subnets at one block', async () => {
    const head = await blocks(1);
    const reading = await client.readBlock({ netuids: [0, 64, 9_999], account: alice.address }, head);
    expect([...reading.pools.keys()]).toEqual([0, 64]);
    expect(reading.pools.get(0)?.pool).toEqual({ kind: 'stable' });
    expect(reading.pools.get(64)).toMatchObject({
      netuid: 64,
      tradable: true,
      block: head,
      pool: { kind: 'weighted', feeRate: 33 },
    });
    expect(reading.balance?.free).toBeGreaterThan(ONE);
    expect(reading.safeMode).toBe(false);
    expect(reading.subnetCount).toBe(129);
    expect(Math.abs((reading.timestamp ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('reads an older block as it was', async () => {
    const before = await blocks(1);
    await blocks(1);
    const [then, now] = await Promise.all(
      [before, client.head()].map((at) => client.readBlock({ netuids: [64], account: null }, at)),
    );
    expect(then?.block).toEqual(before);
    expect(then?.pools.get(64)?.pool).not.toEqual(now?.pools.get(64)?.pool);
  });

  it('names every subnet, and knows who trades', async () => {
    const subnets = await client.readSubnets(client.head());
    expect(subnets).toHaveLength(129);
    expect(subnets.find(({ netuid }) => netuid === 64)).toMatchObject({ name: 'Chutes', tradable: true });
    expect(subnets.map(({ netuid }) => netuid)).toEqual(subnets.map((_, index) => index));
    expect(subnets.some(({ tradable }) => !tradable)).toBe(true);
  });

  it('has a price for every subnet', async () => {
    const prices = await client.readPrices(client.head());
    expect(prices.size).toBe(129);
    expect(prices.get(0)).toBe(ONE);
  });

  it('names the validators of a subnet with stake, take and dividends', async () => {
    const validators = await client.readValidators(64, client.head());
    expect(validators.length).toBeGreaterThan(2);
    expect(validators.some(({ name }) => name !== null)).toBe(true);
    for (const { hotkey, stake, take } of validators) {
      expect(hotkey).toMatch(/^5/);
      expect(stake).toBeGreaterThan(0n);
      expect(take).toBeLessThanOrEqual(65_535);
    }
    expect(new Set(validators.map(({ hotkey }) => hotkey)).size).toBe(validators.length);
  });

  it('simulates what the app quotes, to the last base unit', async () => {
    for (const side of ['buy', 'sell'] as const) {
      const order = await makeOrder(side, 25n * ONE);
      const { amountOut, fee, netIn } = order.quote;
      expect(await client.simulate(64, side, 25n * ONE, order.quotedAt)).toEqual({
        out: amountOut,
        fee,
        netIn,
      });
    }
    expect(await client.simulate(64, 'buy', 10n ** 19n, client.head())).toBeNull();
  });

  it('refuses a block that the node does not know', async () => {
    const nowhere = { number: 1, hash: `0x${'ab'.repeat(32)}` };
    await expect(client.readBlock({ netuids: [64], account: null }, nowhere)).rejects.toMatchObject({
      code: 'nodeGarbage',
    });
  });
});

describe('a rehearsal', () => {
  it('passes for what will be filled, and changes nothing', async () => {
    const { signed, prepared } = await sign(await makeOrder('buy', ONE), bob);
    const head = await blocks(1);
    const before = await client.readBlock({ netuids: [64], account: bob.address }, head);
    expect(await client.dryRun(signed, prepared.era)).toEqual({ kind: 'passed', block: head.number });
    expect(await client.dryRun(signed, prepared.era)).toEqual({ kind: 'passed', block: head.number });
    expect([...localnet.chain.pool.ready()]).toEqual([]);
    const next = await blocks(1);
    const after = await client.readBlock({ netuids: [64], account: bob.address }, next);
    expect([after.nonce, after.balance]).toEqual([before.nonce, before.balance]);
    expect(await client.estimateFeeOf(prepared)).toBe(await client.estimateFee(prepared.call, bob.address));
  });

  it('foresees a failure at dispatch in the metadata’s words', async () => {
    const order = await makeOrder('buy', ONE);
    const { signed, prepared } = await sign({ ...order, quote: { ...order.quote, limitPrice: 1n } }, bob);
    const head = await blocks(1);
    expect(await client.dryRun(signed, prepared.era)).toEqual({
      kind: 'failed',
      block: head.number,
      foreseen: {
        kind: 'dispatch',
        failure: { name: 'Swap.PriceLimitExceeded', docs: expect.stringMatching(/\w/) },
      },
    });
  });

  it('foresees a refusal in the words of a node’s pool', async () => {
    const { signed, prepared } = await sign(await makeOrder('buy', ONE), bob);
    await blocks(1);
    const forged = { ...signed, hex: signed.hex.replace(/.$/, (last) => (last === '0' ? '1' : '0')) };
    expect(await client.dryRun(forged, prepared.era)).toMatchObject({
      kind: 'failed',
      foreseen: { kind: 'invalid', reason: 'Transaction has a bad signature' },
    });
  });

  it('is left out, with the reason, where it would say nothing of the block that counts', async () => {
    const [first, second] = [await makeOrder('buy', ONE), await makeOrder('buy', 2n * ONE)];
    const { signed, prepared } = await sign(first, bob);
    await blocks(1);
    send(signed);
    await pooled();
    // The nonce after one that waits in the pool.
    const next = await sign(second, bob);
    expect(next.prepared.nonce).toBe(prepared.nonce + 1);
    expect(await client.dryRun(next.signed, next.prepared.era)).toEqual({
      kind: 'skipped',
      reason: 'Future',
    });
    const era = { birth: client.head().number + 1, death: client.head().number + 64 };
    expect(await client.dryRun(signed, era)).toEqual({ kind: 'skipped', reason: 'era' });
    await blocks(1);
  });

  it('passes for a signature that covers the metadata’s digest, and for no other digest', async () => {
    const digest = metadataDigest(u8aToHex(encodeMetadata(15)));
    const order = await makeOrder('buy', ONE);
    const covering = await sign(order, bob, digest);
    const wrong = await sign(order, bob, `0x${'d1'.repeat(32)}`);
    const { number: block } = await blocks(1);
    expect(await client.dryRun(covering.signed, covering.prepared.era)).toEqual({ kind: 'passed', block });
    expect(await client.dryRun(wrong.signed, wrong.prepared.era)).toMatchObject({
      kind: 'failed',
      foreseen: { reason: 'Transaction has a bad signature' },
    });
  });
});

describe('a swap', () => {
  it('goes from the signature to finality, and fills as the chain’s books say', async () => {
    const order = await makeOrder('buy', 25n * ONE);
    const before = await client.readBlock({ netuids: [], account: alice.address }, client.head());
    const estimate = await client.estimateFee(callOf(order), alice.address);
    const { signed, prepared } = await sign(order, alice);
    const { phases, done, reaches } = send(signed);
    await pooled();
    await blocks(1);
    await reaches(1);
    await blocks(2);
    await done;
    expect(phases.map(({ kind }) => kind)).toEqual(['inBlock', 'finalized']);
    const [inBlock] = phases;
    if (inBlock?.kind !== 'inBlock' || !inBlock.outcome.ok) throw new Error('not filled');
    const { filled } = inBlock.outcome;
    expect(filled).toMatchObject({ paid: 25n * ONE, networkFee: estimate });
    expect(filled.received).toBeGreaterThanOrEqual(order.quote.minimumOut);
    const after = await client.readBlock({ netuids: [], account: alice.address }, inBlock.block);
    expect((before.balance?.free ?? 0n) - (after.balance?.free ?? 0n)).toBe(filled.paid + filled.networkFee);
    const positions = await client.readPositions(alice.address, inBlock.block);
    expect(positions).toEqual([{ hotkey: order.hotkey, netuid: 64, amount: filled.received }]);
    const [row] = (await client.readAvailability(alice.address, inBlock.block)) ?? [];
    expect(row).toEqual({ netuid: 64, total: filled.received, locked: 0n, available: filled.received });

    const { hash } = signed;
    const found = await client.find({
      hash,
      account: alice.address,
      nonce: prepared.nonce,
      era: prepared.era,
    });
    expect(found).toEqual({
      kind: 'included',
      block: inBlock.block,
      outcome: inBlock.outcome,
      finalized: true,
    });
  });

  it('that fails at its limit keeps the chain’s words and costs the fee', async () => {
    const order = await makeOrder('buy', 25n * ONE);
    const impossible = { ...order, quote: { ...order.quote, limitPrice: 1n } };
    const { signed } = await sign(impossible, bob);
    const { phases, reaches } = send(signed);
    await pooled();
    await blocks(1);
    await reaches(1);
    const [phase] = phases;
    if (phase?.kind !== 'inBlock' || phase.outcome.ok) throw new Error('not refused');
    expect(phase.outcome.failure.name).toBe('Swap.PriceLimitExceeded');
    expect(phase.outcome.failure.docs).not.toBe('');
    expect(phase.outcome.networkFee).toBeGreaterThan(0n);
  });

  it('is refused by the pool, in its words, when its nonce was used meanwhile', async () => {
    const [order, rival] = [await makeOrder('buy', ONE), await makeOrder('buy', 2n * ONE)];
    const [late, early] = [await sign(order, bob), await sign(rival, bob)];
    const first = send(early.signed);
    await pooled();
    await blocks(1);
    await first.reaches(1);
    const second = send(late.signed);
    await second.done;
    expect(second.phases).toMatchObject([{ kind: 'invalid', reason: expect.stringMatching(/outdated/i) }]);
  });

  it('is taken back with its block, and lands in the next', async () => {
    const parent = localnet.chain.best;
    const { signed } = await sign(await makeOrder('buy', ONE), bob);
    const { phases, reaches } = send(signed);
    await pooled();
    await blocks(1);
    await reaches(1);
    // Two blocks beside it make a longer chain; the transaction goes back to the pool and into one of them.
    const fork = localnet.chain.produceBlock(Date.now(), parent);
    localnet.chain.produceBlock(Date.now(), fork);
    await reaches(3);
    expect(phases.slice(0, 3).map(({ kind }) => kind)).toEqual(['inBlock', 'retracted', 'inBlock']);
  });

  it('is lost to this page when the socket goes, and found by the next', async () => {
    const { signed, prepared } = await sign(await makeOrder('buy', ONE), bob);
    const { phases, done } = send(signed);
    await pooled();
    await closeSockets();
    await done;
    expect(phases).toEqual([{ kind: 'lost' }]);
    client = await connect();
    const { hash } = signed;
    const sought = { hash, account: bob.address, nonce: prepared.nonce, era: prepared.era };
    expect(await client.find(sought)).toEqual({ kind: 'open' });
    await blocks(1);
    expect(await client.find(sought)).toMatchObject({ kind: 'included', finalized: false });
    expect(await client.find({ ...sought, hash: `0x${'00'.repeat(32)}` })).toEqual({ kind: 'open' });
    await blocks(3);
    expect(await client.find(sought)).toMatchObject({ kind: 'included', finalized: true });
    const other = { ...sought, hash: `0x${'00'.repeat(32)}` };
    expect(await client.find(other)).toEqual({ kind: 'never', why: 'replaced' });
  });
});
