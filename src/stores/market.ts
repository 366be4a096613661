import { createStore } from 'zustand/vanilla';
import type { Head } from '#domain/block.ts';
import type { PoolSnapshot, Side } from '#domain/pool.ts';
import type { Subnet } from '#domain/subnet.ts';
import type { Rao } from '#domain/units.ts';
import type { Validator } from '#domain/validator.ts';

/** What the chain's own simulation said of the quote on screen. */
export type QuoteCheck =
  | { readonly kind: 'equal'; readonly block: number }
  | {
      readonly kind: 'different';
      readonly block: number;
      /** What this app computed for the same trade. */
      readonly ownOut: bigint;
      readonly chainOut: bigint;
      readonly chainFee: bigint;
    };

/** What a second node said of the quote under review. */
export interface SecondOpinion {
  /** The node in use, whose answer it was. */
  readonly of: string;
  /** `unknown`: it does not know the block, or did not answer. */
  readonly kind: 'same' | 'contradicts' | 'unknown';
  /** The second node; null when none could be reached. */
  readonly endpoint: string | null;
  readonly block: number;
}

/** Spot prices of all subnets at one block, in rao per Alpha. */
export interface PricesAt {
  readonly block: number;
  readonly prices: ReadonlyMap<number, bigint>;
}

/** Chain facts about the market. Everything here was read from the node; nothing is computed. */
export interface MarketState {
  readonly head: Head | null;
  /** Date.now() when the head came in. */
  readonly headReceivedAt: number | null;
  readonly finalized: number | null;
  /** By netuid, root included; null until read. */
  readonly subnets: readonly Subnet[] | null;
  /** By netuid the registration block of the first subnet that was seen to bear it since the network was chosen. */
  readonly firstGenerations: ReadonlyMap<number, bigint>;
  /** Spot prices of all subnets at the head, in rao per Alpha (SwapRuntimeApi.current_alpha_price_all). */
  readonly prices: ReadonlyMap<number, bigint>;
  /** The prices of the newest blocks seen since the network was chosen, oldest first; blocks can be missing. */
  readonly priceHistory: readonly PricesAt[];
  /** Pools that are on screen, by netuid. */
  readonly pools: ReadonlyMap<number, PoolSnapshot>;
  /** Results of checkQuote by checkKey; only the newest few are kept. */
  readonly checks: ReadonlyMap<string, QuoteCheck>;
  /** Netuids whose local quote once differed from the chain's: quoted by the chain from then on. */
  readonly distrusted: ReadonlySet<number>;
  /** The newest there is; a contradiction stays until it is taken back, or the node in use is another. */
  readonly secondOpinion: SecondOpinion | null;
  /** Validators by netuid, for the netuids that were asked for. */
  readonly validators: ReadonlyMap<number, readonly Validator[]>;
  readonly safeMode: boolean;
  /** What a nominator must keep with a validator, or the chain sells it; null when there is no such rule. */
  readonly nominatorMinimum: Rao | null;
}

const EMPTY: MarketState = {
  head: null,
  headReceivedAt: null,
  finalized: null,
  subnets: null,
  firstGenerations: new Map(),
  prices: new Map(),
  priceHistory: [],
  pools: new Map(),
  checks: new Map(),
  distrusted: new Set(),
  secondOpinion: null,
  validators: new Map(),
  safeMode: false,
  nominatorMinimum: null,
};

export const market = createStore<MarketState>()(() => EMPTY);

/** Forgets everything: another chain begins. */
export function resetMarket(): void {
  market.setState(EMPTY, true);
}

/** Names one checked quote: a trade at one block. */
export function checkKey(netuid: number, side: Side, amountIn: bigint, block: number): string {
  return `${netuid}:${side}:${amountIn}:${block}`;
}
