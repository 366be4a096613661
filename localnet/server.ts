import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { WebSocketServer } from 'ws';
import { developmentAuthor } from '#localnet/node/blockAuthor.ts';
import { BlockClock } from '#localnet/node/blockClock.ts';
import { Chain } from '#localnet/node/chain.ts';
import { type ChainSnapshot, SnapshotMismatchError } from '#localnet/node/chainSnapshot.ts';
import { NodeTime } from '#localnet/node/nodeTime.ts';
import { PoolError } from '#localnet/node/poolError.ts';
import type { Runtime } from '#localnet/node/runtime.ts';
import { Faults, type Send } from '#localnet/rpc/faults.ts';
import type { NodeIdentity } from '#localnet/rpc/method.ts';
import { methodRegistry } from '#localnet/rpc/registry.ts';
import { MAX_REQUEST_BYTES, Session } from '#localnet/rpc/session.ts';
import { ChainSaver, SnapshotFile } from './persistence.ts';
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
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told in a sentence of what is not fatal. */
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
    const file = options.basePath === undefined ? null : new SnapshotFile(options.basePath);
    if (options.fresh === true) await file?.remove();
    const snapshot = await file?.load(warn);
    const chain = openChain(options, snapshot ?? undefined, onError, file?.path ?? '');
    for (const bytes of snapshot?.pool ?? []) resubmit(chain, bytes, now());
    const saver = file === null ? null : new ChainSaver(chain, file, onError);
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
        await saver?.close();
      },
    };
  } catch (error) {
    await closed(http);
    throw error;
  }
}

function openChain(
  options: LocalnetOptions,
  snapshot: ChainSnapshot | undefined,
  onError: (error: unknown) => void,
  path: string,
): Chain {
  const { runtime, keep = 256, blockTime = 12_000 } = options;
  const author = developmentAuthor('//Author');
  try {
    return new Chain(
      { runtime, author, keep, slotDuration: blockTime, peers: IDENTITY.peers, onError },
      snapshot,
    );
  } catch (error) {
    if (!(error instanceof SnapshotMismatchError)) throw error;
    throw new Error(
      `The saved chain ${path} is not of this version: ${error.message}. Start with --fresh to begin anew.`,
    );
  }
}

/** A transaction that waited when the chain was saved, and may be no longer valid. */
function resubmit(chain: Chain, bytes: Uint8Array, now: number): void {
  try {
    chain.pool.submit(bytes, now);
  } catch (error) {
    if (!(error instanceof PoolError)) throw error;
  }
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
