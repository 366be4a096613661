import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeSnapshot } from '#localnet/node/takeSnapshot.ts';
import { tinyChain } from '#localnet/node/tinyChain.ts';
import { tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { ChainSaver, SnapshotFile } from './persistence.ts';
import { CorruptSnapshotError, formatSnapshot, parseSnapshot } from './snapshotFormat.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'localnet-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(directory, { recursive: true });
});

const fail = (problem: unknown): never => {
  throw new Error(String(problem));
};

/** A chain with a history, and a transaction that waits. */
function busyChain() {
  const tiny = tinyChain();
  for (let nonce = 0; nonce < 3; nonce += 1) {
    tiny.watch(tinyTransfer({ from: 1, to: 2, nonce, amount: 5 }));
    tiny.block();
  }
  tiny.chain.writeInNextBlock('ff', Uint8Array.of(1));
  tiny.block();
  tiny.chain.writeInNextBlock('ff', undefined);
  tiny.block();
  tiny.watch(tinyTransfer({ from: 2, to: 1, nonce: 4, amount: 5 }));
  return tiny;
}

describe('the snapshot format', () => {
  it('gives back the snapshot', () => {
    const snapshot = takeSnapshot(busyChain().chain);
    expect(parseSnapshot(formatSnapshot(snapshot))).toEqual(snapshot);
  });

  it('refuses a text that lacks its end or has any other character', () => {
    const text = formatSnapshot(takeSnapshot(busyChain().chain));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', '0', ' ', '"', '}', 'é'), (at, other) => {
        fc.pre(text[at] !== other);
        expect(() => parseSnapshot(text.slice(0, at) + other + text.slice(at + 1))).toThrow(
          CorruptSnapshotError,
        );
        expect(() => parseSnapshot(text.slice(0, at))).toThrow(CorruptSnapshotError);
      }),
    );
  });
});

describe('SnapshotFile', () => {
  it('saves and loads, and has nothing at first', async () => {
    const file = new SnapshotFile(join(directory, 'new', 'place'));
    expect(await file.load(fail)).toBeNull();
    const snapshot = takeSnapshot(busyChain().chain);
    await file.save(snapshot);
    expect(await file.load(fail)).toEqual(snapshot);
    await file.remove();
    expect(await file.load(fail)).toBeNull();
  });

  it('moves a broken file aside and says so', async () => {
    const file = new SnapshotFile(directory);
    const text = formatSnapshot(takeSnapshot(busyChain().chain));
    await writeFile(file.path, text.slice(0, 1_000));
    const told: string[] = [];
    expect(await file.load((message) => told.push(message))).toBeNull();
    const [aside = ''] = await readdir(directory);
    expect(aside).toMatch(/^chain\.snapshot\.corrupt-\d+$/);
    expect(await readFile(join(directory, aside), 'utf8')).toBe(text.slice(0, 1_000));
    expect(told).toEqual([expect.stringContaining(join(directory, aside))]);
  });

  it('is not disturbed by what a save that died has left', async () => {
    const file = new SnapshotFile(directory);
    const { chain, block } = busyChain();
    await file.save(takeSnapshot(chain));
    await writeFile(`${file.path}.tmp`, 'torn');
    expect((await file.load(fail))?.base.hash).toBe(takeSnapshot(chain).base.hash);
    block();
    await file.save(takeSnapshot(chain));
    expect((await file.load(fail))?.blocks.at(-1)?.block).toEqual(chain.best);
  });

  it('holds a whole block whenever the process that writes it is killed', async () => {
    const file = new SnapshotFile(directory);
    let saved = 0;
    for (const delay of [0, 3, 7, 13]) {
      const child = spawn(process.execPath, [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        ENDLESS_SAVES,
        directory,
      ]);
      const lines = createInterface({ input: child.stdout });
      for await (const line of lines) {
        saved = Number(line);
        if (saved % 10 !== 9) continue;
        setTimeout(() => child.kill('SIGKILL'), delay);
        break;
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const snapshot = await file.load(fail);
      const restored = tinyChain(16, snapshot ?? undefined).chain;
      expect(restored.best.header.number).toBeGreaterThanOrEqual(saved);
    }
  }, 180_000);
});

/** Makes blocks and saves each of them without end, from where the file left off; prints the number of what is saved. */
const ENDLESS_SAVES = `
  import { SnapshotFile } from '#localnet/persistence.ts';
  import { takeSnapshot } from '#localnet/node/takeSnapshot.ts';
  import { tinyChain } from '#localnet/node/tinyChain.ts';
  const file = new SnapshotFile(process.argv[1]);
  const { chain, block } = tinyChain(16, (await file.load(console.error)) ?? undefined);
  for (;;) {
    block();
    await file.save(takeSnapshot(chain));
    console.log(chain.best.header.number);
  }
`;

describe('ChainSaver', () => {
  it('saves at most once a second, and at the end', async () => {
    vi.useFakeTimers();
    const { chain, block } = tinyChain();
    const file = new SnapshotFile(directory);
    const saves: number[] = [];
    vi.spyOn(file, 'save').mockImplementation(async (snapshot) => {
      saves.push(snapshot.blocks.at(-1)?.block.header.number ?? -1);
    });
    const saver = new ChainSaver(chain, file, fail);
    for (let tick = 0; tick < 25; tick += 1) {
      block();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saves).toEqual([1, 10, 20]);
    await saver.close();
    block();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saves).toEqual([1, 10, 20, 25]);
  });

  it('saves the block that came during a save', async () => {
    vi.useFakeTimers();
    const { chain, block } = tinyChain();
    const file = new SnapshotFile(directory);
    let finish: () => void = () => undefined;
    const save = vi.spyOn(file, 'save').mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    save.mockResolvedValue();
    const saver = new ChainSaver(chain, file, fail);
    block();
    await vi.advanceTimersByTimeAsync(10);
    block();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(10);
    expect(save.mock.lastCall?.[0].blocks.at(-1)?.block).toEqual(chain.best);
    await saver.close();
  });

  it('goes on after a save that failed', async () => {
    vi.useFakeTimers();
    const { chain, block } = tinyChain();
    const file = new SnapshotFile(directory);
    const save = vi.spyOn(file, 'save').mockRejectedValueOnce(new Error('disk full')).mockResolvedValue();
    const errors: unknown[] = [];
    const saver = new ChainSaver(chain, file, (error) => errors.push(error));
    block();
    await vi.advanceTimersByTimeAsync(1_000);
    block();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([errors.length, save.mock.calls.length]).toEqual([1, 2]);
    await saver.close();
  });
});
