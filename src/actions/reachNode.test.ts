import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainClient } from '#chain/client.ts';
import type { AppError } from '#domain/appError.ts';
import { fakeNodes } from './fakeNodes.ts';
import { reachNode } from './reachNode.ts';

const [A, B, C] = ['wss://a.example', 'wss://b.example', 'wss://c.example'];

let network: ReturnType<typeof fakeNodes>;
let tried: string[];
let calledOff: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  [tried, calledOff] = [[], new AbortController()];
  network = fakeNodes(A, B, C);
});

afterEach(() => {
  vi.useRealTimers();
});

/** What it comes to within so many milliseconds; undefined while it is still trying. */
async function reach(ms: number): Promise<ChainClient | AppError | undefined> {
  let outcome: ChainClient | AppError | undefined;
  const nothing = () => undefined;
  void reachNode({
    open: network.open,
    endpoints: [A, B, C],
    genesis: '0xaa',
    listeners: () => ({ onHead: nothing, onFinalized: nothing, onRuntime: nothing, onLost: nothing }),
    onTry: (endpoint) => tried.push(endpoint),
    signal: calledOff.signal,
  }).then((reached) => {
    outcome = reached;
  });
  await vi.advanceTimersByTimeAsync(ms);
  return outcome;
}

describe('reachNode', () => {
  it('takes the first and leaves the others in peace', async () => {
    expect(await reach(60_000)).toMatchObject({ endpoint: A });
    expect(tried).toEqual([A]);
  });

  it('tries the next beside one that is slow to show its genesis; the first that is ready wins', async () => {
    network.node(A).genesisMs = 4_000;
    expect(await reach(1_700)).toMatchObject({ endpoint: B });
    expect(network.node(A).opened[0]?.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(network.node(A).closed, 'what came too late is closed').toBe(1);
    expect(network.node(B).closed).toBe(0);
    expect(tried).toEqual([A, B]);
  });

  it('gives one that is of the chain longer, for it may have much to load', async () => {
    network.node(A).readyMs = 4_500;
    expect(await reach(4_700)).toMatchObject({ endpoint: A });
    expect(tried).toEqual([A]);
    network.node(A).readyMs = 60_000;
    expect(await reach(5_300)).toMatchObject({ endpoint: B });
  });

  it('takes a slow one all the same when the others fail', async () => {
    network.node(A).genesisMs = 9_000;
    network.node(B).refused = true;
    network.node(C).refused = true;
    expect(await reach(9_200)).toMatchObject({ endpoint: A });
  });

  it('says that none answered, or rather that one was of another chain', async () => {
    for (const endpoint of [A, B, C]) network.node(endpoint).refused = true;
    expect(await reach(100)).toMatchObject({ code: 'noEndpoint' });
    network.node(B).refused = false;
    network.node(B).genesis = '0xbb';
    expect(await reach(1_000)).toMatchObject({ code: 'wrongGenesis', detail: '0xbb' });
  });

  it('leaves nothing open when it is called off', async () => {
    network.node(A).readyMs = 1_000;
    expect(await reach(500)).toBeUndefined();
    calledOff.abort();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(network.node(A)).toMatchObject({ closed: 1 });
    expect(tried).toEqual([A]);
    expect(await reach(100)).toMatchObject({ code: 'connectionLost' });
    expect(tried).toEqual([A]);
  });

  it('fails without an endpoint', async () => {
    const nothing = () => undefined;
    const listeners = () => ({ onHead: nothing, onFinalized: nothing, onRuntime: nothing, onLost: nothing });
    const none = { open: network.open, endpoints: [], genesis: null, listeners, onTry: nothing };
    expect(await reachNode({ ...none, signal: calledOff.signal })).toMatchObject({ code: 'noEndpoint' });
  });
});
