import type { Block } from './block.ts';
import type { Hash } from './header.ts';
import type { StorageChanges, StorageSnapshot } from './storageSnapshot.ts';

/** A block that the node does not have, or whose state it has no longer; the message is a node's. */
export class UnknownBlockError extends Error {}

/** Storage after a block, and what the block changed in it; null once the block is far behind the best one. */
export interface BlockStorage {
  readonly snapshot: StorageSnapshot;
  readonly changes: StorageChanges | null;
}

/** The blocks from one head to another: those left behind, newest first, and those gained, oldest first. */
export interface Route {
  readonly retracted: readonly Block[];
  readonly enacted: readonly Block[];
}

/** Headers and bodies are kept for longer than states: for as long as mortal transactions can refer to them. */
const BODIES_KEPT = 4_096;

/** Blocks whose changes are at hand: a snapshot shares most of itself with its neighbours, its changes nothing. */
const CHANGES_KEPT = 16;

/** Blocks by hash, in a tree that forks above the finalized block; one of its branches is the best chain. */
export class BlockTree {
  private readonly blocks = new Map<Hash, Block>();
  private readonly storages = new Map<Hash, BlockStorage>();
  private readonly byNumber = new Map<number, Set<Hash>>();
  /** The best chain: hash by number. */
  private readonly canonical = new Map<number, Hash>();
  private readonly keep: number;
  /** The first number whose states or changes, and the first after genesis whose blocks, are not yet forgotten. */
  private nextState = 0;
  private nextChanges = 0;
  private nextBody = 1;

  /** Keeps the states of the last `keep` blocks. */
  constructor(keep: number) {
    this.keep = keep;
  }

  /** Keeps the blocks up to this number and their states, as far as they are still there, for good. */
  keepForever(upTo: number): void {
    this.nextState = Math.max(this.nextState, upTo + 1);
    this.nextBody = Math.max(this.nextBody, upTo + 1);
  }

  /** Adds a block; without storage its state counts as discarded. */
  insert(block: Block, storage: BlockStorage | null): void {
    this.blocks.set(block.hash, block);
    if (storage !== null) this.storages.set(block.hash, storage);
    const siblings = this.byNumber.get(block.header.number);
    if (siblings === undefined) this.byNumber.set(block.header.number, new Set([block.hash]));
    else siblings.add(block.hash);
  }

  get(hash: Hash): Block | undefined {
    return this.blocks.get(hash);
  }

  /** Hash of the best chain's block of this number, while it is kept. */
  hashAt(number: number): Hash | undefined {
    return this.canonical.get(number);
  }

  /** Storage after a block; throws UnknownBlockError. */
  storage(hash: Hash): BlockStorage {
    const storage = this.storages.get(hash);
    if (storage !== undefined) return storage;
    throw new UnknownBlockError(
      this.blocks.has(hash)
        ? `State already discarded for ${hash}`
        : `Header was not found in the database: ${hash}`,
    );
  }

  /** Whether the state of a block is still there. */
  hasStorage(hash: Hash): boolean {
    return this.storages.has(hash);
  }

  /** The block before a block. Throws when it is gone. */
  parent(block: Block): Block {
    const parent = this.blocks.get(block.header.parentHash);
    if (parent !== undefined) return parent;
    throw new UnknownBlockError(`Header was not found in the database: ${block.header.parentHash}`);
  }

  /** A block and those before it, so many in all, oldest first. Throws when one is gone. */
  lineage(block: Block, count: number): Block[] {
    const blocks = [block];
    for (let oldest = block; blocks.length < count; blocks.unshift(oldest)) oldest = this.parent(oldest);
    return blocks;
  }

  /** The way from one block to another. Throws when a block on it is gone. */
  route(from: Block, to: Block): Route {
    const retracted: Block[] = [];
    const enacted: Block[] = [];
    let left = from;
    let right = to;
    while (left.hash !== right.hash) {
      if (left.header.number >= right.header.number) {
        retracted.push(left);
        left = this.parent(left);
      } else {
        enacted.push(right);
        right = this.parent(right);
      }
    }
    return { retracted, enacted: enacted.reverse() };
  }

  /** Makes the route part of the best chain, and forgets what is too old. */
  follow({ retracted, enacted }: Route, finalized: number): void {
    for (const block of retracted) this.canonical.delete(block.header.number);
    for (const block of enacted) this.canonical.set(block.header.number, block.hash);
    const best = enacted.at(-1)?.header.number;
    if (best !== undefined) this.prune(best, finalized);
  }

  /** Removes the blocks of this number that are not on the best chain, which can never be again. */
  removeForks(number: number): void {
    for (const hash of this.byNumber.get(number) ?? []) {
      if (hash !== this.canonical.get(number)) this.remove(number, hash);
    }
  }

  private prune(best: number, finalized: number): void {
    const stale = Math.min(best - this.keep, finalized - 1);
    for (; this.nextState <= stale; this.nextState += 1) {
      for (const hash of this.byNumber.get(this.nextState) ?? []) this.storages.delete(hash);
    }
    for (; this.nextChanges <= Math.min(best - CHANGES_KEPT, finalized - 1); this.nextChanges += 1) {
      for (const hash of this.byNumber.get(this.nextChanges) ?? []) this.forgetChanges(hash);
    }
    const ancient = stale - Math.max(0, BODIES_KEPT - this.keep);
    for (; this.nextBody <= ancient; this.nextBody += 1) {
      for (const hash of this.byNumber.get(this.nextBody) ?? []) this.remove(this.nextBody, hash);
      this.canonical.delete(this.nextBody);
    }
  }

  private forgetChanges(hash: Hash): void {
    const storage = this.storages.get(hash);
    if (storage !== undefined) this.storages.set(hash, { snapshot: storage.snapshot, changes: null });
  }

  private remove(number: number, hash: Hash): void {
    this.blocks.delete(hash);
    this.storages.delete(hash);
    const siblings = this.byNumber.get(number);
    siblings?.delete(hash);
    if (siblings?.size === 0) this.byNumber.delete(number);
  }
}
