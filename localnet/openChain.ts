import { makeHistory, THREE_DAYS } from '#localnet/market/history.ts';
import { Market } from '#localnet/market/market.ts';
import { Chain } from '#localnet/node/chain.ts';
import type { ChainOptions } from '#localnet/node/chainOptions.ts';
import { type ChainSnapshot, SnapshotMismatchError } from '#localnet/node/chainSnapshot.ts';
import { PoolError } from '#localnet/node/poolError.ts';
import { takeSnapshot } from '#localnet/node/takeSnapshot.ts';
import { DirectoryLock } from './directoryLock.ts';
import { HistoryFile } from './historyFile.ts';
import { ChainSaver, SnapshotFile } from './persistence.ts';

/** Which chain to open. */
export interface OpenOptions {
  /** Directory of the saved chain; without one it is in memory only. */
  readonly basePath: string | undefined;
  /** Drops the saved chain. */
  readonly fresh: boolean;
  /** Seed of a market of others; none trade without one. */
  readonly market: string | undefined;
  /** A chain that begins gets three days of the market's blocks behind it. */
  readonly history: boolean;
  /** Told in a sentence of what is not fatal, and of how far a long beginning is. */
  readonly warn: (message: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A chain, and the end of what it keeps going beside its blocks. */
export interface OpenChain {
  readonly chain: Chain;
  /** Saves the chain. */
  close(): Promise<void>;
}

/** Seed of the market when only a history is asked for. */
const DEFAULT_SEED = '1';
/** Blocks of a history between two tellings. */
const TOLD_EVERY = 72;

/** Opens the saved chain, or begins one. Refuses a directory that is in use, and a saved chain of another version. */
export async function openChain(chainOptions: ChainOptions, options: OpenOptions): Promise<OpenChain> {
  const { basePath } = options;
  if (basePath === undefined) {
    const chain = new Chain(chainOptions);
    await beginMarket(chain, options, null, null);
    return { chain, close: async () => undefined };
  }
  const lock = await DirectoryLock.take(basePath);
  try {
    const file = new SnapshotFile(basePath);
    const historyFile = new HistoryFile(basePath);
    if (options.fresh) await file.remove();
    const snapshot = await loadSnapshot(file, historyFile, options.warn);
    const chain = restored(chainOptions, snapshot, file.path);
    for (const bytes of snapshot?.pool ?? []) resubmit(chain, bytes, options.now());
    await beginMarket(chain, options, snapshot, historyFile);
    if (snapshot === undefined) await file.save(takeSnapshot(chain));
    const saver = new ChainSaver(chain, file, chainOptions.onError);
    return { chain, close: () => saver.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What was saved, with its history; without a snapshot a history is of no use. */
async function loadSnapshot(
  file: SnapshotFile,
  historyFile: HistoryFile,
  warn: (message: string) => void,
): Promise<ChainSnapshot | undefined> {
  const snapshot = await file.load(warn);
  if (snapshot !== null) return { ...snapshot, history: await historyFile.load(warn) };
  await historyFile.remove();
  return undefined;
}

function restored(options: ChainOptions, snapshot: ChainSnapshot | undefined, path: string): Chain {
  try {
    return new Chain(options, snapshot);
  } catch (error) {
    if (!(error instanceof SnapshotMismatchError)) throw error;
    throw new Error(
      `The saved chain ${path} is not of this version: ${error.message}. Start with --fresh to begin anew.`,
    );
  }
}

async function beginMarket(
  chain: Chain,
  options: OpenOptions,
  snapshot: ChainSnapshot | undefined | null,
  historyFile: HistoryFile | null,
): Promise<void> {
  const { history, now, warn } = options;
  if (options.market === undefined && !history) return;
  const market = new Market(chain, options.market ?? DEFAULT_SEED);
  if (!history) return;
  if (snapshot !== undefined && snapshot !== null) {
    if (snapshot.history.length === 0)
      warn('The saved chain goes on without a history: only a chain that begins (--fresh) gets one.');
    return;
  }
  const span = { blocks: THREE_DAYS, until: now() };
  await makeHistory(chain, market, span, async (made) => {
    const { number } = made.block.header;
    if (number % TOLD_EVERY === 0) warn(`Three days of history: block ${number} of ${THREE_DAYS}.`);
    await historyFile?.append(made);
  });
  await historyFile?.finish();
}

/** A transaction that waited when the chain was saved, and may be no longer valid. */
function resubmit(chain: Chain, bytes: Uint8Array, now: number): void {
  try {
    chain.pool.submit(bytes, now);
  } catch (error) {
    if (!(error instanceof PoolError)) throw error;
  }
}
