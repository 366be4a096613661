import type { BlockClock } from '#localnet/node/blockClock.ts';
import type { Chain } from '#localnet/node/chain.ts';
import type { Faults } from './faults.ts';

/** What a node tells of itself. */
export interface NodeIdentity {
  readonly chain: string;
  readonly name: string;
  readonly version: string;
  readonly peerId: string;
  /** Peer ids of those whom it says to be connected to. */
  readonly peers: readonly string[];
}

/** What the methods work on. */
export interface RpcContext {
  readonly chain: Chain;
  readonly clock: BlockClock;
  readonly identity: NodeIdentity;
  /** Names of all the methods that are served. */
  readonly methodNames: readonly string[];
  /** What is wrong with the connections. */
  readonly faults: Faults;
  /** Milliseconds since 1970, as the node's clock has it. */
  now(): number;
  /** Sets the node's clock so far ahead of the true time, or behind it when negative. */
  shiftClock(milliseconds: number): void;
  /** Ends every connection, that of the caller included. */
  closeSockets(): void;
}

/** The caller's connection. */
export interface RpcSession {
  /**
   * Begins a subscription and gives its id. `start` is given the functions that send a notification of this method
   * and that say that none will follow; it gives the function that is called when the subscriber ends it. No
   * notification goes out before the id.
   */
  subscribe(method: string, start: (push: (result: unknown) => void, end: () => void) => () => void): string;
  /** Ends a subscription; false when there is none of this id. */
  unsubscribe(id: unknown): boolean;
  /** Work to do once the answer is out. */
  afterReply(work: () => void): void;
}

/** Answers one JSON-RPC method; throws RpcError. */
export type Method = (context: RpcContext, params: readonly unknown[], session: RpcSession) => unknown;

/** A method that takes its parameters as they were sent: a list, an object, or nothing. */
export type ServedMethod = (context: RpcContext, params: unknown, session: RpcSession) => unknown;
