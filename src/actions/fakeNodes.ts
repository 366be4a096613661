import type { ChainClient } from '#chain/client.ts';
import type { ConnectOptions } from '#chain/connectChain.ts';
import { AppError } from '#domain/appError.ts';
import { fakeClient, INFO } from './fakeClient.ts';
import type { OpenLight } from './findNewer.ts';
import { pause } from './pause.ts';
import type { OpenChain } from './reachNode.ts';

/** One node of a chain for tests. Mute: it takes everything and says nothing. */
export interface FakeNode {
  mute: boolean;
  /** Refused: nobody listens there. */
  refused: boolean;
  genesis: string;
  best: number;
  /** Timestamp of its best block; null: as it is asked. */
  timestamp: number | null;
  /** Milliseconds until it has shown its genesis, and from then until it is ready. */
  genesisMs: number;
  readyMs: number;
  /** How often it was asked for a sign of life. */
  pings: number;
  opened: ConnectOptions[];
  clients: ChainClient[];
  closed: number;
}

const NEVER = new Promise<never>(() => undefined);

/** Nodes by endpoint, made when they are first named, and the two ways to open them. */
export function fakeNodes(...endpoints: readonly string[]) {
  const nodes = new Map<string, FakeNode>();
  const node = (endpoint: string): FakeNode => {
    const known = nodes.get(endpoint);
    if (known !== undefined) return known;
    const made = { mute: false, refused: false, genesis: INFO.genesis, best: 100, timestamp: null };
    const fresh = { ...made, genesisMs: 50, readyMs: 50, pings: 0, opened: [], clients: [], closed: 0 };
    nodes.set(endpoint, fresh);
    return fresh;
  };
  for (const endpoint of endpoints) node(endpoint);
  const open: OpenChain = async (options) => {
    const self = node(options.endpoint);
    self.opened.push(options);
    if (self.refused) throw new AppError('connectionLost');
    if (self.mute) {
      await pause(options.timeoutMs);
      throw new AppError('timeout', options.endpoint);
    }
    await pause(self.genesisMs);
    if (self.genesis !== (options.genesis ?? self.genesis)) throw new AppError('wrongGenesis', self.genesis);
    options.onGenesis();
    await pause(self.readyMs);
    const client = clientOf(options.endpoint, self);
    self.clients.push(client);
    return client;
  };
  const light: OpenLight = async (endpoint) => {
    const self = node(endpoint);
    if (self.refused || self.mute) throw new AppError('timeout');
    return {
      endpoint,
      blockHash: async (number) => (number === 0 ? self.genesis : `0x${number}`),
      bestNumber: async () => self.best,
      callRuntime: async () => null,
      close: () => undefined,
    };
  };
  return { node, open, light };
}

function clientOf(endpoint: string, self: FakeNode): ChainClient {
  let answeredAt = performance.now();
  const answers = async <T>(answer: T): Promise<T> => {
    if (self.mute) await NEVER;
    answeredAt = performance.now();
    return answer;
  };
  const head = () => ({ number: self.best, hash: `0x${self.best}` });
  return fakeClient({
    endpoint,
    info: () => ({ ...INFO, genesis: self.genesis }),
    head,
    readBlock: (_wanted, block) =>
      answers({
        block,
        timestamp: self.timestamp ?? Date.now(),
        pools: new Map(),
        balance: null,
        nonce: null,
        safeMode: false,
        nominatorMinimum: null,
        subnetCount: 1,
      }),
    readPrices: () => answers(new Map()),
    readSubnets: () => answers([]),
    ping: () => {
      self.pings += 1;
      return answers(undefined);
    },
    answeredAt: () => answeredAt,
    close: () => {
      self.closed += 1;
    },
  });
}
