import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import type { Block, BlockAuthor } from './block.ts';
import type { BlockStorage } from './blockTree.ts';
import { auraPreDigest, auraSeal, type Hash, type Header, hashHeader, ZERO_HASH } from './header.ts';
import { LayeredState } from './layeredState.ts';
import type { InvalidTransaction, Runtime } from './runtime.ts';
import type { State } from './state.ts';
import { nextStateRoot } from './stateRoot.ts';
import { StorageSnapshot } from './storageSnapshot.ts';
import { orderedTrieRoot } from './trie.ts';

/** A transaction that a block may take. */
export interface Candidate {
  readonly hash: Hash;
  readonly bytes: Uint8Array;
  /** Whoever signed it: after a transaction of theirs that does not fit, later ones of theirs do not either. */
  readonly sender: string;
}

/** Changes the state of a block being built. One that throws leaves the state as it was. */
export type Intervention = (state: State) => void;

export interface BlockRequest {
  readonly runtime: Runtime;
  readonly author: BlockAuthor;
  readonly parent: Block;
  readonly storage: StorageSnapshot;
  /** Milliseconds since 1970, for the inherents. */
  readonly timestamp: number;
  readonly slot: bigint;
  readonly candidates: readonly Candidate[];
  /** What is done to the state after the inherents, in order, as in no block of a real chain. */
  readonly interventions: readonly Intervention[];
  /** Told of an error that the runtime did not foresee: a transaction is then refused, an intervention undone. */
  readonly onError: (error: unknown) => void;
}

export interface BuiltBlock {
  readonly block: Block;
  readonly storage: BlockStorage;
  /** Transactions that are not valid and never will be after this block. */
  readonly refused: readonly Hash[];
}

/** The first block: the genesis storage, and no extrinsics. */
export function buildGenesis(runtime: Runtime): BuiltBlock {
  const state = new LayeredState(StorageSnapshot.empty);
  runtime.genesis(state);
  const changes = state.changes();
  const header: Header = {
    parentHash: ZERO_HASH,
    number: 0,
    stateRoot: nextStateRoot(ZERO_HASH, changes),
    extrinsicsRoot: u8aToHex(orderedTrieRoot([])),
    digest: [],
  };
  const block = { hash: hashHeader(header), header, extrinsics: [], timestamp: 0, slot: 0n };
  return { block, storage: { snapshot: StorageSnapshot.empty.with(changes), changes }, refused: [] };
}

/** The next block on a parent, signed by its author. Throws when the runtime refuses its own inherents. */
export function buildBlock(request: BlockRequest): BuiltBlock {
  const { runtime, author, parent } = request;
  const state = new LayeredState(request.storage);
  const number = parent.header.number + 1;
  const preDigest = auraPreDigest(request.slot);
  const parentHash = hexToU8a(parent.hash);
  runtime.initializeBlock(state, { number, parentHash, digest: [preDigest], author: author.publicKey });
  const extrinsics = applyInherents(runtime, state, request.timestamp);
  intervene(request, state);
  const { included, refused } = applyCandidates(request, state);
  extrinsics.push(...included);
  const digest = runtime.finalizeBlock(state);
  const changes = state.changes();
  const unsealed: Header = {
    parentHash: parent.hash,
    number,
    stateRoot: nextStateRoot(parent.header.stateRoot, changes),
    extrinsicsRoot: u8aToHex(orderedTrieRoot(extrinsics)),
    digest,
  };
  const header = { ...unsealed, digest: [...digest, auraSeal(author.sign(hexToU8a(hashHeader(unsealed))))] };
  const { timestamp, slot } = request;
  const block = { hash: hashHeader(header), header, extrinsics, timestamp, slot };
  return { block, storage: { snapshot: request.storage.with(changes), changes }, refused };
}

function applyInherents(runtime: Runtime, state: State, timestamp: number): Uint8Array[] {
  const inherents = runtime.inherents(timestamp);
  for (const inherent of inherents) {
    const outcome = runtime.apply(state, inherent);
    if (!outcome.ok) throw new Error(`The runtime refuses its own inherent: ${outcome.data}`);
  }
  return inherents;
}

function intervene({ interventions, onError }: BlockRequest, state: State): void {
  for (const intervention of interventions) {
    try {
      state.transaction(() => intervention(state));
    } catch (error) {
      onError(error);
    }
  }
}

/** As sc-basic-authorship does: what does not fit stays in the pool, what is invalid leaves it. */
function applyCandidates(request: BlockRequest, state: State): { included: Uint8Array[]; refused: Hash[] } {
  const included: Uint8Array[] = [];
  const refused: Hash[] = [];
  const blocked = new Set<string>();
  for (const { hash, bytes, sender } of request.candidates) {
    if (blocked.has(sender)) continue;
    const outcome = applyGuarded(request, state, bytes);
    if (outcome === 'included') {
      included.push(bytes);
      continue;
    }
    blocked.add(sender);
    if (outcome === 'refused') refused.push(hash);
  }
  return { included, refused };
}

function applyGuarded(
  { runtime, onError }: BlockRequest,
  state: State,
  bytes: Uint8Array,
): 'included' | 'refused' | 'waits' {
  try {
    const outcome = state.transaction(() => runtime.apply(state, bytes));
    if (outcome.ok) return 'included';
    return outcome.future || exhaustsResources(outcome) ? 'waits' : 'refused';
  } catch (error) {
    onError(error);
    return 'refused';
  }
}

/** InvalidTransaction::ExhaustsResources: the block is full, the transaction is not at fault. */
function exhaustsResources({ encoded }: InvalidTransaction): boolean {
  return encoded[0] === 0 && encoded[1] === 6;
}

/** What a block holds beside its inherents, which come first. Each stands for itself: the block proved their order. */
export function candidatesOf({ extrinsics, timestamp }: Block, runtime: Runtime): Candidate[] {
  const inherents = runtime.inherents(timestamp).length;
  return extrinsics.slice(inherents).map((bytes) => {
    const hash = blake2AsHex(bytes, 256);
    return { hash, bytes, sender: hash };
  });
}
