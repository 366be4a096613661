import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import type { Block } from './block.ts';
import type { Route } from './blockTree.ts';
import type { Hash } from './header.ts';
import { hashedExtrinsics, Inclusions } from './inclusions.ts';
import { PoolEntries, type PoolEntry } from './poolEntries.ts';
import {
  alreadyImported,
  BanList,
  notValid,
  temporarilyBanned,
  UnknownTransactionError,
} from './poolError.ts';
import { makeRoom } from './poolLimits.ts';
import type { Validity, ValidTransaction } from './runtime.ts';
import { type StatusListener, StatusWatchers, type TransactionStatus } from './transactionStatus.ts';

/** What the pool needs to know of the best block. */
export interface PoolView {
  validate(extrinsic: Uint8Array): Validity;
  /** Next nonce of an account, given its public key. */
  accountNonce(sender: Uint8Array): number;
  bestNumber(): number;
}

interface Submission {
  readonly hash: Hash;
  /** Ends the telling. */
  readonly unwatch: () => void;
}

/**
 * Transactions that wait for a block (sc-transaction-pool, single state): validated when they come, ready when
 * their nonce is next, validated again after each block, and followed until their block is final.
 */
export class TransactionPool {
  private readonly entries = new PoolEntries();
  private readonly watchers = new StatusWatchers();
  private readonly bans = new BanList();
  private readonly included = new Inclusions();
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
    const usurped = makeRoom(this.entries, entry, this.nextNonce(validity.sender));
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

  /** Those of the ready transactions that a block may take: all but the held. */
  candidates(): PoolEntry[] {
    return this.ready().filter(({ hash }) => !this.entries.isHeld(hash));
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
    for (const hash of hashes) this.removeSubtree(hash, 'invalid', now);
  }

  /** The best block is another: what is in it leaves, what is no longer in one comes back, the rest is checked. */
  follow({ retracted, enacted }: Route, now: number): void {
    const returning = this.retract(retracted);
    for (const block of enacted) this.include(block, returning, now);
    for (const [hash, bytes] of returning) if (!this.included.has(hash)) this.bringBack(hash, bytes);
    this.revalidate(now);
    for (const sender of this.entries.senders()) this.settle(sender);
    this.stopWaiting();
  }

  /** A block is final, and so are its transactions. */
  finalize(block: Block): void {
    for (const { hash } of this.included.takeBlock(block))
      this.watchers.emit(hash, { finalized: block.hash });
  }

  /**
   * Puts another transaction of the same sender and nonce in a waiting one's place, whatever their priorities; without
   * one, tells of a replacement that this node never saw. Gives the hash of the usurper. Throws UnknownTransactionError,
   * RangeError for one of another sender or nonce, and PoolError for one that is not valid.
   */
  usurp(hash: Hash, by?: Uint8Array): Hash {
    const usurped = this.entries.require(hash);
    const usurper = blake2AsHex(by ?? hexToU8a(hash), 256);
    if (by !== undefined) {
      const validity = this.view.validate(by);
      if (!validity.ok) throw notValid(validity);
      const entry = this.entry(usurper, by, validity);
      if (usurper === hash || entry.sender !== usurped.sender || entry.nonce !== usurped.nonce)
        throw new RangeError('the usurper must be another transaction of the same sender and nonce');
      this.entries.set(entry);
    }
    this.remove(hash, { usurped: usurper });
    this.settle(usurped.sender);
    return usurper;
  }

  /**
   * Removes a waiting transaction and what depends on it: dropped as by a node whose pool is full, or as found invalid.
   * Throws UnknownTransactionError.
   */
  expel(hash: Hash, status: 'dropped' | 'invalid', now: number): void {
    this.entries.require(hash);
    this.removeSubtree(hash, status, now);
  }

  /** Keeps a waiting transaction out of blocks, or lets it in again. Throws UnknownTransactionError. */
  setHeld(hash: Hash, isHeld: boolean): void {
    this.entries.setHeld(hash, isHeld);
  }

  /** Waits no longer for the finality of a transaction's block. Throws UnknownTransactionError. */
  stopWaitingFor(hash: Hash): void {
    const inclusion = this.included.take(hash);
    if (inclusion === undefined)
      throw new UnknownTransactionError(`No block that is not final holds ${hash}`);
    this.watchers.emit(hash, { finalityTimeout: inclusion.block });
  }

  private entry(hash: Hash, bytes: Uint8Array, validity: ValidTransaction): PoolEntry {
    const { nonce, priority, longevity } = validity;
    const validUntil = BigInt(this.view.bestNumber()) + longevity;
    this.arrivals += 1;
    const sender = u8aToHex(validity.sender);
    return { hash, bytes, sender, nonce, priority, validUntil, arrival: this.arrivals, isReady: undefined };
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

  private removeSubtree(hash: Hash, status: 'dropped' | 'invalid', now: number): void {
    for (const entry of this.entries.subtree(hash)) {
      this.bans.ban(entry.hash, now);
      this.remove(entry.hash, status);
    }
  }

  private retract(blocks: readonly Block[]): Map<Hash, Uint8Array> {
    const returning = new Map<Hash, Uint8Array>();
    for (const block of [...blocks].reverse()) {
      for (const { hash, bytes } of this.included.takeBlock(block)) {
        this.bans.lift(hash);
        returning.set(hash, bytes);
        this.watchers.emit(hash, { retracted: block.hash });
      }
    }
    return returning;
  }

  private include(block: Block, returning: ReadonlyMap<Hash, Uint8Array>, now: number): void {
    for (const { hash, bytes } of hashedExtrinsics(block)) {
      // An inherent never was in the pool: nobody watches it, and each fork has its own.
      if (this.entries.get(hash) === undefined && !returning.has(hash)) continue;
      this.bans.ban(hash, now);
      this.entries.delete(hash);
      this.included.add(hash, bytes, block);
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
      if (validUntil < best || !this.view.validate(bytes).ok) this.removeSubtree(hash, 'invalid', now);
    }
  }

  private stopWaiting(): void {
    for (const { hash, block } of this.included.takeLate(this.view.bestNumber()))
      this.watchers.emit(hash, { finalityTimeout: block });
  }
}

function senderKey({ sender }: PoolEntry): Uint8Array {
  return hexToU8a(sender);
}
