import type { Hash } from './header.ts';
import type { InvalidTransaction } from './runtime.ts';

/** Why the pool refuses a transaction, with a node's code and words (sc_rpc_api::author::error). */
export class PoolError extends Error {
  readonly code: number;
  readonly data: string | undefined;

  constructor(code: number, message: string, data?: string) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** A transaction that was asked for and is not there. */
export class UnknownTransactionError extends Error {}

/** 1010, 1011 or 1002: what the runtime says of the transaction. */
export function notValid({ code, data }: InvalidTransaction): PoolError {
  if (code === 1010) return new PoolError(code, 'Invalid Transaction', data);
  if (code === 1011) return new PoolError(code, 'Unknown Transaction Validity', data);
  return new PoolError(code, `Verification Error: ${data}`, data);
}

export function temporarilyBanned(): PoolError {
  return new PoolError(1012, 'Transaction is temporarily banned');
}

export function alreadyImported(): PoolError {
  // A node prints its boxed hash, of which Rust knows no more than this.
  return new PoolError(1013, 'Transaction Already Imported', 'Any { .. }');
}

export function tooLowPriority(old: bigint, own: bigint): PoolError {
  const detail = 'The transaction has too low priority to replace another transaction already in the pool.';
  return new PoolError(1014, `Priority is too low: (${old} vs ${own})`, detail);
}

export function immediatelyDropped(): PoolError {
  const detail = "The transaction couldn't enter the pool because of the limit";
  return new PoolError(1016, 'Immediately Dropped', detail);
}

/** How long a transaction that proved invalid, or that is in a block, is not taken again: half an hour. */
const BAN_MS = 30 * 60 * 1000;
const BANS_KEPT = 10_000;

/** Transactions that the pool does not take for a while (sc_transaction_pool::graph::rotator). */
export class BanList {
  private readonly until = new Map<Hash, number>();

  ban(hash: Hash, now: number): void {
    this.until.delete(hash);
    this.until.set(hash, now + BAN_MS);
    for (const [oldest, end] of this.until) {
      if (this.until.size <= BANS_KEPT && end > now) break;
      this.until.delete(oldest);
    }
  }

  lift(hash: Hash): void {
    this.until.delete(hash);
  }

  isBanned(hash: Hash, now: number): boolean {
    return (this.until.get(hash) ?? 0) > now;
  }
}
