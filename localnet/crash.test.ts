import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

let basePath: string;
beforeAll(async () => {
  basePath = await mkdtemp(join(tmpdir(), 'localnet-'));
});
afterAll(() => rm(basePath, { recursive: true }));

function start(): ChildProcessWithoutNullStreams {
  const flags = ['--port', '0', '--block-time', '50', '--market', 'crash', '--base-path', basePath];
  return spawn(process.execPath, ['--import', 'tsx', 'localnet/main.ts', ...flags]);
}

/** The URL that a process prints, and the block from which it says that it goes on, genesis being 0. */
async function announced(child: ReturnType<typeof start>): Promise<{ url: string; from: number }> {
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /ws:\/\/[\d.:]+/.exec(line)?.[0] ?? url;
    if (/genesis/.test(line)) return { url, from: 0 };
    const from = /from block (\d+)/.exec(line)?.[1];
    if (from !== undefined) return { url, from: Number(from) };
  }
  throw new Error('the chain ended before it began');
}

interface Head {
  readonly number: string;
  readonly parentHash: string;
}

/** Hashes by number: a client that hears of every new head. The hash of a head is its child's parent hash. */
class Follower {
  readonly hashes = new Map<number, string>();
  private readonly socket: WebSocket;
  private readonly waiting = new Map<number, () => void>();

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('error', () => undefined);
    this.socket.on('open', () => {
      this.socket.send('{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads","params":[]}');
    });
    this.socket.on('message', (data) => {
      const { params } = JSON.parse(data.toString()) as { params?: { result: Head } };
      if (params !== undefined) this.take(params.result);
    });
  }

  /** Waits until so many hashes are known. */
  async knows(count: number): Promise<void> {
    if (this.hashes.size < count) await new Promise<void>((resolve) => this.waiting.set(count, resolve));
  }

  private take({ number, parentHash }: Head): void {
    this.hashes.set(Number(number) - 1, parentHash);
    this.waiting.get(this.hashes.size)?.();
  }
}

async function ask(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const answer = await fetch(url.replace('ws:', 'http:'), { method: 'POST', body });
  return Object(await answer.json()).result;
}

/** The chain's blocks as they were told: which one has a number, whenever it was made. */
const told = new Map<number, string>();

/** What a second process says that is started on the directory of one that lives. */
async function refusal(): Promise<{ code: unknown; said: string }> {
  const second = start();
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(second, 'close');
  return { code, said };
}

/** Starts the chain where it ended, follows it for some blocks, and kills it so many milliseconds after them. */
async function round(
  blocks: number,
  delay: number,
  whileAlive: (pid: number | undefined) => Promise<void> = async () => undefined,
): Promise<{ from: number; to: number }> {
  const child = start();
  const { url, from } = await announced(child);
  const follower = new Follower(url);
  await follower.knows(blocks);
  // The block that it went on from is whole: one that was told of, with a state that answers.
  const head = await ask(url, 'chain_getBlockHash', [from]);
  if (told.has(from)) expect([from, head]).toEqual([from, told.get(from)]);
  expect(await ask(url, 'state_call', ['SwapRuntimeApi_current_alpha_price', '0x4000', head])).toMatch(
    /^0x[\da-f]{16}$/,
  );
  const body = Object(await ask(url, 'chain_getBlock', [head])).block;
  expect(Number(body.header.number)).toBe(from);
  await whileAlive(child.pid);
  // A moment chosen by lot, in the middle of a block, of a save, or between them.
  setTimeout(() => child.kill('SIGKILL'), delay);
  await once(child, 'exit');
  for (const number of told.keys()) if (number > from) told.delete(number);
  for (const [number, hash] of follower.hashes) told.set(number, hash);
  return { from, to: Math.max(...follower.hashes.keys()) };
}

describe('a chain that is killed', () => {
  it('goes on from a whole block, whenever that happens, and lets nobody else at its directory before', async () => {
    const moment = fc.tuple(fc.integer({ min: 5, max: 40 }), fc.nat(90));
    const moments = fc.sample(moment, 3);
    console.log(`blocks and milliseconds: ${JSON.stringify(moments)}`);
    const { to } = await round(3, 0, async (pid) => {
      const { code, said } = await refusal();
      expect(code).toBe(1);
      expect(said).toContain(`The chain in ${basePath} is in use by process ${pid}.`);
    });
    expect(to).toBeGreaterThan(0);
    let saved = 0;
    for (const [blocks, delay] of moments) {
      const { from, to: reached } = await round(blocks, delay);
      expect(from).toBeGreaterThanOrEqual(saved);
      expect(reached).toBeGreaterThan(from);
      saved = from;
    }
    expect(saved).toBeGreaterThan(0);
  }, 300_000);
});
