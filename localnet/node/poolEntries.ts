import type { Hash } from './header.ts';
import { UnknownTransactionError } from './poolError.ts';

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
  /** Transactions that no block takes for now. */
  private readonly held = new Set<Hash>();

  get(hash: Hash): PoolEntry | undefined {
    return this.byHash.get(hash);
  }

  /** An entry that must be there; throws UnknownTransactionError. */
  require(hash: Hash): PoolEntry {
    const entry = this.byHash.get(hash);
    if (entry === undefined) throw new UnknownTransactionError(`The pool does not hold ${hash}`);
    return entry;
  }

  /** An entry, and when it is ready the ready ones of its sender that follow it. */
  subtree(hash: Hash): PoolEntry[] {
    const entry = this.byHash.get(hash);
    if (entry === undefined) return [];
    const follows = ({ nonce, isReady }: PoolEntry) => isReady === true && nonce > entry.nonce;
    return entry.isReady === true ? [entry, ...this.of(entry.sender).filter(follows)] : [entry];
  }

  /** Keeps an entry out of blocks, or lets it in again. Throws UnknownTransactionError. */
  setHeld(hash: Hash, isHeld: boolean): void {
    this.require(hash);
    if (isHeld) this.held.add(hash);
    else this.held.delete(hash);
  }

  isHeld(hash: Hash): boolean {
    return this.held.has(hash);
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
    this.held.delete(hash);
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
