import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import type { Block } from './block.ts';
import type { Route } from './blockTree.ts';
import type { Hash } from './header.ts';
import { PoolEntries, type PoolEntry } from './poolEntries.ts';
import {
  alreadyImported,
  BanList,
  immediatelyDropped,
  notValid,
  temporarilyBanned,
  tooLowPriority,
} from './poolError.ts';
import type { Validity, ValidTransaction } from './runtime.ts';
import { type StatusListener, StatusWatchers, type TransactionStatus } from './transactionStatus.ts';

/** What the pool needs to know of the best block. */
export interface PoolView {
  validate(extrinsic: Uint8Array): Validity;
  /** Next nonce of an account, given its public key. */
  accountNonce(sender: Uint8Array): number;
  bestNumber(): number;
}

/** A node's defaults: --pool-limit, --pool-kbytes, and a tenth of each for transactions that are not ready. */
const LIMITS = {
  ready: { count: 8_192, bytes: 20 * 1024 * 1024 },
  future: { count: 819, bytes: 2 * 1024 * 1024 },
};

/** Blocks after which a node no longer waits for a transaction's block to become final. */
const FINALITY_TIMEOUT = 512;

interface Submission {
  readonly hash: Hash;
  /** Ends the telling. */
  readonly unwatch: () => void;
}

interface Inclusion {
  readonly bytes: Uint8Array;
  readonly block: Hash;
  readonly number: number;
}

/**
 * Transactions that wait for a block (sc-transaction-pool, single state): validated when they come, ready when
 * their nonce is next, validated again after each block, and followed until their block is final.
 */
export class TransactionPool {
  private readonly entries = new PoolEntries();
  private readonly watchers = new StatusWatchers();
  private readonly bans = new BanList();
  /** Transactions in blocks that are not final yet. */
  private readonly included = new Map<Hash, Inclusion>();
  private readonly view: PoolView;
  private readonly peers: readonly string[];
  private arrivals = 0;

  /** Peers are those to whom a ready transaction is said to be passed on. */
  constructor(view: PoolView, peers: readonly string[]) {
    this.view = view;
    this.peers = peers;
  }

  /**
   * Takes a transaction, given with its length prefix, and tells the listener of it from the first status on.
   * Throws PoolError when it is not valid, known, banned, no better than one of the same nonce, or when the pool
   * is full. `now` in milliseconds.
   */
  submit(bytes: Uint8Array, now: number, listener?: StatusListener): Submission {
    const hash = blake2AsHex(bytes, 256);
    if (this.bans.isBanned(hash, now)) throw temporarilyBanned();
    if (this.entries.get(hash) !== undefined) throw alreadyImported();
    const validity = this.view.validate(bytes);
    if (!validity.ok) {
      if (validity.code === 1010) this.bans.ban(hash, now);
      throw notValid(validity);
    }
    const entry = this.entry(hash, bytes, validity);
    const usurped = this.makeRoom(entry);
    const unwatch = listener === undefined ? () => undefined : this.watchers.add(hash, listener);
    if (usurped !== undefined) this.remove(usurped, { usurped: hash });
    this.entries.set(entry);
    this.settle(entry.sender);
    return { hash, unwatch };
  }

  /** The ready transactions in the order in which a block takes them. */
  ready(): PoolEntry[] {
    return this.entries.inOrder();
  }

  /** All transactions in the order in which they came. */
  all(): PoolEntry[] {
    return this.entries.all();
  }

  /** The nonce after those that the account has used and those that are ready here. */
  nextNonce(sender: Uint8Array): number {
    const ready = this.entries.of(u8aToHex(sender)).filter(({ isReady }) => isReady);
    return Math.max(this.view.accountNonce(sender), (ready.at(-1)?.nonce ?? -1) + 1);
  }

  /** Removes transactions that a block could not take, and what depends on them. */
  reportInvalid(hashes: readonly Hash[], now: number): void {
    for (const hash of hashes) this.removeInvalid(hash, now);
  }

  /** The best block is another: what is in it leaves, what is no longer in one comes back, the rest is checked. */
  follow({ retracted, enacted }: Route, now: number): void {
    const returning = this.retract(retracted);
    for (const block of enacted) this.include(block, returning, now);
    for (const [hash, { bytes }] of returning) if (!this.included.has(hash)) this.bringBack(hash, bytes);
    this.revalidate(now);
    for (const sender of this.entries.senders()) this.settle(sender);
    this.stopWaiting();
  }

  /** A block is final, and so are its transactions. */
  finalize(block: Block): void {
    for (const bytes of block.extrinsics) {
      const hash = blake2AsHex(bytes, 256);
      if (this.included.delete(hash)) this.watchers.emit(hash, { finalized: block.hash });
    }
  }

  private entry(hash: Hash, bytes: Uint8Array, validity: ValidTransaction): PoolEntry {
    const { nonce, priority, longevity } = validity;
    const validUntil = BigInt(this.view.bestNumber()) + longevity;
    this.arrivals += 1;
    const sender = u8aToHex(validity.sender);
    return { hash, bytes, sender, nonce, priority, validUntil, arrival: this.arrivals, isReady: undefined };
  }

  /** Refuses a transaction for which there is no place; answers the one that it replaces. */
  private makeRoom(entry: PoolEntry): Hash | undefined {
    const rival = this.entries
      .of(entry.sender)
      .find(({ nonce, isReady }) => isReady && nonce === entry.nonce);
    if (rival !== undefined) {
      if (entry.priority <= rival.priority) throw tooLowPriority(rival.priority, entry.priority);
      return rival.hash;
    }
    const isReady = entry.nonce <= this.nextNonce(senderKey(entry));
    const { count, bytes } = this.entries.size(isReady);
    const limit = isReady ? LIMITS.ready : LIMITS.future;
    if (count >= limit.count || bytes + entry.bytes.length > limit.bytes) throw immediatelyDropped();
    return undefined;
  }

  /** Tells of each of a sender's transactions whether its turn can come, and drops doubles of a nonce. */
  private settle(sender: string): void {
    const own = this.entries.of(sender);
    const [first] = own;
    if (first === undefined) return;
    let next = this.view.accountNonce(senderKey(first));
    for (const entry of own) {
      if (entry.nonce < next) {
        this.remove(entry.hash, 'invalid');
        continue;
      }
      const isReady = entry.nonce === next;
      if (isReady) next += 1;
      if (entry.isReady !== isReady) this.setReady(entry, isReady);
    }
  }

  private setReady(entry: PoolEntry, isReady: boolean): void {
    this.entries.set({ ...entry, isReady });
    this.watchers.emit(entry.hash, isReady ? 'ready' : 'future');
    if (isReady && this.peers.length > 0) this.watchers.emit(entry.hash, { broadcast: this.peers });
  }

  private remove(hash: Hash, status: TransactionStatus): void {
    this.entries.delete(hash);
    this.watchers.emit(hash, status);
  }

  /** A transaction that turned out invalid takes along the ready ones of its sender that follow it. */
  private removeInvalid(hash: Hash, now: number): void {
    const entry = this.entries.get(hash);
    if (entry === undefined) return;
    const dependent = this.entries
      .of(entry.sender)
      .filter(({ nonce, isReady }) => isReady && nonce > entry.nonce);
    for (const { hash: own } of entry.isReady ? [entry, ...dependent] : [entry]) {
      this.bans.ban(own, now);
      this.remove(own, 'invalid');
    }
  }

  private retract(blocks: readonly Block[]): Map<Hash, Inclusion> {
    const returning = new Map<Hash, Inclusion>();
    for (const block of [...blocks].reverse()) {
      for (const bytes of block.extrinsics) {
        const hash = blake2AsHex(bytes, 256);
        const inclusion = this.included.get(hash);
        if (inclusion === undefined) continue;
        this.included.delete(hash);
        this.bans.lift(hash);
        returning.set(hash, inclusion);
        this.watchers.emit(hash, { retracted: block.hash });
      }
    }
    return returning;
  }

  private include(block: Block, returning: ReadonlyMap<Hash, Inclusion>, now: number): void {
    for (const bytes of block.extrinsics) {
      const hash = blake2AsHex(bytes, 256);
      // An inherent never was in the pool: nobody watches it, and each fork has its own.
      if (this.entries.get(hash) === undefined && !returning.has(hash)) continue;
      this.bans.ban(hash, now);
      this.entries.delete(hash);
      this.included.set(hash, { bytes, block: block.hash, number: block.header.number });
      this.watchers.emit(hash, { inBlock: block.hash });
    }
  }

  private bringBack(hash: Hash, bytes: Uint8Array): void {
    const validity = this.view.validate(bytes);
    if (validity.ok) this.entries.set(this.entry(hash, bytes, validity));
    else this.watchers.emit(hash, 'invalid');
  }

  private revalidate(now: number): void {
    const best = BigInt(this.view.bestNumber());
    for (const { hash, bytes, validUntil } of this.entries.all()) {
      if (this.entries.get(hash) === undefined) continue;
      if (validUntil < best || !this.view.validate(bytes).ok) this.removeInvalid(hash, now);
    }
  }

  private stopWaiting(): void {
    const late = this.view.bestNumber() - FINALITY_TIMEOUT;
    for (const [hash, { block, number }] of this.included) {
      if (number > late) continue;
      this.included.delete(hash);
      this.watchers.emit(hash, { finalityTimeout: block });
    }
  }
}

function senderKey({ sender }: PoolEntry): Uint8Array {
  return hexToU8a(sender);
}
