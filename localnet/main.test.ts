import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SnapshotFile } from './persistence.ts';

let basePath: string;
beforeAll(async () => {
  basePath = await mkdtemp(join(tmpdir(), 'localnet-'));
});
afterAll(() => rm(basePath, { recursive: true }));

/** The block from which a chain goes on, and that at which it was ended by the signal after it made some. */
async function session(
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<{ from: number; to: number; code: number | null }> {
  const flags = ['--port', '0', '--block-time', '200', '--base-path', basePath];
  const child = spawn(process.execPath, ['--import', 'tsx', 'localnet/main.ts', ...flags]);
  let from = -1;
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /ws:(\/\/\S+)/.exec(line)?.[1] ?? url;
    if (/genesis/.test(line)) from = 0;
    from = Number(/from block (\d+)/.exec(line)?.[1] ?? from);
    if (from >= 0) break;
  }
  let to = from;
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'chain_getHeader', params: [] });
  while (to < from + 3) {
    const answer: unknown = await (await fetch(`http:${url}`, { method: 'POST', body })).json();
    to = Number(Object(answer).result.number);
  }
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return { from, to, code };
}

describe('main', () => {
  it('ends in order on a signal and goes on where it was; killed, it leaves a whole block', async () => {
    const first = await session('SIGTERM');
    expect(first).toMatchObject({ from: 0, code: 0 });
    const second = await session('SIGKILL');
    expect(second.from).toBeGreaterThanOrEqual(first.to);
    const saved = await new SnapshotFile(basePath).load((message) => {
      throw new Error(message);
    });
    expect(saved?.blocks.at(-1)?.block.header.number).toBeGreaterThanOrEqual(second.from);
  }, 180_000);
});
