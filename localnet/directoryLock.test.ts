import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryLock } from './directoryLock.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'localnet-'));
});
afterEach(() => rm(directory, { recursive: true }));

const path = () => join(directory, 'chain.lock');

/** The id of a process that was, and is no more. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('DirectoryLock', () => {
  it('is one process’s until it is released', async () => {
    const lock = await DirectoryLock.take(directory);
    expect(Number.parseInt(await readFile(path(), 'utf8'), 10)).toBe(process.pid);
    await expect(DirectoryLock.take(directory)).rejects.toThrow(
      `The chain in ${directory} is in use by process ${process.pid}.`,
    );
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
    await (await DirectoryLock.take(directory)).release();
  });

  it('is refused while another process that lives has it', async () => {
    await writeFile(path(), `${process.ppid} another\n`);
    await expect(DirectoryLock.take(directory)).rejects.toThrow(`in use by process ${process.ppid}`);
    expect(await readFile(path(), 'utf8')).toBe(`${process.ppid} another\n`);
  });

  it.each([
    ['a process that is dead', () => `${deadProcess()} another\n`],
    ['an earlier process with the same id', () => `${process.pid} another\n`],
    ['nobody', () => 'no number'],
  ])('is taken over from %s', async (_, content) => {
    await writeFile(path(), content());
    const lock = await DirectoryLock.take(directory);
    expect(await readdir(directory)).toEqual(['chain.lock']);
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('goes to one of many who take over at once', async () => {
    await writeFile(path(), `${deadProcess()} another\n`);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => DirectoryLock.take(directory)));
    const taken = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(taken).toHaveLength(1);
    for (const lock of taken) await lock.release();
  });

  it('leaves a lock that is no longer its own', async () => {
    const lock = await DirectoryLock.take(directory);
    await writeFile(path(), '1 another\n');
    await lock.release();
    expect(await readFile(path(), 'utf8')).toBe('1 another\n');
  });
});
