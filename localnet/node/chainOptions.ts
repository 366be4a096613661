import type { BlockAuthor } from './block.ts';
import type { Runtime } from './runtime.ts';

/** What a chain is made of. */
export interface ChainOptions {
  readonly runtime: Runtime;
  readonly author: BlockAuthor;
  /** Number of blocks whose states can be read. */
  readonly keep: number;
  /** Milliseconds of one slot. */
  readonly slotDuration: number;
  /** Peers to whom transactions are said to be passed on. */
  readonly peers: readonly string[];
  /** Told of errors that a transaction raised in the runtime; it is refused. */
  readonly onError: (error: unknown) => void;
}
