import type { SignerPayloadJSON } from '@polkadot/types/types';
import type { Availability, Balance, Position } from '#domain/account.ts';
import type { BlockRef } from '#domain/block.ts';
import type { ChainInfo } from '#domain/chainInfo.ts';
import type { ChainCall } from '#domain/order.ts';
import type { PoolBlock } from '#domain/othersInBlock.ts';
import type { PoolSnapshot, Side } from '#domain/pool.ts';
import type { Subnet } from '#domain/subnet.ts';
import type { Foreseen, Rehearsal, TxOutcome, TxPhase } from '#domain/tx.ts';
import type { Rao } from '#domain/units.ts';
import type { Validator } from '#domain/validator.ts';
import type { RawCall } from './lightNode.ts';

/** What is wanted of one block, in one request. */
export interface BlockWanted {
  readonly netuids: readonly number[];
  /** Whose balance; null for none. */
  readonly account: string | null;
}

/** What one block held. */
export interface BlockReading {
  readonly block: BlockRef;
  /** Milliseconds since 1970; null when the runtime has no clock. */
  readonly timestamp: number | null;
  /** By netuid; one that is not on the chain is absent. */
  readonly pools: ReadonlyMap<number, PoolSnapshot>;
  readonly balance: Balance | null;
  /** The account's next nonce in the block's state; null when no account was asked for. */
  readonly nonce: number | null;
  readonly safeMode: boolean;
  /** What a nominator must keep with a validator, or the chain sells it; null when the runtime has no such rule. */
  readonly nominatorMinimum: Rao | null;
  /** SubtensorModule.TotalNetworks: a change means that the list of subnets has changed. */
  readonly subnetCount: number | null;
}

/** What the chain's own simulation gives, in base units of the tokens concerned. */
export interface Simulation {
  readonly out: bigint;
  readonly fee: bigint;
  readonly netIn: bigint;
}

/** A simulation in bytes: what was asked, and the node's answer, 0x hex in small letters. */
export interface RawSimulation {
  readonly call: RawCall;
  readonly answer: string;
}

/** A call as it will be signed, for the review. */
export interface CallDescription {
  /** "SubtensorModule.add_stake_limit" */
  readonly method: string;
  readonly args: readonly { readonly name: string; readonly value: string }[];
  /** blake2-256 of the encoded call, 0x hex: what wallets show. */
  readonly hash: string;
  readonly hex: string;
}

/** First block that may hold a transaction, and the first that no longer may. */
export interface EraBounds {
  readonly birth: number;
  readonly death: number;
}

/** What one transaction extension adds, in bytes as 0x hex; "0x" for nothing. */
export interface ExtensionData {
  /** Its name in the metadata. */
  readonly name: string;
  /** In the transaction, and signed. */
  readonly carried: string;
  /** Only signed: signer and chain must know it alike. */
  readonly implied: string;
}

/** What a transaction says beside its call. Its era begins at `checkpoint`, and it gives no tip. */
export interface SigningTerms {
  readonly address: string;
  readonly nonce: number;
  readonly checkpoint: BlockRef;
  /** 0x hex. */
  readonly genesis: string;
  readonly specVersion: number;
  readonly transactionVersion: number;
  /** Digest of the metadata that the signature covers, 0x hex; null for a signature that covers none. */
  readonly metadataHash: string | null;
}

/** A transaction ready to be signed, read back from its bytes and found to be what was asked for. */
export interface PreparedExtrinsic {
  readonly address: string;
  readonly nonce: number;
  readonly era: EraBounds;
  /** The call, as the metadata reads its bytes. */
  readonly call: ChainCall;
  /** blake2-256 of the call's bytes, 0x hex: what wallets show. */
  readonly callHash: string;
  readonly extensions: readonly ExtensionData[];
  readonly terms: SigningTerms;
  /** What a wallet is asked to sign. */
  readonly payload: SignerPayloadJSON;
  /** The bytes that are signed, 0x hex: the payload, or its blake2-256 when it is longer than 256 bytes. */
  readonly message: string;
}

/** What a wallet gave back. */
export interface WalletAnswer {
  /** MultiSignature, 0x hex. */
  readonly signature: string;
  /** A whole transaction that the wallet made itself, 0x hex; see `complete`. */
  readonly signedTransaction: string | null;
}

/** Whatever signs: an extension, or the local chain's built-in keys. Rejects when it will not. */
export interface Signer {
  sign(prepared: PreparedExtrinsic): Promise<WalletAnswer>;
}

export interface SignedExtrinsic {
  readonly hash: string;
  readonly hex: string;
}

/** A signed transaction, read back from its bytes and found to be what was asked for. */
export interface CompletedExtrinsic extends SignedExtrinsic {
  /** The call, as the metadata reads its bytes. */
  readonly call: ChainCall;
}

/** How a rehearsal of a signed transaction ended. */
export type DryRun =
  | Rehearsal
  | { readonly kind: 'failed'; readonly block: number; readonly foreseen: Foreseen };

/** A transaction that may be on the chain. */
export interface SoughtExtrinsic {
  readonly hash: string;
  readonly account: string;
  readonly nonce: number;
  readonly era: EraBounds;
}

/**
 * `open`: in no block yet, and its era has not ended. `never`: no block holds it, and none ever will, because its era ended
 * or because another transaction used its nonce.
 */
export type Found =
  | {
      readonly kind: 'included';
      readonly block: BlockRef;
      readonly outcome: TxOutcome;
      readonly finalized: boolean;
    }
  | { readonly kind: 'open' }
  | { readonly kind: 'never'; readonly why: 'expired' | 'replaced' };

/** What a wallet wants to know of the chain, to show calls. */
export interface WalletMetadata {
  readonly chain: string;
  readonly genesisHash: string;
  readonly specVersion: number;
  /** The metadata's calls, base64. */
  readonly calls: string;
  /** The whole metadata, 0x hex. */
  readonly raw: string;
}

/** News that the node sends by itself. */
export interface ChainListeners {
  /** A new best block; also one that takes the place of another. */
  readonly onHead: (head: BlockRef) => void;
  readonly onFinalized: (block: BlockRef) => void;
  /** A runtime upgrade: calls, errors and fees may be others now. */
  readonly onRuntime: (info: ChainInfo) => void;
  /** The node is gone for good; never called after close(). */
  readonly onLost: (error: Error) => void;
}

/**
 * The chain, in domain values only. Each read is pinned to the block given. Promises reject with AppError: `timeout`,
 * `connectionLost`, `nodeGarbage`, or `unsupportedRuntime` when the runtime lacks what is asked.
 */
export interface ChainClient {
  readonly endpoint: string;
  info(): ChainInfo;
  head(): BlockRef;
  finalized(): BlockRef;
  readBlock(wanted: BlockWanted, at: BlockRef): Promise<BlockReading>;
  /** Spot prices of all subnets, rao per Alpha. */
  readPrices(at: BlockRef): Promise<ReadonlyMap<number, bigint>>;
  /** Sorted by netuid, root included. */
  readSubnets(at: BlockRef): Promise<readonly Subnet[]>;
  readPositions(account: string, at: BlockRef): Promise<readonly Position[]>;
  /** Null when the runtime does not tell. */
  readAvailability(account: string, at: BlockRef): Promise<readonly Availability[] | null>;
  readValidators(netuid: number, at: BlockRef): Promise<readonly Validator[]>;
  /** Null when the chain cannot fill it. */
  simulate(netuid: number, side: Side, amountIn: bigint, at: BlockRef): Promise<Simulation | null>;
  simulateRaw(netuid: number, side: Side, amountIn: bigint, at: BlockRef): Promise<RawSimulation>;
  estimateFee(call: ChainCall, account: string): Promise<Rao>;
  describe(call: ChainCall): CallDescription;
  /**
   * The transaction of a call with the account's next nonce. `metadataHash`: the digest that the signature is to cover, as
   * hardware keys need it; null for none. Rejects with `notAsOrdered` when what comes of it is not the call asked for.
   */
  prepare(call: ChainCall, account: string, metadataHash: string | null): Promise<PreparedExtrinsic>;
  /** What the network takes for exactly these bytes, in rao, from a node that decodes the call for it. */
  estimateFeeOf(prepared: PreparedExtrinsic): Promise<Rao>;
  /** Digest of the metadata (RFC 78), 0x hex, computed in a worker once per runtime. */
  metadataDigest(): Promise<string>;
  /**
   * Joins a signature to what was asked. Throws `walletBadSignature` when the signature is not the account's over exactly
   * this payload, `walletWrongAccount` when it is that of one of `others`, `notAsOrdered` when a transaction that the
   * wallet made itself differs in more than whether it covers the metadata's digest.
   */
  complete(prepared: PreparedExtrinsic, answer: WalletAnswer, others: readonly string[]): CompletedExtrinsic;
  /** Rehearses a signed transaction on the state after the best block. Nothing is sent. Never rejects. */
  dryRun(signed: SignedExtrinsic, era: EraBounds): Promise<DryRun>;
  /**
   * Sends it and tells of each phase after `sent`. Resolves when its life has ended or when the node no longer tells of it
   * (phase `lost`). Never rejects.
   */
  send(signed: SignedExtrinsic, onPhase: (phase: TxPhase) => void): Promise<void>;
  find(sought: SoughtExtrinsic): Promise<Found>;
  /** A block as one pool saw it; `order` is the hash of a transaction that traded there. */
  readPoolBlock(block: BlockRef, order: string, netuid: number): Promise<PoolBlock>;
  walletMetadata(): WalletMetadata;
  /** Asks the node for a sign of life. Also rejects when the node refuses, which is one. */
  ping(): Promise<void>;
  /** When the node last answered anything, by performance.now(). */
  answeredAt(): number;
  close(): void;
}
