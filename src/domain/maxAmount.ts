import type { Balance } from './account.ts';
import type { Pool, Side, WeightedPool } from './pool.ts';
import { largestInput } from './quote.ts';
import { lastTrue } from './search.ts';
import { defaultLimit, MIN_RESERVE, swap, swapFee } from './swap.ts';
import type { AlphaRao, Rao } from './units.ts';

/** Why a part of what is held cannot be paid. */
export type KeptReason = 'existentialDeposit' | 'frozen' | 'networkFee' | 'locked' | 'pool';

export interface Kept {
  readonly reason: KeptReason;
  readonly amount: bigint;
}

/** The most that can be paid, and what is held back of the rest. Together they are all that is held. */
export interface MaxAmount {
  readonly amount: bigint;
  readonly kept: readonly Kept[];
}

/** Whether a pool takes a gross input whole; one too small to bring anything out counts as taken. */
function takes(pool: WeightedPool, side: Side, amountIn: bigint): boolean {
  const outcome = swap(pool, side, amountIn, defaultLimit(side));
  if (outcome.ok) return outcome.fill.paidIn >= amountIn - swapFee(amountIn, pool.feeRate);
  const reserveOut = side === 'buy' ? pool.alphaReserve : pool.taoReserve;
  return outcome.error === 'ReservesTooLow' && reserveOut >= MIN_RESERVE;
}

/**
 * The largest gross input, up to `cap`, that a pool takes whole: within a thousand times its reserve and the chain's own
 * price bounds. Base units. All of the cap on a stable pool, and on one whose curve is not known.
 */
export function largestTaken(pool: Pool, side: Side, cap: bigint): bigint {
  if (pool.kind !== 'weighted') return cap;
  const most = largestInput(pool, side);
  const end = cap < most ? cap : most;
  const fits = (amountIn: bigint): boolean => takes(pool, side, amountIn);
  return fits(end) ? end : lastTrue(0n, end, fits);
}

/** Takes reasons off what is held, one after another, each as far as there is still something. */
function without(held: bigint, reasons: readonly Kept[]): MaxAmount {
  let amount = held;
  const kept: Kept[] = [];
  for (const { reason, amount: wanted } of reasons) {
    const left = wanted < amount ? amount - wanted : 0n;
    if (wanted > 0n && left < amount) kept.push({ reason, amount: amount - left });
    amount = left;
  }
  return { amount, kept };
}

function withinPool(most: MaxAmount, pool: Pool | null, side: Side): MaxAmount {
  if (pool === null) return most;
  const beyond = most.amount - largestTaken(pool, side, most.amount);
  const { amount, kept } = without(most.amount, [{ reason: 'pool', amount: beyond }]);
  return { amount, kept: [...most.kept, ...kept] };
}

/**
 * The most TAO that a buy can pay, in rao: free, less what must stay (the existential deposit, or what is frozen when that
 * is more), less the network fee of this very order, and no more than the pool takes.
 */
export function maxBuy(balance: Balance, networkFee: Rao, pool: Pool | null): MaxAmount {
  const stays = balance.free - balance.spendable;
  const isFrozen = balance.frozen > balance.reserved && balance.frozen - balance.reserved >= stays;
  const most = without(balance.free, [
    { reason: isFrozen ? 'frozen' : 'existentialDeposit', amount: stays },
    { reason: 'networkFee', amount: networkFee },
  ]);
  return withinPool(most, pool, 'buy');
}

/**
 * The most Alpha that a sell can pay, in base units: the position, less what of it a lock holds back (`available` counts over
 * all of the coldkey's validators on the subnet; null when the chain does not tell), and no more than the pool takes.
 */
export function maxSell(position: AlphaRao, available: AlphaRao | null, pool: Pool | null): MaxAmount {
  const locked = available === null || available >= position ? 0n : position - available;
  return withinPool(without(position, [{ reason: 'locked', amount: locked }]), pool, 'sell');
}
