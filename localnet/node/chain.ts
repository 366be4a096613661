import { bestView } from './bestView.ts';
import type { Block } from './block.ts';
import {
  type BuiltBlock,
  buildBlock,
  buildGenesis,
  type Candidate,
  candidatesOf,
  type Intervention,
} from './blockBuilder.ts';
import { type BlockStorage, BlockTree } from './blockTree.ts';
import type { ChainOptions } from './chainOptions.ts';
import { type ChainSnapshot, SnapshotMismatchError } from './chainSnapshot.ts';
import type { Hash } from './header.ts';
import { LayeredState } from './layeredState.ts';
import { Listeners } from './listeners.ts';
import { restoreBlocks } from './restoreBlocks.ts';
import { CODE_KEY, type Runtime } from './runtime.ts';
import { Runtimes } from './runtimes.ts';
import type { State } from './state.ts';
import { TransactionPool } from './transactionPool.ts';

/** Blocks by which finality trails the best block, as GRANDPA does when all goes well. */
const FINALITY_LAG = 2;
const SMALLEST_KEEP = 8;

/** A new best block, and whether the one before it was its parent. */
export interface BestHead {
  readonly block: Block;
  readonly isFork: boolean;
}

/** The node's blocks: a tree with a best and a finalized head, built from the pool of transactions. */
export class Chain {
  readonly pool: TransactionPool;
  readonly genesis: Block;
  /** Told the time before a block is made on the best one, early enough for transactions to be in it. */
  readonly building = new Listeners<number>();
  /** Every block that is added, best or not. */
  readonly imported = new Listeners<Block>();
  readonly bestChanged = new Listeners<BestHead>();
  readonly finalizedChanged = new Listeners<Block>();
  private readonly options: ChainOptions;
  private readonly tree: BlockTree;
  private readonly runtimes: Runtimes;
  private bestBlock: Block;
  private finalizedBlock: Block;
  private interventions: Intervention[] = [];
  private finalityHeld = false;

  /**
   * Begins at the genesis of the runtime, or goes on from where a snapshot of the same genesis ends. The snapshot's
   * transactions are for the caller to submit again.
   */
  constructor(options: ChainOptions, snapshot?: ChainSnapshot) {
    if (options.keep < SMALLEST_KEEP)
      throw new RangeError(`keep at least the states of ${SMALLEST_KEEP} blocks`);
    this.options = options;
    this.tree = new BlockTree(options.keep);
    const { block, storage } = buildGenesis(options.runtime);
    this.runtimes = new Runtimes(options.runtime, storage.snapshot.get(CODE_KEY));
    this.genesis = block;
    this.bestBlock = block;
    this.finalizedBlock = block;
    this.tree.insert(block, snapshot === undefined || snapshot.history.length > 0 ? storage : null);
    this.tree.follow({ retracted: [], enacted: [block] }, 0);
    this.pool = new TransactionPool(bestView(this), options.peers);
    if (snapshot !== undefined) this.restore(snapshot);
  }

  get best(): Block {
    return this.bestBlock;
  }

  /** The runtime of the next block. */
  get runtime(): Runtime {
    return this.runtimeAt(this.bestBlock.hash);
  }

  get finalized(): Block {
    return this.finalizedBlock;
  }

  /** A block by its hash, on any branch, while it is kept. */
  block(hash: Hash): Block | undefined {
    return this.tree.get(hash);
  }

  /** Hash of the best chain's block of this number, while it is kept. */
  hashAt(number: number): Hash | undefined {
    return this.tree.hashAt(number);
  }

  /** A state to read after a block; what is written to it is lost. Throws UnknownBlockError. */
  stateAt(hash: Hash): State {
    return new LayeredState(this.tree.storage(hash).snapshot);
  }

  /** Storage after a block, and the block's changes. Throws UnknownBlockError. */
  storageAt(hash: Hash): BlockStorage {
    return this.tree.storage(hash);
  }

  /** The runtime of the state after a block, which makes the blocks that follow. Throws UnknownBlockError. */
  runtimeAt(hash: Hash): Runtime {
    return this.runtimes.of(this.tree.storage(hash).snapshot.get(CODE_KEY));
  }

  /** Keeps the blocks up to this number, and their states, for as long as the chain lives. Those that are gone stay gone. */
  keepForever(upTo: number): void {
    this.tree.keepForever(upTo);
  }

  /** Whether the state after a block can be read. */
  hasState(hash: Hash): boolean {
    return this.tree.hasStorage(hash);
  }

  /**
   * Has the state changed in the next block, between its inherents and its transactions, in the order of the calls.
   * What it does is undone when that block is retracted. One that throws changes nothing and is told to onError.
   */
  actInNextBlock(intervention: Intervention): void {
    this.interventions.push(intervention);
  }

  /** Storage to be written in the next block, between its inherents and its transactions. Keys as in State. */
  writeInNextBlock(key: string, value: Uint8Array | undefined): void {
    this.actInNextBlock((state) => {
      if (value === undefined) state.delete(key);
      else state.set(key, value);
    });
  }

  /**
   * Makes a block on the best one, or on another parent that is not below the finalized one; the new block is then
   * the best. `now` in milliseconds since 1970; a block is later than its parent even when the clock is not.
   */
  produceBlock(now: number, parent: Block = this.bestBlock): Block {
    if (parent.header.number < this.finalizedBlock.header.number) throw new RangeError('the parent is final');
    if (parent === this.bestBlock) this.building.emit(now);
    // The pool knows which transactions are next on the best block, not on another.
    const candidates = parent === this.bestBlock ? this.pool.candidates() : [];
    const built = this.build(parent, now, candidates, this.interventions);
    this.interventions = [];
    this.import(built, now);
    return built.block;
  }

  /**
   * Has the best `depth` blocks give way to a branch that is one block longer, as when another author's came in. Their
   * transactions are in the branch's first block, unless they are to be left out: then they wait in the pool. Gives
   * the new best block. Throws RangeError when that many are not open to it, being final.
   */
  retract(depth: number, now: number, leavesOut: boolean): Block {
    const open = this.bestBlock.header.number - this.finalizedBlock.header.number;
    if (depth < 1 || depth > open) throw new RangeError(`only the best ${open} blocks are not final`);
    const lost = this.tree.lineage(this.bestBlock, depth);
    let parent = this.tree.parent(lost[0] ?? this.bestBlock);
    // Later than the blocks that go: the same moment and transactions would make the same blocks again.
    const time = Math.max(now, this.bestBlock.timestamp + 1);
    let candidates = leavesOut ? [] : lost.flatMap((block) => candidatesOf(block, this.runtime));
    for (let count = 0; count < depth; count += 1) {
      const { block, storage } = this.build(parent, time, candidates, []);
      this.tree.insert(block, storage);
      this.imported.emit(block);
      parent = block;
      candidates = [];
    }
    const built = this.build(parent, time, candidates, []);
    this.import(built, now);
    return built.block;
  }

  /** Blocks become final no more, as when too few validators vote; or they do again, and catch up. */
  setFinalityHeld(isHeld: boolean): void {
    this.finalityHeld = isHeld;
    this.finalize(this.bestBlock.header.number - FINALITY_LAG);
  }

  private build(
    parent: Block,
    now: number,
    candidates: readonly Candidate[],
    interventions: readonly Intervention[],
  ): BuiltBlock {
    const { author, slotDuration, onError } = this.options;
    const timestamp = Math.max(now, parent.timestamp + 1);
    const clockSlot = BigInt(Math.floor(timestamp / slotDuration));
    return buildBlock({
      runtime: this.runtimeAt(parent.hash),
      author,
      parent,
      storage: this.tree.storage(parent.hash).snapshot,
      timestamp,
      slot: clockSlot > parent.slot ? clockSlot : parent.slot + 1n,
      candidates,
      interventions,
      onError,
    });
  }

  private import({ block, storage, refused }: BuiltBlock, now: number): void {
    this.tree.insert(block, storage);
    const route = this.tree.route(this.bestBlock, block);
    this.bestBlock = block;
    this.tree.follow(route, this.finalizedBlock.header.number);
    this.imported.emit(block);
    this.bestChanged.emit({ block, isFork: route.retracted.length > 0 });
    this.pool.reportInvalid(refused, now);
    this.pool.follow(route, now);
    this.finalize(block.header.number - FINALITY_LAG);
  }

  /** Blocks that become final together are told of by the last of them, as a node does. */
  private finalize(upTo: number): void {
    if (this.finalityHeld) return;
    const final: Block[] = [];
    for (let number = this.finalizedBlock.header.number + 1; number <= upTo; number += 1) {
      const block = this.tree.get(this.tree.hashAt(number) ?? '');
      if (block === undefined) break;
      final.push(block);
      this.tree.removeForks(number);
    }
    const last = final.at(-1);
    if (last === undefined) return;
    this.finalizedBlock = last;
    this.finalizedChanged.emit(last);
    for (const block of final) this.pool.finalize(block);
  }

  private restore(snapshot: ChainSnapshot): void {
    const { genesisHash, specVersion } = snapshot;
    if (genesisHash !== this.genesis.hash)
      throw new SnapshotMismatchError('it began with another genesis or runtime');
    this.bestBlock = restoreBlocks(this.tree, this.genesis, snapshot);
    if (specVersion !== this.runtime.version.specVersion) {
      throw new SnapshotMismatchError(`its runtime has the spec version ${specVersion}`);
    }
    const final = this.tree.hashAt(this.bestBlock.header.number - FINALITY_LAG) ?? this.genesis.hash;
    this.finalizedBlock = this.tree.get(final) ?? this.genesis;
  }
}
