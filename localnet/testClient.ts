import { once } from 'node:events';
import { WebSocket } from 'ws';
import { tinyRuntime } from '#localnet/node/tinyRuntime.ts';
import { type Localnet, type LocalnetOptions, startLocalnet } from './server.ts';

type Json = Readonly<Record<string, unknown>>;

/** A client that reads what it is sent, frame by frame: bytes as they are, text as JSON where it is any. */
export interface TestClient {
  readonly socket: WebSocket;
  /** The next frame that is not read yet. */
  next(): Promise<unknown>;
  /** Sends a request, and reads frames until its answer; notifications on the way are kept in `told`. */
  answer(method: string, ...params: unknown[]): Promise<Json>;
  /** The result of a request; rejects with the error. */
  result(method: string, ...params: unknown[]): Promise<unknown>;
  /** Notifications that came before an answer that was waited for, in order. */
  readonly told: Json[];
}

const cleanups: (() => Promise<void>)[] = [];

/** Closes all that startTestnet and connect opened; to be called after each test. */
export async function closeTestnets(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

/** Starts a chain on a free port, on the tiny runtime and with the dev_ methods. */
export async function startTestnet(options: Partial<LocalnetOptions> = {}): Promise<Localnet> {
  const localnet = await startLocalnet({
    runtime: tinyRuntime(),
    port: 0,
    held: true,
    dev: true,
    ...options,
  });
  cleanups.push(() => localnet.close());
  return localnet;
}

/** Connects to a chain. */
export async function connect(url: string): Promise<TestClient> {
  const socket = new WebSocket(url);
  const frames: unknown[] = [];
  const waiting: ((frame: unknown) => void)[] = [];
  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? data : parsed(data.toString());
    const taker = waiting.shift();
    if (taker === undefined) frames.push(frame);
    else taker(frame);
  });
  await once(socket, 'open');
  cleanups.push(async () => socket.terminate());
  const next = () =>
    frames.length > 0 ? Promise.resolve(frames.shift()) : new Promise((resolve) => waiting.push(resolve));
  const told: Json[] = [];
  let lastId = 0;
  const answer = async (method: string, ...params: unknown[]) => {
    lastId += 1;
    const id = lastId;
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    for (;;) {
      const frame = Object(await next());
      if (frame.id === id) return frame;
      told.push(frame);
    }
  };
  const result = async (method: string, ...params: unknown[]) => {
    const frame = await answer(method, ...params);
    if ('error' in frame) throw new Error(JSON.stringify(frame.error));
    return frame.result;
  };
  return { socket, next, answer, result, told };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
