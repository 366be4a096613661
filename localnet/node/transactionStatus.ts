import type { Hash } from './header.ts';

/** What a node tells of a transaction that somebody watches (sc_transaction_pool_api::TransactionStatus). */
export type TransactionStatus =
  | 'future'
  | 'ready'
  | 'dropped'
  | 'invalid'
  | { readonly broadcast: readonly string[] }
  | { readonly inBlock: Hash }
  | { readonly retracted: Hash }
  | { readonly finalityTimeout: Hash }
  | { readonly finalized: Hash }
  | { readonly usurped: Hash };

export type StatusListener = (status: TransactionStatus) => void;

/** After these nothing follows. */
export function isFinal(status: TransactionStatus): boolean {
  if (typeof status === 'string') return status === 'dropped' || status === 'invalid';
  return 'finalized' in status || 'finalityTimeout' in status || 'usurped' in status;
}

/** Who watches which transaction. */
export class StatusWatchers {
  private readonly byHash = new Map<Hash, Set<StatusListener>>();

  /** Adds a watcher; the answer removes it again. */
  add(hash: Hash, listener: StatusListener): () => void {
    const listeners = this.byHash.get(hash) ?? new Set();
    listeners.add(listener);
    this.byHash.set(hash, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.byHash.get(hash) === listeners) this.byHash.delete(hash);
    };
  }

  /** Tells the watchers of a transaction; they are let go after a status that is the last. */
  emit(hash: Hash, status: TransactionStatus): void {
    const listeners = this.byHash.get(hash);
    if (listeners === undefined) return;
    if (isFinal(status)) this.byHash.delete(hash);
    for (const listener of [...listeners]) listener(status);
  }
}
