import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BlockReading, ChainClient } from '#chain/client.ts';
import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import type { PoolSnapshot } from '#domain/pool.ts';
import { rao } from '#domain/units.ts';
import { market, resetMarket } from '#stores/market.ts';
import { NO_FACTS, session, setConnection } from '#stores/session.ts';
import { fakeClient } from './fakeClient.ts';
import { ALICE, BOB } from './fakeOrder.ts';
import { followChain, forgetChain, onHead } from './followChain.ts';
import { followPool } from './followPool.ts';
import { dropClient, holdClient } from './held.ts';
import { readHead } from './readHead.ts';

const ref = (number: number, fork = ''): BlockRef => ({ number, hash: `0x${number}${fork}` });

function reading(at: BlockRef, netuids: readonly number[], account: string | null): BlockReading {
  const pools = netuids.map((netuid): [number, PoolSnapshot] => [
    netuid,
    { netuid, registeredAt: 1n, pool: { kind: 'foreign' }, tradable: true, block: at },
  ]);
  const free = rao(BigInt(at.number));
  return {
    block: at,
    timestamp: at.number * 12_000,
    pools: new Map(pools),
    balance: account === null ? null : { free, reserved: rao(0n), frozen: rao(0n), spendable: free },
    nonce: account === null ? null : 1,
    safeMode: false,
    nominatorMinimum: rao(20_000_000n),
    subnetCount: 129,
  };
}

/** A chain whose readings of blocks wait until the test lets them go. */
function slowChain(given: Partial<ChainClient> = {}) {
  const waiting = new Map<string, () => void>();
  const refused = new Map<string, (error: Error) => void>();
  const asked: string[] = [];
  const client = fakeClient({
    readBlock({ netuids, account }, at) {
      asked.push(at.hash);
      return new Promise((resolve, reject) => {
        waiting.set(at.hash, () => resolve(reading(at, netuids, account)));
        refused.set(at.hash, reject);
      });
    },
    readPrices: async (at) => new Map([[64, BigInt(at.number)]]),
    readPositions: async () => [],
    readAvailability: async () => null,
    readSubnets: async () => [],
    readValidators: async () => [],
    ...given,
  });
  return {
    client,
    asked,
    answer: (at: BlockRef) => waiting.get(at.hash)?.(),
    refuse: (at: BlockRef, error: Error) => refused.get(at.hash)?.(error),
  };
}

let unfollow: () => void = () => undefined;

beforeEach(() => {
  resetMarket();
  session.setState({ account: ALICE, ...NO_FACTS });
  setConnection({ status: 'ready', error: null });
});

afterEach(() => {
  unfollow();
  forgetChain();
  dropClient();
});

describe('readHead', () => {
  it('shows what is on screen, all of one block', async () => {
    unfollow = followPool(64);
    const { client, answer } = slowChain();
    holdClient(client);
    const done = readHead(client, ref(7));
    answer(ref(7));
    await done;
    const { head, pools, prices } = market.getState();
    expect(head).toEqual({ ...ref(7), timestamp: 84_000 });
    expect(pools.get(64)?.block).toEqual(ref(7));
    expect(prices.get(64)).toBe(7n);
    expect(session.getState()).toMatchObject({ accountBlock: 7, balance: { free: 7n }, positions: [] });
  });

  it('drops the late answer of an older head', async () => {
    const { client, answer } = slowChain();
    holdClient(client);
    const [older, newer] = [readHead(client, ref(7)), readHead(client, ref(8))];
    answer(ref(8));
    await newer;
    answer(ref(7));
    await older;
    expect(market.getState().head?.number).toBe(8);
    expect(session.getState().accountBlock).toBe(8);
  });

  it('shows a head that takes the place of another, though it is lower', async () => {
    const { client, answer } = slowChain();
    holdClient(client);
    for (const at of [ref(8), ref(7, 'b')]) {
      const done = readHead(client, at);
      answer(at);
      await done;
    }
    expect(market.getState().head?.hash).toBe('0x7b');
  });

  it('remembers the prices of the newest blocks, and forgets those of blocks that were replaced', async () => {
    const { client, answer } = slowChain();
    holdClient(client);
    for (const at of [...Array.from({ length: 105 }, (_, index) => ref(index + 1)), ref(104, 'b')]) {
      const done = readHead(client, at);
      answer(at);
      await done;
    }
    const { priceHistory, nominatorMinimum } = market.getState();
    expect(priceHistory.map(({ block }) => block)).toEqual(
      Array.from({ length: 99 }, (_, index) => index + 6),
    );
    expect(priceHistory[0]?.prices.get(64)).toBe(6n);
    expect(nominatorMinimum).toBe(20_000_000n);
  });

  it('keeps the last good state when the node answers garbage, says so, and takes it back', async () => {
    const { client, answer, refuse } = slowChain();
    holdClient(client);
    const good = readHead(client, ref(7));
    answer(ref(7));
    await good;
    const bad = readHead(client, ref(8));
    refuse(ref(8), new AppError('nodeGarbage', 'x'));
    await bad;
    expect(market.getState().head?.number).toBe(7);
    expect(session.getState().connection).toMatchObject({ status: 'ready', error: { code: 'nodeGarbage' } });
    const again = readHead(client, ref(9));
    answer(ref(9));
    await again;
    expect(session.getState().connection.error).toBeNull();
  });

  it('gives nothing of an account to another that was chosen meanwhile', async () => {
    const { client, answer } = slowChain();
    holdClient(client);
    const done = readHead(client, ref(7));
    session.setState({ account: BOB, ...NO_FACTS });
    answer(ref(7));
    await done;
    expect(session.getState().balance).toBeNull();
    expect(session.getState().positions).toBeNull();
    expect(market.getState().head?.number).toBe(7);
  });

  it('shows nothing of a node that was left', async () => {
    const { client, answer } = slowChain();
    holdClient(client);
    const done = readHead(client, ref(7));
    dropClient();
    answer(ref(7));
    await done;
    expect(market.getState().head).toBeNull();
  });
});

describe('following the chain', () => {
  it('reads two heads at a time at most, and of those that wait only the newest', async () => {
    const { client, asked, answer } = slowChain();
    holdClient(client);
    followChain(client);
    for (const number of [101, 102, 103, 104]) onHead(ref(number));
    expect(asked).toEqual(['0x64', '0x101']);
    answer({ number: 100, hash: '0x64' });
    await vi.waitFor(() => expect(asked).toEqual(['0x64', '0x101', '0x104']));
    answer(ref(104));
    await vi.waitFor(() => expect(market.getState().head?.number).toBe(104));
    expect(market.getState().finalized).toBe(98);
    answer(ref(101));
  });

  it('reads the validators of a pool on screen once', async () => {
    const readValidators = vi.fn(async () => []);
    const { client } = slowChain({ readValidators });
    unfollow = followPool(64);
    holdClient(client);
    followChain(client);
    await vi.waitFor(() => expect(market.getState().validators.has(64)).toBe(true));
    onHead(ref(101));
    expect(readValidators).toHaveBeenCalledOnce();
  });
});

describe('followPool', () => {
  it('reads at once, without waiting for a head, and never puts an older block in place of a newer', async () => {
    const { client, answer, asked } = slowChain();
    holdClient(client);
    unfollow = followPool(64);
    expect(asked).toEqual(['0x64']);
    const head = readHead(client, ref(101));
    answer(ref(101));
    await head;
    answer({ number: 100, hash: '0x64' });
    await Promise.resolve();
    expect(market.getState().pools.get(64)?.block.number).toBe(101);
  });

  it('keeps a pool while anyone wants it', async () => {
    const { client, answer } = slowChain();
    holdClient(client);
    const [first, second] = [followPool(64), followPool(64)];
    first();
    first();
    const done = readHead(client, ref(7));
    answer(ref(7));
    await done;
    expect(market.getState().pools.has(64)).toBe(true);
    second();
    const next = readHead(client, ref(8));
    answer(ref(8));
    await next;
    expect(market.getState().pools.has(64)).toBe(false);
  });
});
