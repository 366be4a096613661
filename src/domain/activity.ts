import type { OthersInBlock } from './othersInBlock.ts';
import type { Side } from './pool.ts';
import type { Rehearsal, TxPhase } from './tx.ts';

/** One transaction that this browser made, as it survives a reload. Amounts are base units. */
export interface ActivityEntry {
  /** The order's id. */
  readonly id: string;
  /** Genesis hash of the chain that it belongs to. */
  readonly genesis: string;
  readonly account: string;
  readonly side: Side;
  readonly netuid: number;
  readonly registeredAt: bigint;
  /** The subnet's name and symbol when the order was made. */
  readonly subnetName: string;
  readonly symbol: string;
  readonly hotkey: string;
  /** "add_stake_limit" and so on. */
  readonly method: string;
  readonly amountIn: bigint;
  readonly quotedOut: bigint;
  readonly minimumOut: bigint;
  readonly limitPrice: bigint | null;
  readonly quotedAtBlock: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Hash of the signed extrinsic; null before it is signed. */
  readonly hash: string | null;
  readonly nonce: number | null;
  /** First block in which it may be included, and the first in which it no longer may; null before it is signed. */
  readonly era: { readonly birth: number; readonly death: number } | null;
  readonly phase: TxPhase;
  /** How the rehearsal before sending went; null when there was none yet. */
  readonly rehearsal: Rehearsal | null;
  /**
   * Block hash of a fill that is, to the base unit, what this app computes for the pool as the order met it in that block;
   * null until that is known, and when the pool cannot be told because something moved it behind the order.
   */
  readonly exactIn: string | null;
  /** Who else was at the pool in the block of that hash; null until that is known, and where there is no pool. */
  readonly others: (OthersInBlock & { readonly block: string }) | null;
}
