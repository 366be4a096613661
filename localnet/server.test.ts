import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { tinyRuntime, tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { type Localnet, type LocalnetOptions, startLocalnet } from './server.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(options: Partial<LocalnetOptions> = {}): Promise<Localnet> {
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

/** A client that reads what it is sent, frame by frame. */
async function connect(url: string) {
  const socket = new WebSocket(url);
  const frames: unknown[] = [];
  const waiting: ((frame: unknown) => void)[] = [];
  socket.on('message', (data) => {
    const frame: unknown = JSON.parse(data.toString());
    const next = waiting.shift();
    if (next === undefined) frames.push(frame);
    else next(frame);
  });
  await once(socket, 'open');
  cleanups.push(async () => socket.terminate());
  const next = () =>
    frames.length > 0 ? Promise.resolve(frames.shift()) : new Promise((resolve) => waiting.push(resolve));
  const request = (method: string, params: readonly unknown[] = [], id = 1) => {
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return next();
  };
  return { socket, next, request };
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'localnet-'));
  cleanups.push(() => rm(directory, { recursive: true }));
  return directory;
}

describe('startLocalnet', () => {
  it('serves JSON-RPC over a WebSocket at the URL that it gives', async () => {
    const { url, port } = await start();
    expect(url).toBe(`ws://127.0.0.1:${port}`);
    const { request } = await connect(url);
    expect(await request('system_chain')).toEqual({ jsonrpc: '2.0', id: 1, result: 'Bittensor Local' });
  });

  it('refuses a taken port by its number', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken.`);
  });

  it('makes blocks at its block time', async () => {
    const { url } = await start({ held: false, blockTime: 20 });
    const { request, next } = await connect(url);
    await request('chain_subscribeNewHeads');
    const numbers: unknown[] = [];
    while (numbers.length < 4) numbers.push(await next());
    const [first, ...rest] = numbers.map((frame) => Number(Object(frame).params.result.number));
    expect(rest).toEqual([1, 2, 3].map((later) => (first ?? Number.NaN) + later));
  });

  it('answers JSON-RPC by POST on the same port', async () => {
    const { port } = await start();
    const url = `http://127.0.0.1:${port}`;
    const body =
      '[{"jsonrpc":"2.0","id":1,"method":"system_properties"},{"jsonrpc":"2.0","id":2,"method":"x"}]';
    const response = await fetch(url, { method: 'POST', body });
    expect(await response.json()).toMatchObject([
      { result: { tokenSymbol: 'TAO' } },
      { error: { code: -32601 } },
    ]);
    expect((await fetch(url)).status).toBe(405);
  });

  it('serves the dev_ methods only when told to', async () => {
    const { url } = await start({ dev: false });
    const { request } = await connect(url);
    expect(await request('dev_newBlock')).toMatchObject({
      error: { code: -32601, message: 'Method not found' },
    });
  });
});

describe('a connection', () => {
  it('lives on after any malformed frame', async () => {
    const { url } = await start();
    const { socket, request, next } = await connect(url);
    const garbage = fc.oneof(fc.string(), fc.uint8Array(), fc.json());
    await fc.assert(
      fc.asyncProperty(garbage, async (frame) => {
        socket.send(frame);
        for (
          let answer = await request('system_name', [], 99);
          Object(answer).id !== 99;
          answer = await next()
        );
      }),
    );
    expect(await request('system_name')).toMatchObject({ id: 1, result: 'Subtensor Node' });
  });

  it('is told of a frame too big for a request, and cut off for one too big to read', async () => {
    const { url } = await start();
    const { socket, next } = await connect(url);
    socket.send('x'.repeat(15 * 1024 * 1024 + 1));
    expect(await next()).toMatchObject({ error: { code: -32007 } });
    socket.send('x'.repeat(60 * 1024 * 1024 + 1));
    expect((await once(socket, 'close'))[0]).toBe(1009);
    const other = await connect(url);
    expect(await other.request('system_name')).toMatchObject({ result: 'Subtensor Node' });
  });

  it('gets the answer to dev_closeSockets, then the close; others are closed too', async () => {
    const { url } = await start();
    const [one, other] = [await connect(url), await connect(url)];
    const closes = Promise.all([once(one.socket, 'close'), once(other.socket, 'close')]);
    expect(await one.request('dev_closeSockets')).toMatchObject({ result: null });
    expect((await closes).map(([code]) => code)).toEqual([1012, 1012]);
  });
});

describe('a chain on disk', () => {
  it('goes on at the block where it ended, with what waited in its pool', async () => {
    const basePath = await temporaryDirectory();
    const first = await startLocalnet({ runtime: tinyRuntime(), port: 0, held: true, basePath });
    first.chain.produceBlock(Date.now());
    first.chain.pool.submit(tinyTransfer({ from: 1, to: 2, nonce: 0, amount: 1 }), Date.now());
    await first.close();
    const second = await start({ basePath });
    expect(second.chain.best).toEqual(first.chain.best);
    expect(second.chain.pool.ready()).toHaveLength(1);
    second.chain.produceBlock(Date.now());
    expect(second.chain.best.extrinsics).toHaveLength(2);
  });

  it('begins anew when told to, or when the file is broken, which it says', async () => {
    const basePath = await temporaryDirectory();
    const first = await startLocalnet({ runtime: tinyRuntime(), port: 0, held: true, basePath });
    first.chain.produceBlock(Date.now());
    await first.close();
    const fresh = await startLocalnet({ runtime: tinyRuntime(), port: 0, held: true, basePath, fresh: true });
    expect(fresh.chain.best.header.number).toBe(0);
    await fresh.close();
    await writeFile(join(basePath, 'chain.snapshot'), 'torn');
    const told: string[] = [];
    const { chain } = await start({ basePath, warn: (message) => told.push(message) });
    expect(chain.best.header.number).toBe(0);
    expect(told).toEqual([expect.stringContaining('is broken')]);
  });

  it('of another runtime is refused, with the way out', async () => {
    const basePath = await temporaryDirectory();
    const first = await startLocalnet({ runtime: tinyRuntime(), port: 0, held: true, basePath });
    await first.close();
    const path = join(basePath, 'chain.snapshot');
    await expect(start({ basePath, runtime: tinyRuntime(2) })).rejects.toThrow(
      `The saved chain ${path} is not of this version: its runtime has the spec version 1. Start with --fresh to begin anew.`,
    );
  });
});
