import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { WebSocketServer } from 'ws';
import { developmentAuthor } from '#localnet/node/blockAuthor.ts';
import { BlockClock } from '#localnet/node/blockClock.ts';
import type { Chain } from '#localnet/node/chain.ts';
import type { ChainOptions } from '#localnet/node/chainOptions.ts';
import { NodeTime } from '#localnet/node/nodeTime.ts';
import type { Runtime } from '#localnet/node/runtime.ts';
import { Faults, type Send } from '#localnet/rpc/faults.ts';
import type { NodeIdentity } from '#localnet/rpc/method.ts';
import { methodRegistry } from '#localnet/rpc/registry.ts';
import { MAX_REQUEST_BYTES, Session } from '#localnet/rpc/session.ts';
import { openChain } from './openChain.ts';
import { answerPost, serveSocket } from './transport.ts';

/** Beyond this a frame is not even read; below it, and above the limit of a request, it is answered as too big. */
const MAX_FRAME_BYTES = 4 * MAX_REQUEST_BYTES;

const IDENTITY: NodeIdentity = {
  chain: 'Bittensor Local',
  name: 'Subtensor Node',
  version: '4.0.0-dev-raoswap',
  peerId: '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp',
  // A second node, so that applications see the statuses that they see on a network.
  peers: ['12D3KooWHdiAxVd8uMQR1hGWXccidmfCwLqcMpGwR6QcTP6QRMuD'],
};

export interface LocalnetOptions {
  readonly runtime: Runtime;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** 9944 by default; 0 for any free one. */
  readonly port?: number;
  /** Milliseconds; 12,000 by default. */
  readonly blockTime?: number;
  /** No blocks of themselves, only those of dev_newBlock, until dev_releaseBlocks. */
  readonly held?: boolean;
  /** Blocks whose states can be read; 256 by default. */
  readonly keep?: number;
  /** Serves the dev_ methods. */
  readonly dev?: boolean;
  /** Directory of the saved chain; without one it is in memory only. */
  readonly basePath?: string | undefined;
  /** Drops the saved chain. */
  readonly fresh?: boolean;
  /** Seed of a market: others trade, the same for the same seed. Nobody does without one. */
  readonly market?: string | undefined;
  /** Three days of a market's blocks are made when the chain begins. */
  readonly history?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told in a sentence of what is not fatal, and of how far a history is. */
  readonly warn?: (message: string) => void;
}

export interface Localnet {
  /** ws://host:port */
  readonly url: string;
  readonly port: number;
  readonly chain: Chain;
  /** Stops the blocks, ends the connections, saves the chain and frees the port. */
  close(): Promise<void>;
}

/** Starts a local chain. Refuses a port that is taken, and a saved chain that is another's. */
export async function startLocalnet(options: LocalnetOptions): Promise<Localnet> {
  const { host = '127.0.0.1', port = 9944, blockTime = 12_000 } = options;
  const { now, shift } = new NodeTime(options.now ?? Date.now);
  const warn = options.warn ?? ((message: string) => console.warn(message));
  const onError = (error: unknown) =>
    warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
  await cryptoWaitReady();
  const http = createServer();
  await listen(http, host, port);
  try {
    const opened = await openChain(chainOptions(options, onError), {
      basePath: options.basePath,
      fresh: options.fresh ?? false,
      market: options.market,
      history: options.history ?? false,
      warn,
      now,
    });
    const { chain } = opened;
    const clock = new BlockClock(blockTime, () => guarded(() => chain.produceBlock(now()), onError));
    if (options.held === true) clock.hold();
    const methods = methodRegistry(options.dev === true);
    const sockets = new WebSocketServer({
      server: http,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    });
    const closeSockets = () => {
      for (const socket of sockets.clients) socket.close(1012);
    };
    const methodNames = [...methods.keys()];
    const node = { chain, clock, identity: IDENTITY, methodNames, faults: new Faults() };
    const context = { ...node, now, shiftClock: shift, closeSockets };
    const openSession = (send: Send) => new Session(context, methods, send, onError);
    // Errors of the server come here too: no connection's trouble may end the process.
    sockets.on('error', onError);
    sockets.on('connection', (socket) => serveSocket(socket, openSession));
    http.on('request', (request, response) => answerPost(request, response, openSession));
    clock.start();
    const bound = addressOf(http).port;
    return {
      url: `ws://${host.includes(':') ? `[${host}]` : host}:${bound}`,
      port: bound,
      chain,
      async close() {
        clock.stop();
        for (const socket of sockets.clients) socket.terminate();
        http.closeAllConnections();
        await closed(http);
        await opened.close();
      },
    };
  } catch (error) {
    await closed(http);
    throw error;
  }
}

function chainOptions(options: LocalnetOptions, onError: (error: unknown) => void): ChainOptions {
  const { runtime, keep = 256, blockTime = 12_000 } = options;
  const author = developmentAuthor('//Author');
  return { runtime, author, keep, slotDuration: blockTime, peers: IDENTITY.peers, onError };
}

function guarded(work: () => void, onError: (error: unknown) => void): void {
  try {
    work();
  } catch (error) {
    onError(error);
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') reject(error);
      else
        reject(
          new Error(`Port ${port} of ${host} is taken. End what uses it, or choose another with --port.`),
        );
    });
    server.listen(port, host, resolve);
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
