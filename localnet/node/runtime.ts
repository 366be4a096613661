import type { State } from './state.ts';

/** What state_getRuntimeVersion answers. Apis are pairs of the API's 8-byte id (0x hex) and its version. */
export interface RuntimeVersion {
  readonly specName: string;
  readonly implName: string;
  readonly authoringVersion: number;
  readonly specVersion: number;
  readonly implVersion: number;
  readonly transactionVersion: number;
  readonly stateVersion: number;
  readonly apis: readonly (readonly [string, number])[];
}

/** The header fields that a runtime needs to begin a block. */
export interface BlockStart {
  readonly number: number;
  readonly parentHash: Uint8Array;
  /** SCALE bytes of the digest items known at the start (the Aura pre-runtime digest). */
  readonly digest: Uint8Array[];
  /** Public key of the author, who receives the swap fees; null when there is none. */
  readonly author: Uint8Array | null;
}

/** Why a transaction is not valid: SCALE bytes of TransactionValidityError, and the words that a node uses for it. */
export interface InvalidTransaction {
  readonly ok: false;
  readonly encoded: Uint8Array;
  /** JSON-RPC code of author_submitExtrinsic: 1010 invalid, 1011 unknown validity. */
  readonly code: number;
  /** For instance "Inability to pay some fees (e.g. account balance too low)", "Custom error: 6". */
  readonly data: string;
  /** True for a nonce above the account's, which only `apply` refuses: the transaction may become valid later. */
  readonly future: boolean;
  /** True when it can never become valid on this chain (a stale nonce, a bad signature, an era that is past). */
  readonly permanent: boolean;
}

export interface ValidTransaction {
  readonly ok: true;
  /** Public key of the signer. */
  readonly sender: Uint8Array;
  /** At least the account's. A higher one is valid too: the pool holds it until those before it are there. */
  readonly nonce: number;
  readonly priority: bigint;
  /** Blocks for which it stays valid (eras); 2^64 - 1 for an immortal one. */
  readonly longevity: bigint;
}

export type Validity = ValidTransaction | InvalidTransaction;

/** An error of the node's side of a runtime call: an unknown method, or input that does not decode. */
export class RuntimeCallError extends Error {}

/** The runtime gave up in the midst of a call, as it does when what it takes for granted does not hold. */
export class RuntimeTrap extends RuntimeCallError {}

/** What a runtime's code cannot be; the message is a sentence that says why. */
export class RuntimeCodeError extends Error {}

/** Where the state holds the code of its runtime (":code"): the runtime of the blocks that follow. */
export const CODE_KEY = '3a636f6465';

/** How a runtime is to differ from the runtime that this chain begins with unless it is told otherwise. */
export interface RuntimeChange {
  readonly specVersion?: number;
  /** Whose rules are followed. */
  readonly profile?: string;
  /** Metadata to be served instead of one of our own. */
  readonly metadata?: Uint8Array;
}

/**
 * The state transition function, as a node sees it: the node knows blocks, the pool of transactions and storage
 * layers, and nothing of pallets; the runtime knows pallets, and nothing of blocks beyond the one being built.
 */
export interface Runtime {
  readonly version: RuntimeVersion;
  /** Opaque metadata of one version, beginning with the magic number; undefined when not served. */
  metadata(version: number): Uint8Array | undefined;
  /** The code of the runtime that differs so. Throws RuntimeCodeError for what no runtime can be. */
  codeOf(change: RuntimeChange): Uint8Array;
  /** The runtime that has this code. Throws RuntimeCodeError. */
  withCode(code: Uint8Array): Runtime;
  /** System.set_code by root, in the block being built: its state's runtime is the one that has this code. */
  setCode(state: State, code: Uint8Array): void;
  /** Writes the genesis storage into an empty state, code included. */
  genesis(state: State): void;
  /** Core_initialize_block: resets the per-block items and runs the on_initialize hooks. */
  initializeBlock(state: State, start: BlockStart): void;
  /** The inherent extrinsics of a block at this moment (milliseconds since 1970). */
  inherents(now: number): Uint8Array[];
  /**
   * TaggedTransactionQueue_validate_transaction against the state of the best block, whose hash is given: the state
   * itself learns it only in the next block.
   * The bytes are the extrinsic with its compact length prefix. Never throws and leaves the state as it was.
   */
  validate(state: State, extrinsic: Uint8Array, bestHash: Uint8Array): Validity;
  /**
   * BlockBuilder_apply_extrinsic: either applied (the events say whether the call succeeded) or refused as
   * invalid, with the state as it was.
   */
  apply(state: State, extrinsic: Uint8Array): { readonly ok: true } | InvalidTransaction;
  /** BlockBuilder_finalize_block: the digest items of the header, as SCALE bytes. */
  finalizeBlock(state: State): Uint8Array[];
  /** A runtime API call, named Api_method, with SCALE input and output. Throws RuntimeCallError. */
  call(state: State, method: string, input: Uint8Array): Uint8Array;
}
