import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#domain/appError.ts';
import { resetMarket } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { connect, disconnect, goTo } from './connect.ts';
import { fakeNodes } from './fakeNodes.ts';
import { heldClient } from './held.ts';

const [A, B, C] = ['wss://a.example', 'wss://b.example', 'wss://c.example'];
const BLOCK_MS = 12_000;

let network: ReturnType<typeof fakeNodes>;
let statuses: string[];
let stop: () => void;

async function begin(...endpoints: string[]) {
  settings.setState({ network: 'custom', customEndpoint: endpoints.join(' '), preferredEndpoints: {} });
  network = fakeNodes(...endpoints);
  void connect(network.open, network.light);
  await vi.advanceTimersByTimeAsync(200);
  expect(session.getState().connection).toMatchObject({ status: 'ready', endpoint: endpoints[0] });
  stop = session.subscribe(({ connection }) => statuses.push(connection.status));
}

const inUse = () => session.getState().connection.endpoint;

/** A new best block of a node, as it tells those who follow it. */
function newHead(endpoint: string) {
  const node = network.node(endpoint);
  node.best += 1;
  const head = { number: node.best, hash: `0x${node.best}` };
  for (const { listeners } of node.opened) listeners.onHead(head);
}

beforeEach(() => {
  vi.useFakeTimers();
  statuses = [];
  resetMarket();
  session.setState({ chain: null, account: null });
});

afterEach(async () => {
  stop();
  await disconnect();
  vi.useRealTimers();
});

describe('a node that falls silent', () => {
  it('is left for the next within 5 s of its last answer, and its socket is closed', async () => {
    await begin(A, B);
    network.node(A).mute = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(inUse()).toBe(B);
    expect(heldClient()?.endpoint).toBe(B);
    expect(network.node(A).closed).toBe(1);
    expect(statuses, 'another was ready before it was given up').not.toContain('offline');
  });

  it('is left within 5 s also when the next is silent as well, and when it is slow', async () => {
    await begin(A, B, C);
    network.node(A).mute = true;
    network.node(B).mute = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(inUse()).toBe(C);
    expect(network.node(A).opened).toHaveLength(1);
  });

  it('is said to be gone when there is no other, and is taken up again when it is back', async () => {
    await begin(A);
    network.node(A).mute = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session.getState().connection).toMatchObject({ status: 'offline', error: { code: 'timeout' } });
    network.node(A).mute = false;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(session.getState().connection).toMatchObject({ status: 'ready', endpoint: A, error: null });
  });

  it('is kept when it answers before another is ready, and that other is closed', async () => {
    await begin(A, B);
    network.node(B).readyMs = 2_000;
    const client = heldClient();
    if (client === null) throw new Error('no client');
    let answeredAt = performance.now();
    vi.spyOn(client, 'answeredAt').mockImplementation(() => answeredAt);
    let answer: () => void = () => undefined;
    vi.spyOn(client, 'ping').mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    await vi.advanceTimersByTimeAsync(3_500);
    expect(network.node(B).opened, 'another is opened').toHaveLength(1);
    answeredAt = performance.now();
    answer();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(network.node(B).opened[0]?.signal.aborted).toBe(true);
    expect(inUse()).toBe(A);
    await vi.advanceTimersByTimeAsync(400);
    expect(statuses).not.toContain('offline');
  });

  it('is asked once in two seconds at most, and never while it speaks', async () => {
    await begin(A, B);
    await vi.advanceTimersByTimeAsync(20_000);
    const { pings } = network.node(A);
    expect(pings).toBeGreaterThan(5);
    expect(pings).toBeLessThanOrEqual(10);
    for (let second = 0; second < 10; second += 1) {
      newHead(A);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(network.node(A).pings).toBe(pings);
    expect(inUse()).toBe(A);
  });

  it('that refuses the question is alive', async () => {
    await begin(A, B);
    const client = heldClient();
    if (client === null) throw new Error('no client');
    let answeredAt = performance.now();
    vi.spyOn(client, 'answeredAt').mockImplementation(() => answeredAt);
    vi.spyOn(client, 'ping').mockImplementation(async () => {
      answeredAt = performance.now();
      throw new AppError('nodeGarbage', 'too many requests');
    });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(inUse()).toBe(A);
  });

  it('comes to no replacement of another chain', async () => {
    await begin(A, B, C);
    network.node(A).mute = true;
    network.node(B).genesis = '0xbb';
    await vi.advanceTimersByTimeAsync(5_000);
    expect(inUse()).toBe(C);
    expect(network.node(B).opened[0]?.genesis).toBe(network.node(A).genesis);
  });
});

describe('a node whose blocks stop', () => {
  it('is left for one that has newer ones', async () => {
    await begin(A, B, C);
    await vi.advanceTimersByTimeAsync(BLOCK_MS);
    network.node(B).best = 102;
    network.node(C).best = 104;
    await vi.advanceTimersByTimeAsync(4 * BLOCK_MS);
    expect(inUse()).toBe(C);
    expect(network.node(A).closed).toBe(1);
    expect(statuses).not.toContain('offline');
  });

  it('is kept while none has newer ones, and asked about again', async () => {
    await begin(A, B);
    await vi.advanceTimersByTimeAsync(20 * BLOCK_MS);
    expect(inUse()).toBe(A);
    network.node(B).best = 200;
    await vi.advanceTimersByTimeAsync(4 * BLOCK_MS + 1_000);
    expect(inUse()).toBe(B);
  });

  it('is kept when the newer ones are of another chain', async () => {
    await begin(A, B);
    Object.assign(network.node(B), { best: 200, genesis: '0xbb' });
    await vi.advanceTimersByTimeAsync(10 * BLOCK_MS);
    expect(inUse()).toBe(A);
  });

  it('is never doubted while they come', async () => {
    await begin(A, B);
    network.node(B).best = 200;
    for (let block = 0; block < 10; block += 1) {
      newHead(A);
      await vi.advanceTimersByTimeAsync(BLOCK_MS);
    }
    expect(inUse()).toBe(A);
  });
});

describe('blocks that are old by this computer’s clock', () => {
  const TEN_MINUTES = 600_000;

  async function beginOld() {
    settings.setState({ network: 'custom', customEndpoint: `${A} ${B}`, preferredEndpoints: {} });
    network = fakeNodes(A, B);
    network.node(A).timestamp = Date.now() - TEN_MINUTES;
    stop = () => undefined;
  }

  it('make the app change to a node with newer ones at once', async () => {
    await beginOld();
    network.node(B).best = 150;
    void connect(network.open, network.light);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(inUse()).toBe(B);
    expect(session.getState().clockAheadMs).toBe(0);
  });

  it('are put down to that clock when another node knows no newer ones', async () => {
    await beginOld();
    void connect(network.open, network.light);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(inUse()).toBe(A);
    expect(session.getState().clockAheadMs).toBeGreaterThanOrEqual(TEN_MINUTES);
    expect(session.getState().clockAheadMs).toBeLessThan(TEN_MINUTES + 1_000);
  });

  it('are put down to that clock when they go on at their pace, without another node', async () => {
    await beginOld();
    network.node(B).refused = true;
    void connect(network.open, network.light);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.getState().clockAheadMs).toBe(0);
    for (let block = 0; block < 3; block += 1) {
      await vi.advanceTimersByTimeAsync(BLOCK_MS);
      network.node(A).timestamp = Date.now() - TEN_MINUTES;
      newHead(A);
    }
    await vi.advanceTimersByTimeAsync(100);
    expect(session.getState().clockAheadMs).toBe(TEN_MINUTES);
  });
});

describe('goTo', () => {
  it('changes the node without a gap, and stays when the other does not come', async () => {
    await begin(A, B);
    const going = goTo(B);
    expect(inUse()).toBe(A);
    await vi.advanceTimersByTimeAsync(200);
    await going;
    expect(inUse()).toBe(B);
    network.node(A).refused = true;
    await goTo(A);
    expect(session.getState().connection).toMatchObject({ status: 'ready', endpoint: B });
    expect(session.getState().connection.error?.code).toBe('noEndpoint');
    expect(statuses).not.toContain('offline');
  });
});
