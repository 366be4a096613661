import type { AppErrorCode, DispatchFailure } from './appError.ts';
import type { BlockRef } from './block.ts';
import type { Rao } from './units.ts';

/** What a swap really did, read from the events of its block. Base units of the token named. */
export interface Filled {
  /** Gross input that left the wallet: TAO of a buy, Alpha of a sell (fee included). */
  readonly paid: bigint;
  /** Alpha of a buy, TAO of a sell. */
  readonly received: bigint;
  /** Pool fee, in the input token. */
  readonly fee: bigint;
  /** What the network took for the transaction. */
  readonly networkFee: Rao;
}

/** How the call of an included transaction ended. A failed one still paid the network fee. */
export type TxOutcome =
  | { readonly ok: true; readonly filled: Filled }
  | { readonly ok: false; readonly failure: DispatchFailure; readonly networkFee: Rao };

/**
 * Why a rehearsal of the signed transaction ended badly: its call would fail at dispatch, or the chain would not take the
 * transaction at all, in the words of a node's pool.
 */
export type Foreseen =
  | { readonly kind: 'dispatch'; readonly failure: DispatchFailure }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Whether the signed transaction was rehearsed before it was sent. `passed`: the chain carried it out on the state after
 * that block, and forgot it. `skipped`: the node would not or could not; `reason` is its own word for it.
 */
export type Rehearsal =
  | { readonly kind: 'passed'; readonly block: number }
  | { readonly kind: 'skipped'; readonly reason: string };

/**
 * The life of one transaction. `signing` and `rehearsing`: nothing was sent yet. `stopped`: the rehearsal foresaw a
 * failure, so nothing was sent. `abandoned`: the page closed before anything was sent. `sent`: handed to a node, not yet
 * in a block. `lost`: it may have been sent, and no node tells us of it now; it is looked for. `expired`: its era ended and
 * no block of the era holds it, so none ever will. `replaced`: the same of another transaction with its nonce in a block.
 */
export type TxPhase =
  | { readonly kind: 'signing' }
  | { readonly kind: 'rehearsing' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'walletFailed'; readonly code: AppErrorCode; readonly detail: string | null }
  | { readonly kind: 'stopped'; readonly at: number; readonly foreseen: Foreseen }
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'inBlock'; readonly block: BlockRef; readonly outcome: TxOutcome }
  | { readonly kind: 'retracted' }
  | { readonly kind: 'finalized'; readonly block: BlockRef; readonly outcome: TxOutcome }
  | { readonly kind: 'usurped' }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'replaced' };

export type TxPhaseKind = TxPhase['kind'];

/** The phases that each phase may lead to. A phase that leads nowhere is an end. */
const NEXT: Readonly<Record<TxPhaseKind, readonly TxPhaseKind[]>> = {
  signing: ['rejected', 'walletFailed', 'abandoned', 'rehearsing', 'sent'],
  rehearsing: ['stopped', 'walletFailed', 'abandoned', 'sent'],
  rejected: [],
  walletFailed: [],
  stopped: [],
  // Another tab can still have the wallet's question open.
  abandoned: ['rehearsing', 'sent', 'stopped', 'rejected', 'walletFailed'],
  sent: ['inBlock', 'finalized', 'lost', 'usurped', 'dropped', 'invalid', 'expired', 'replaced'],
  lost: ['sent', 'inBlock', 'finalized', 'usurped', 'dropped', 'invalid', 'expired', 'replaced'],
  // Never `lost`: the last word of it stands until the chain is seen to say otherwise.
  inBlock: ['inBlock', 'finalized', 'retracted', 'expired', 'replaced'],
  retracted: ['inBlock', 'finalized', 'lost', 'usurped', 'dropped', 'invalid', 'expired', 'replaced'],
  // Word of mouth can be wrong: a node may drop or replace what another node already included.
  usurped: ['inBlock', 'finalized', 'expired', 'replaced'],
  dropped: ['inBlock', 'finalized', 'expired', 'replaced'],
  invalid: [],
  finalized: [],
  expired: [],
  replaced: [],
};

/** True when the life of a transaction may go from one phase to the other. */
export function mayFollow(from: TxPhaseKind, to: TxPhaseKind): boolean {
  return NEXT[from].includes(to);
}

/** True while an order is on its way out, and not out yet: with the wallet, or being rehearsed. */
export function isUnsent(phase: TxPhase): boolean {
  return phase.kind === 'signing' || phase.kind === 'rehearsing';
}

/** True while the transaction may still change the chain: it must be watched or looked for. */
export function isPending(phase: TxPhase): boolean {
  return ['sent', 'lost', 'inBlock', 'retracted', 'usurped', 'dropped'].includes(phase.kind);
}

/** True when it has ended without a trade, and none can come of it any more: the order may be made anew. */
export function cameToNothing(phase: TxPhase): boolean {
  if (phase.kind === 'finalized') return !phase.outcome.ok;
  return ['rejected', 'walletFailed', 'stopped', 'invalid', 'expired', 'replaced'].includes(phase.kind);
}
