import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Chain } from '#localnet/node/chain.ts';
import type { ChainSnapshot } from '#localnet/node/chainSnapshot.ts';
import { takeSnapshot } from '#localnet/node/takeSnapshot.ts';
import { CorruptSnapshotError, formatSnapshot, parseSnapshot } from './snapshotFormat.ts';

const FILE_NAME = 'chain.snapshot';
/** Milliseconds between the beginnings of two saves. */
const SAVE_INTERVAL = 1_000;

/**
 * A chain's snapshot in a file. A save writes another file, and puts it in the place of the old one only when the disk has it, so that whoever dies on
 * the way leaves a whole one behind.
 */
export class SnapshotFile {
  readonly path: string;

  /** The directory is made when it is not there. */
  constructor(directory: string) {
    this.path = join(directory, FILE_NAME);
  }

  /** What was saved last; null when nothing was. A broken file is moved aside, and `warn` is told where to. */
  async load(warn: (message: string) => void): Promise<ChainSnapshot | null> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    try {
      return parseSnapshot(text);
    } catch (error) {
      if (!(error instanceof CorruptSnapshotError)) throw error;
      const aside = `${this.path}.corrupt-${Date.now()}`;
      await rename(this.path, aside);
      warn(
        `The saved chain ${this.path} is broken (${error.message}). It is now ${aside}; the chain begins anew.`,
      );
      return null;
    }
  }

  async save(snapshot: ChainSnapshot): Promise<void> {
    const directory = dirname(this.path);
    await mkdir(directory, { recursive: true });
    const temporary = `${this.path}.tmp`;
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(formatSnapshot(snapshot));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.path);
    await syncDirectory(directory);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

/** Saves a chain after its blocks, at most once a second, and at the end. */
export class ChainSaver {
  private readonly chain: Chain;
  private readonly file: SnapshotFile;
  private readonly onError: (error: unknown) => void;
  private readonly stopListening: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> = Promise.resolve();
  private lastSave = 0;
  private isSaving = false;
  /** There is a block that no save has begun for. */
  private isBehind = false;
  private isClosed = false;

  constructor(chain: Chain, file: SnapshotFile, onError: (error: unknown) => void) {
    this.chain = chain;
    this.file = file;
    this.onError = onError;
    this.stopListening = chain.bestChanged.add(() => this.schedule());
  }

  /** Saves what is now, after the save that may be under way, and no more. Throws when that fails. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.stopListening();
    clearTimeout(this.timer);
    await this.saving;
    await this.file.save(takeSnapshot(this.chain));
  }

  private schedule(): void {
    this.isBehind = true;
    if (this.timer !== undefined || this.isSaving) return;
    this.timer = setTimeout(() => this.save(), Math.max(0, this.lastSave + SAVE_INTERVAL - Date.now()));
  }

  private save(): void {
    this.timer = undefined;
    this.isBehind = false;
    this.isSaving = true;
    this.lastSave = Date.now();
    this.saving = this.file
      .save(takeSnapshot(this.chain))
      .catch(this.onError)
      .finally(() => {
        this.isSaving = false;
        if (this.isBehind && !this.isClosed) this.schedule();
      });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Makes a rename last; not every system lets one open a directory for that. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The rename is done all the same.
  }
}
