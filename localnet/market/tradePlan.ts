import type { Side } from '#domain/pool.ts';
import { priceRao } from '#domain/price.ts';
import { ROOT } from '#domain/subnet.ts';
import { ONE } from '#domain/units.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { allNetuids } from '#localnet/node/runtime/staking/hotkeys.ts';
import { alphaPrice, isDynamic } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { type Draws, MILLION } from './draws.ts';

/** What someone wants to trade: rao for a purchase, base units of Alpha for a sale. */
export interface PlannedTrade {
  readonly kind: 'ordinary' | 'large' | 'minted';
  readonly netuid: number;
  readonly side: Side;
  readonly amount: bigint;
}

/** How much of the market's time a block stands for, in blocks of twelve seconds, and how many trade in it. */
export interface Pace {
  readonly blocks: number;
  readonly trades: number;
  /** Subnets on which minted Alpha is sold. */
  readonly sales: number;
  /** The trades of a block are those of few accounts, each of which signs once. */
  readonly isBatched: boolean;
}

/** Trading as it goes along with the chain. */
export const LIVE: Pace = { blocks: 1, trades: 4, sales: 1, isBatched: false };

const BLOCKS_PER_DAY = 7_200n;
/** Parts of a reserve. */
const BILLION = 1_000_000_000n;
/**
 * Square of what a pool's reserve moves by in a day through ordinary trades, in billionths of it. A price moves twice
 * as much as a reserve, so 2.3 % are 4.6 % of the price; large trades add what is missing to five.
 */
const DAILY_VARIANCE = 23_000_000n ** 2n;
/** A pool sees a large trade once in so many blocks: a little over four days. */
const BLOCKS_PER_LARGE = 31_250;
/** Rao; what is worth less is not traded. */
const SMALLEST = ONE / 100n;

function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** A part (billionths, negative to sell) of the reserve that the trade pays into. */
function tradeOf(
  state: State,
  netuid: number,
  kind: PlannedTrade['kind'],
  part: bigint,
): PlannedTrade | null {
  const side = part > 0n ? 'buy' : 'sell';
  const reserve = (side === 'buy' ? subtensorStorage.SubnetTAO : subtensorStorage.SubnetAlphaIn).get(
    state,
    netuid,
  );
  const amount = (reserve * (part > 0n ? part : -part)) / BILLION;
  const tao = side === 'buy' ? amount : (amount * priceRao(alphaPrice(state, netuid))) / ONE;
  return tao < SMALLEST ? null : { kind, netuid, side, amount };
}

/**
 * Alpha that comes to the market from those for whom it is minted: of what the subnet mints in the time between two
 * sales, 30 to 60 %. Base units.
 */
function mintedSale(state: State, netuid: number, blocks: bigint, draws: Draws): PlannedTrade {
  const minted = subtensorStorage.SubnetAlphaOutEmission.get(state, netuid) * blocks;
  return { kind: 'minted', netuid, side: 'sell', amount: (minted * BigInt(30 + draws.below(31))) / 100n };
}

/** What buyers take up on top of their own wishes, so that sales of minted Alpha alone do not sink a price: billionths. */
function absorbed(state: State, netuid: number, blocks: bigint): bigint {
  const minted = subtensorStorage.SubnetAlphaOutEmission.get(state, netuid) * blocks;
  const reserve = subtensorStorage.SubnetAlphaIn.get(state, netuid);
  return reserve === 0n ? 0n : (minted * 45n * BILLION) / (100n * reserve);
}

/**
 * The trades of others in the next block. Ordinary ones go to pools chosen by lot, to either side alike, in proportion to the
 * reserve; one in four is three times the size of the others. Sales of minted Alpha go round all pools in turn. Same
 * draws, number and state: same trades.
 */
export function planTrades(state: State, number: number, pace: Pace, draws: Draws): PlannedTrade[] {
  const netuids = allNetuids(state)
    .filter((netuid) => netuid !== ROOT && isDynamic(state, netuid))
    .filter((netuid) => subtensorStorage.SubtokenEnabled.get(state, netuid));
  const count = netuids.length;
  if (count === 0) return [];
  const blocks = BigInt(pace.blocks);
  const plan: (PlannedTrade | null)[] = [];
  // Each trade's variance: the day's, for the blocks that pass between two trades of the same pool.
  const variance = (DAILY_VARIANCE * blocks * BigInt(count)) / (BLOCKS_PER_DAY * BigInt(pace.trades));
  const deviation = squareRoot(variance);
  for (let index = 0; index < pace.trades; index += 1) {
    const netuid = netuids[draws.below(count)] ?? ROOT;
    // Three parts of 0.577 and one of 1.731 have a mean square of one.
    const size = (deviation * (draws.below(4) === 0 ? 1_731n : 577n)) / 1_000n;
    const drift = absorbed(state, netuid, (blocks * BigInt(count)) / BigInt(pace.trades));
    plan.push(tradeOf(state, netuid, 'ordinary', (size * draws.gaussian()) / MILLION + drift));
  }
  if (draws.below(BLOCKS_PER_LARGE) < pace.blocks * count) {
    const part = BigInt(10_000_000 + draws.below(20_000_001));
    const netuid = netuids[draws.below(count)] ?? ROOT;
    plan.push(tradeOf(state, netuid, 'large', draws.below(2) === 0 ? part : -part));
  }
  for (let index = 0; index < pace.sales; index += 1) {
    const netuid = netuids[(number * pace.sales + index) % count] ?? ROOT;
    plan.push(mintedSale(state, netuid, (blocks * BigInt(count)) / BigInt(pace.sales), draws));
  }
  return plan.filter((trade): trade is PlannedTrade => trade !== null && trade.amount > 0n);
}
