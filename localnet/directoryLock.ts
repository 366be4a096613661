import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE_NAME = 'chain.lock';

/** Locks that this process holds: its own id in a file says nothing when an earlier process had the same. */
const held = new Set<string>();

/** A directory in use by one process: a file with its id, which whoever finds that process dead takes over. */
export class DirectoryLock {
  private readonly path: string;
  private readonly content: string;

  private constructor(path: string, content: string) {
    this.path = path;
    this.content = content;
  }

  /** Takes the lock, and makes the directory when it is not there. Throws a sentence when a living process has it. */
  static async take(directory: string): Promise<DirectoryLock> {
    await mkdir(directory, { recursive: true });
    const path = join(directory, FILE_NAME);
    const content = `${process.pid} ${randomUUID()}\n`;
    while (!(await claim(path, content))) {
      const holder = await read(path);
      if (holder === null) continue;
      const pid = Number.parseInt(holder, 10);
      if (isAlive(pid, path)) {
        throw new Error(
          `The chain in ${directory} is in use by process ${pid}. End that first, or choose another directory with --base-path. (If it is no chain, remove ${path}.)`,
        );
      }
      await discard(path, holder);
    }
    held.add(path);
    return new DirectoryLock(path, content);
  }

  /** Gives the directory up. */
  async release(): Promise<void> {
    held.delete(this.path);
    if ((await read(this.path)) === this.content) await rm(this.path, { force: true });
  }
}

/** Makes the file with its content in one step; false when there is one. */
async function claim(path: string, content: string): Promise<boolean> {
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, content);
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Takes a dead process's file away; one that came in its place meanwhile is put back. */
async function discard(path: string, holder: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const found = await read(aside);
  if (found !== null && found !== holder) await claim(path, found);
  await rm(aside, { force: true });
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isAlive(pid: number, path: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
