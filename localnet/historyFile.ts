import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlockRecord } from '#localnet/node/chainSnapshot.ts';
import { HistoryFormatter, parseHistory } from './historyFormat.ts';
import { CorruptSnapshotError } from './snapshotFormat.ts';

const FILE_NAME = 'chain.history';

/** The blocks that a chain keeps for good, in a file beside its snapshot: written once, when they are made. */
export class HistoryFile {
  readonly path: string;
  private readonly temporary: string;
  private readonly formatter = new HistoryFormatter();
  private handle: FileHandle | null = null;

  constructor(directory: string) {
    this.path = join(directory, FILE_NAME);
    this.temporary = `${this.path}.tmp`;
  }

  /** The saved blocks; none when there is no file. A broken one is not used, and `warn` is told. */
  async load(warn: (message: string) => void): Promise<BlockRecord[]> {
    try {
      const file = await open(this.path);
      return await parseHistory(file.readLines()).finally(() => file.close());
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      if (!(error instanceof CorruptSnapshotError)) throw error;
      warn(`The saved history ${this.path} is broken (${error.message}). The chain goes on without it.`);
      return [];
    }
  }

  /** Adds the next block. What is added counts once `finish` is done. */
  async append(record: BlockRecord): Promise<void> {
    if (this.handle === null) {
      await mkdir(dirname(this.path), { recursive: true });
      this.handle = await open(this.temporary, 'w');
    }
    await this.handle.write(this.formatter.line(record));
  }

  /** Makes what was appended the saved history. */
  async finish(): Promise<void> {
    if (this.handle === null) return;
    await this.handle.write(this.formatter.end());
    await this.handle.sync();
    await this.handle.close();
    this.handle = null;
    await rename(this.temporary, this.path);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}
