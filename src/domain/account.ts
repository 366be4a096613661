import type { AlphaRao, Rao } from './units.ts';

/** Where an account's signatures come from: a wallet extension, the local chain's built-in keys, or nowhere. */
export type AccountSource = 'wallet' | 'dev' | 'watch';

export interface Account {
  /** SS58 with prefix 42. */
  readonly address: string;
  readonly name: string | null;
  readonly source: AccountSource;
  /** Name under which the extension injected itself; null for the other sources. */
  readonly wallet: string | null;
}

/** System.Account of a coldkey, in rao. */
export interface Balance {
  readonly free: Rao;
  readonly reserved: Rao;
  readonly frozen: Rao;
  /** What can leave while the account stays alive: free − max(frozen − reserved, existential deposit). */
  readonly spendable: Rao;
}

/** Alpha that a coldkey holds through one validator on one subnet. */
export interface Position {
  readonly hotkey: string;
  readonly netuid: number;
  readonly amount: AlphaRao;
}

/** What the chain lets a coldkey sell on a subnet, over all validators. */
export interface Availability {
  readonly netuid: number;
  readonly total: AlphaRao;
  readonly locked: AlphaRao;
  readonly available: AlphaRao;
}
