import type { Hash } from './header.ts';

/** A transaction in the pool. */
export interface PoolEntry {
  readonly hash: Hash;
  /** With its compact length prefix. */
  readonly bytes: Uint8Array;
  /** Public key of the signer as hex. */
  readonly sender: string;
  readonly nonce: number;
  readonly priority: bigint;
  /** Grows with each transaction that comes in. */
  readonly arrival: number;
  /** The last block for which the era allows it. */
  readonly validUntil: bigint;
  /** All nonces before this one are used or in the pool; undefined until that is known. */
  readonly isReady: boolean | undefined;
}

/** The pool's transactions by hash and by sender. */
export class PoolEntries {
  private readonly byHash = new Map<Hash, PoolEntry>();
  private readonly bySender = new Map<string, Map<Hash, PoolEntry>>();

  get(hash: Hash): PoolEntry | undefined {
    return this.byHash.get(hash);
  }

  /** Adds an entry or replaces the one of the same hash. */
  set(entry: PoolEntry): void {
    this.byHash.set(entry.hash, entry);
    const own = this.bySender.get(entry.sender) ?? new Map();
    own.set(entry.hash, entry);
    this.bySender.set(entry.sender, own);
  }

  delete(hash: Hash): void {
    const entry = this.byHash.get(hash);
    if (entry === undefined) return;
    this.byHash.delete(hash);
    const own = this.bySender.get(entry.sender);
    own?.delete(hash);
    if (own?.size === 0) this.bySender.delete(entry.sender);
  }

  all(): PoolEntry[] {
    return [...this.byHash.values()];
  }

  senders(): string[] {
    return [...this.bySender.keys()];
  }

  /** A sender's transactions by nonce, those of the same nonce by priority, then by arrival. */
  of(sender: string): PoolEntry[] {
    const own = [...(this.bySender.get(sender)?.values() ?? [])];
    return own.sort((left, right) => left.nonce - right.nonce || before(left, right));
  }

  /** Number and bytes of the transactions that are ready, or of those that are not. */
  size(ready: boolean): { readonly count: number; readonly bytes: number } {
    let count = 0;
    let bytes = 0;
    for (const entry of this.byHash.values()) {
      if ((entry.isReady === true) !== ready) continue;
      count += 1;
      bytes += entry.bytes.length;
    }
    return { count, bytes };
  }

  /**
   * The ready transactions in the order in which a block takes them: by priority, then by arrival, but each after
   * those of its sender with a lower nonce.
   */
  inOrder(): PoolEntry[] {
    const queues = new Map<string, PoolEntry[]>();
    for (const sender of this.senders())
      queues.set(
        sender,
        this.of(sender).filter(({ isReady }) => isReady),
      );
    const order: PoolEntry[] = [];
    const waiting = new Set<Hash>();
    for (const entry of this.all()
      .filter(({ isReady }) => isReady)
      .sort(before)) {
      waiting.add(entry.hash);
      const queue = queues.get(entry.sender) ?? [];
      for (let next = queue[0]; next !== undefined && waiting.has(next.hash); next = queue[0]) {
        order.push(next);
        queue.shift();
      }
    }
    return order;
  }
}

function before(left: PoolEntry, right: PoolEntry): number {
  if (left.priority !== right.priority) return left.priority > right.priority ? -1 : 1;
  return left.arrival - right.arrival;
}
