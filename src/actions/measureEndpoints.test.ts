import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { connect, disconnect } from './connect.ts';
import { fakeNodes } from './fakeNodes.ts';
import type { OpenLight } from './findNewer.ts';
import { measureEndpoints } from './measureEndpoints.ts';
import { pause } from './pause.ts';
import { preferEndpoint } from './preferEndpoint.ts';

const [A, B, C] = ['wss://a.example', 'wss://b.example', 'wss://c.example'];

let network: ReturnType<typeof fakeNodes>;
let opened: string[];

/** A light node whose each answer takes 70 ms. */
const light: OpenLight = async (endpoint, timeoutMs) => {
  opened.push(endpoint);
  const node = await network.light(endpoint, timeoutMs);
  return { ...node, bestNumber: () => pause(70).then(node.bestNumber) };
};

const states = () => Object.fromEntries(session.getState().endpoints);

beforeEach(async () => {
  vi.useFakeTimers();
  opened = [];
  network = fakeNodes(A, B, C);
  settings.setState({ network: 'custom', customEndpoint: [A, B, C].join(), preferredEndpoints: {} });
  void connect(network.open, network.light);
  await vi.advanceTimersByTimeAsync(200);
});

afterEach(async () => {
  await disconnect();
  vi.useRealTimers();
});

describe('measureEndpoints', () => {
  it('measures one question of each, over the socket that is there where there is one', async () => {
    network.node(B).best = 90;
    network.node(C).mute = true;
    const measuring = measureEndpoints(false, light);
    expect(states()).toEqual({
      [A]: { kind: 'measuring' },
      [B]: { kind: 'measuring' },
      [C]: { kind: 'measuring' },
    });
    await vi.advanceTimersByTimeAsync(200);
    await measuring;
    expect(states()).toEqual({
      [A]: { kind: 'answers', latencyMs: 0, block: 100 },
      [B]: { kind: 'answers', latencyMs: 70, block: 90 },
      [C]: { kind: 'silent' },
    });
    expect(opened).toEqual([B, C]);
  });

  it('asks again only when told to, and never twice at once', async () => {
    void measureEndpoints(false, light);
    void measureEndpoints(true, light);
    await vi.advanceTimersByTimeAsync(200);
    await measureEndpoints(false, light);
    expect(opened).toEqual([B, C]);
    void measureEndpoints(true, light);
    await vi.advanceTimersByTimeAsync(200);
    expect(opened).toEqual([B, C, B, C]);
  });

  it('keeps nothing of a network that was left meanwhile', async () => {
    void measureEndpoints(false, light);
    settings.setState({ customEndpoint: C });
    void connect(network.open, network.light);
    await vi.advanceTimersByTimeAsync(500);
    expect(states()).toEqual({});
  });
});

describe('preferEndpoint', () => {
  it('goes over to it now, and begins with it later, on this network only', async () => {
    void preferEndpoint(C);
    await vi.advanceTimersByTimeAsync(200);
    expect(session.getState().connection.endpoint).toBe(C);
    expect(settings.getState().preferredEndpoints).toEqual({ custom: C });
    void connect(network.open, network.light);
    await vi.advanceTimersByTimeAsync(200);
    expect(session.getState().connection.endpoint).toBe(C);
    expect(network.node(A).opened).toHaveLength(1);
    await preferEndpoint(null);
    expect(settings.getState().preferredEndpoints).toEqual({});
    expect(session.getState().connection.endpoint).toBe(C);
  });
});
