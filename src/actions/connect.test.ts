import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectOptions } from '#chain/connectChain.ts';
import { NETWORKS } from '#config/networks.ts';
import { AppError } from '#domain/appError.ts';
import { market, resetMarket } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { connect, currentNetwork, disconnect } from './connect.ts';
import { setDefaultNetwork } from './defaultNetwork.ts';
import { fakeClient, INFO } from './fakeClient.ts';
import { heldClient } from './held.ts';
import type { OpenChain } from './reachNode.ts';

const [FIRST, SECOND, THIRD] = ['wss://one.example', 'wss://two.example', 'wss://three.example'];
const THREE = [FIRST, SECOND, THIRD].join('\n');

let opened: ConnectOptions[];
let closed: string[];

/** Opens endpoints as told: an error for those that fail, a chain for the rest. */
function opening(failures: Readonly<Record<string, Error>> = {}, genesis = INFO.genesis): OpenChain {
  return async (options) => {
    opened.push(options);
    const failure = failures[options.endpoint];
    if (failure !== undefined) throw failure;
    return fakeClient({
      endpoint: options.endpoint,
      info: () => ({ ...INFO, genesis }),
      readBlock: async (_wanted, block) => ({
        block,
        timestamp: 1,
        pools: new Map(),
        balance: null,
        nonce: null,
        safeMode: false,
        subnetCount: 1,
        nominatorMinimum: null,
      }),
      readPrices: async () => new Map(),
      readSubnets: async () => [],
      close: () => closed.push(options.endpoint),
    });
  };
}

const timeout = new AppError('timeout');

beforeEach(() => {
  opened = [];
  closed = [];
  resetMarket();
  settings.setState({
    network: 'custom',
    customEndpoint: THREE,
    localEndpoint: null,
    preferredEndpoints: {},
  });
  session.setState({ chain: null, account: null });
});

afterEach(async () => {
  await disconnect();
  vi.useRealTimers();
});

describe('currentNetwork', () => {
  it('is the person’s choice, else the build’s', () => {
    expect(currentNetwork().id).toBe('custom');
    settings.setState({ network: null });
    setDefaultNetwork('local', 'ws://127.0.0.1:1234');
    expect(currentNetwork()).toMatchObject({ id: 'local', endpoints: ['ws://127.0.0.1:1234'] });
    setDefaultNetwork('finney');
  });

  it('looks for the local chain on this machine only', () => {
    for (const [localEndpoint, expected] of [
      ['ws://localhost:5555', 'ws://localhost:5555'],
      ['ws://example.org:5555', 'ws://127.0.0.1:9944'],
      ['nonsense', 'ws://127.0.0.1:9944'],
    ] as const) {
      settings.setState({ network: 'local', localEndpoint });
      expect(currentNetwork().endpoints).toEqual([expected]);
    }
  });

  it('has the person’s own endpoints for the custom network, or none', () => {
    expect(currentNetwork().endpoints).toEqual([FIRST, SECOND, THIRD]);
    settings.setState({ customEndpoint: `${FIRST} https://example.org` });
    expect(currentNetwork().endpoints).toEqual([]);
  });

  it('begins with the endpoint that the person prefers, if the network has it', () => {
    settings.setState({ preferredEndpoints: { custom: THIRD, finney: 'wss://elsewhere.example' } });
    expect(currentNetwork().endpoints).toEqual([THIRD, FIRST, SECOND]);
    settings.setState({ network: 'finney' });
    expect(currentNetwork().endpoints).toEqual(NETWORKS.finney.endpoints);
  });
});

describe('connect', () => {
  it('takes the first endpoint that answers, and expects the network’s genesis of each', async () => {
    await connect(opening({ [FIRST]: timeout }));
    expect(opened.map(({ endpoint }) => endpoint)).toEqual([FIRST, SECOND]);
    expect(session.getState()).toMatchObject({
      connection: { status: 'ready', endpoint: SECOND, error: null },
      chain: INFO,
    });
    await vi.waitFor(() => expect(market.getState().head?.number).toBe(100));
    expect(market.getState()).toMatchObject({ subnets: [], finalized: 98 });
  });

  it('expects the genesis of the network chosen', async () => {
    settings.setState({ network: 'finney' });
    await connect(opening());
    expect(opened.map(({ genesis }) => genesis)).toEqual([NETWORKS.finney.genesis]);
  });

  it('fails when no node answers, and can be tried again', async () => {
    await connect(opening({ [FIRST]: timeout, [SECOND]: timeout, [THIRD]: new AppError('connectionLost') }));
    expect(session.getState().connection).toMatchObject({ status: 'failed', error: { code: 'noEndpoint' } });
    await connect(opening());
    expect(session.getState().connection).toMatchObject({ status: 'ready', endpoint: FIRST, error: null });
  });

  it('says that a node was of another chain, rather than that others were silent', async () => {
    const wrong = new AppError('wrongGenesis', '0xbb');
    await connect(opening({ [FIRST]: timeout, [SECOND]: wrong, [THIRD]: timeout }));
    expect(session.getState().connection).toMatchObject({
      status: 'failed',
      error: { code: 'wrongGenesis' },
    });
  });

  it('fails for a custom network without an address', async () => {
    settings.setState({ customEndpoint: '' });
    await connect(opening());
    expect(opened).toEqual([]);
    expect(session.getState().connection).toMatchObject({ status: 'failed', error: { code: 'noEndpoint' } });
  });

  it('lets a newer call win, and closes what the older one opened', async () => {
    let release: () => void = () => undefined;
    const slow: OpenChain = async (options) => {
      await new Promise<void>((resolve) => (release = resolve));
      return opening()(options);
    };
    const first = connect(slow);
    settings.setState({ network: 'test' });
    await connect(opening());
    release();
    await first;
    expect(session.getState().connection.endpoint).toBe('wss://test.finney.opentensor.ai:443');
    await vi.waitFor(() => expect(closed).toEqual([FIRST]));
  });

  it('forgets the market when the chain is another, and keeps it when it is the same', async () => {
    await connect(opening());
    market.setState({ distrusted: new Set([64]) });
    await connect(opening());
    expect(market.getState().distrusted.has(64)).toBe(true);
    await connect(opening({}, '0xbb'));
    expect(market.getState().distrusted.has(64)).toBe(false);
  });
});

describe('a node that goes away', () => {
  it('is replaced by the next, and what is on screen stays', async () => {
    await connect(opening());
    await vi.waitFor(() => expect(market.getState().head).not.toBeNull());
    opened[0]?.listeners.onLost(new AppError('connectionLost'));
    expect(session.getState().connection.status).toBe('offline');
    expect(market.getState().head).not.toBeNull();
    await vi.waitFor(() => expect(session.getState().connection.status).toBe('ready'));
    expect(session.getState().connection).toMatchObject({ endpoint: SECOND, error: null });
    expect(heldClient()?.endpoint).toBe(SECOND);
    expect(closed).toEqual([FIRST]);
  });

  it('is sought again and again, with pauses, until one answers', async () => {
    vi.useFakeTimers();
    const failures: Record<string, Error> = {};
    await connect(opening(failures));
    Object.assign(failures, { [FIRST]: timeout, [SECOND]: timeout, [THIRD]: timeout });
    opened[0]?.listeners.onLost(new AppError('connectionLost'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session.getState().connection).toMatchObject({ status: 'offline', error: { code: 'noEndpoint' } });
    const tries = opened.length;
    expect(tries).toBeGreaterThan(6);
    for (const endpoint of [FIRST, SECOND, THIRD]) delete failures[endpoint];
    await vi.advanceTimersByTimeAsync(20_000);
    expect(session.getState().connection).toMatchObject({ status: 'ready', error: null });
  });

  it('is not replaced after disconnect', async () => {
    await connect(opening());
    const [first] = opened;
    await disconnect();
    first?.listeners.onLost(new AppError('connectionLost'));
    first?.listeners.onHead({ number: 500, hash: '0x500' });
    expect(session.getState().connection.status).toBe('idle');
    expect(opened).toHaveLength(1);
    expect(heldClient()).toBeNull();
  });
});

it('a runtime upgrade renews what depends on the runtime', async () => {
  await connect(opening());
  session.setState({
    networkFees: new Map([
      ['add_stake', session.getState().chain?.existentialDeposit ?? INFO.existentialDeposit],
    ]),
  });
  opened[0]?.listeners.onRuntime({ ...INFO, specVersion: 476, foreignCurve: true });
  expect(session.getState().chain).toMatchObject({ specVersion: 476, foreignCurve: true });
  expect(session.getState().networkFees.size).toBe(0);
});
