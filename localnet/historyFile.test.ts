import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlockRecord } from '#localnet/node/chainSnapshot.ts';
import { tinyChain } from '#localnet/node/tinyChain.ts';
import { HistoryFile } from './historyFile.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'localnet-'));
});
afterEach(() => rm(directory, { recursive: true }));

function records(): BlockRecord[] {
  const { chain, block } = tinyChain();
  return Array.from({ length: 6 }, (_, index) => {
    chain.writeInNextBlock('ff', index % 2 === 0 ? Uint8Array.of(index) : undefined);
    const hash = block();
    return { block: chain.best, changes: chain.storageAt(hash).changes ?? new Map() };
  });
}

async function saved(): Promise<HistoryFile> {
  const file = new HistoryFile(directory);
  for (const record of records()) await file.append(record);
  await file.finish();
  return file;
}

describe('HistoryFile', () => {
  it('gives back what was appended, and nothing before it was finished or after it was removed', async () => {
    const file = new HistoryFile(join(directory, 'new'));
    const told: string[] = [];
    const load = () => new HistoryFile(join(directory, 'new')).load((message) => told.push(message));
    for (const record of records()) await file.append(record);
    expect(await load()).toEqual([]);
    await file.finish();
    expect(await load()).toEqual(records());
    await file.remove();
    expect(await load()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('uses no file that lacks its end or has any other character, and says so', async () => {
    const { path } = await saved();
    const text = await readFile(path, 'utf8');
    await fc.assert(
      fc.asyncProperty(
        // The last character only ends the last line: without it the history is whole.
        fc.nat(text.length - 2),
        fc.constantFrom('', '0', ' ', '"', '}'),
        async (at, other) => {
          fc.pre(text[at] !== other);
          for (const broken of [text.slice(0, at) + other + text.slice(at + 1), text.slice(0, at)]) {
            await writeFile(path, broken);
            const told: string[] = [];
            expect(await new HistoryFile(directory).load((message) => told.push(message))).toEqual([]);
            expect(told).toEqual([expect.stringContaining('goes on without it')]);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(await readdir(directory)).toEqual(['chain.history']);
  });
});
