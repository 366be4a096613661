import type { Chain } from '#localnet/node/chain.ts';
import type { BlockRecord } from '#localnet/node/chainSnapshot.ts';
import type { Market } from './market.ts';
import { LIVE, type Pace } from './tradePlan.ts';

/** Blocks of three days of history. */
export const THREE_DAYS = 288;
/** Milliseconds from one to the next. */
const SPACING = 900_000;
/** A quarter of an hour of trading in one block; enough trades that each pool moves every few blocks. */
const PACE: Pace = { blocks: 75, trades: 30, sales: 5, isBatched: true };
/** Blocks between two breaths, in which the process can hear of signals. */
const BREATH = 8;

/** How many blocks, and when the last of them is, in milliseconds since 1970. */
export interface HistorySpan {
  readonly blocks: number;
  readonly until: number;
}

/**
 * Makes the past of a chain that is at its genesis: blocks of a market, a quarter of an hour apart, each of which stands
 * for the trading of that time but mints like any block. They and their states are kept for good. Each block goes to
 * `record` before the next is made.
 */
export async function makeHistory(
  chain: Chain,
  market: Market,
  { blocks, until }: HistorySpan,
  record: (made: BlockRecord) => Promise<void>,
): Promise<void> {
  if (chain.best.header.number > 0) throw new RangeError('a history begins at genesis');
  chain.keepForever(blocks);
  market.setPace(PACE);
  for (let number = 1; number <= blocks; number += 1) {
    const block = chain.produceBlock(until - (blocks - number) * SPACING);
    await record({ block, changes: chain.storageAt(block.hash).changes ?? new Map() });
    if (number % BREATH === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  market.setPace(LIVE);
}
