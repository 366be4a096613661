import type { Account, Balance } from './account.ts';
import type { AmountRefusal, ParsedAmount } from './amount.ts';
import type { BlockRef } from './block.ts';
import { MOST_HEAD_AGE } from './headClock.ts';
import type { PoolSnapshot, Side } from './pool.ts';
import type { QuoteResult } from './quote.ts';
import { ROOT } from './subnet.ts';
import { type AlphaRao, type Rao, rao } from './units.ts';

/** SubtensorModule.DefaultMinStake: the least TAO that a stake must bring and a partial sell must yield, in rao. */
export const MIN_STAKE = rao(2_000_000n);

/** A quote older than this many blocks may not be sent. */
export const MAX_QUOTE_AGE = 2;

/** Price impact, in parts per 1e9, from which a trade is marked, confirmed, typed out and refused. */
export const IMPACT_BANDS = {
  amber: 10_000_000n,
  red: 30_000_000n,
  confirm: 50_000_000n,
  type: 100_000_000n,
  refuse: 150_000_000n,
} as const;

/**
 * `noSuchSubnet`: the netuid is not on this chain. `otherSubnet`: it was given to another subnet since the link was made.
 * `alphaToAlpha`: both sides name a subnet.
 */
export type PairTrouble = 'noSuchSubnet' | 'otherSubnet' | 'alphaToAlpha';

/** All that decides whether a swap may be sent. */
export interface SwapSituation {
  readonly connection: 'connecting' | 'ready' | 'offline' | 'wrongNetwork';
  /** Age of the best block in blocks, by the wall clock; null while no block is known. */
  readonly headAge: number | null;
  readonly head: BlockRef | null;
  readonly safeMode: boolean;
  /** A second node answered otherwise than the one in use, of one and the same block. */
  readonly contradicted: boolean;
  /** The call that this trade needs, when the chain's present runtime does not have it; else null. */
  readonly missingCall: string | null;
  /** What transactions of this runtime carry and this app does not know; else null. */
  readonly unknownExtension: string | null;
  readonly account: Account | null;
  readonly side: Side;
  /** The subnet chosen; null when none is. */
  readonly netuid: number | null;
  /** What is wrong with the pair, whatever the amount: null when nothing is, or nothing is known yet. */
  readonly pairTrouble: PairTrouble | null;
  readonly snapshot: PoolSnapshot | null;
  /** The side whose amount was typed. */
  readonly fixed: 'pay' | 'receive';
  /** As typed: of what is paid, or of what is received when that is fixed. */
  readonly amount: ParsedAmount;
  readonly quote: QuoteResult | null;
  /** The block at which the quote holds. */
  readonly quotedAt: BlockRef | null;
  readonly balance: Balance | null;
  /** Alpha held with the chosen validator. */
  readonly position: AlphaRao | null;
  /** Alpha of the subnet that no lock holds back, over all validators. */
  readonly available: AlphaRao | null;
  readonly validator: string | null;
  readonly networkFee: Rao | null;
  readonly expert: boolean;
  /** An order of this account is with the wallet now. */
  readonly busy: boolean;
}

/** Why the swap may not be sent now. Amounts in base units. */
export type Blocker =
  | { readonly kind: 'connectWallet' }
  | { readonly kind: 'watchOnly' }
  | { readonly kind: 'chooseToken' }
  | { readonly kind: PairTrouble }
  | { readonly kind: 'enterAmount' }
  | {
      readonly kind: 'badAmount';
      readonly reason: Exclude<AmountRefusal, 'empty'>;
    }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'wrongNetwork' }
  | { readonly kind: 'unknownExtension'; readonly name: string }
  | { readonly kind: 'callMissing'; readonly method: string }
  | { readonly kind: 'notStarted' }
  | { readonly kind: 'notEnoughTao'; readonly spendable: bigint }
  | { readonly kind: 'notEnoughAlpha'; readonly position: bigint }
  | { readonly kind: 'notEnoughForFee'; readonly networkFee: bigint }
  | { readonly kind: 'belowMinimum'; readonly minimum: bigint }
  | { readonly kind: 'poolTooSmall' }
  | { readonly kind: 'poolCannotGive' }
  | { readonly kind: 'unknownCurve' }
  | { readonly kind: 'locked'; readonly available: bigint }
  | { readonly kind: 'impactTooHigh' }
  | { readonly kind: 'chooseValidator' }
  | { readonly kind: 'waitingForBlock' }
  | { readonly kind: 'nodeBehind'; readonly blocks: number }
  | { readonly kind: 'nodesDisagree' }
  | { readonly kind: 'safeMode' }
  | { readonly kind: 'busy' };

/**
 * The first reason, in a fixed order, for which a swap may not be sent; null when it may.
 * The order is the one in which a person would mend things: who, what, how much, can it be, is now the time. What only
 * waiting mends comes last; of that, a reason on the chain's side is told only of a node that is there to be asked.
 */
export function swapBlocker(situation: SwapSituation): Blocker | null {
  return whoAndWhat(situation) ?? howMuch(situation) ?? canItBe(situation) ?? isNowTheTime(situation);
}

function whoAndWhat({ account, netuid, pairTrouble, connection }: SwapSituation): Blocker | null {
  if (account === null) return { kind: 'connectWallet' };
  if (account.source === 'watch') return { kind: 'watchOnly' };
  if (netuid === null) return { kind: 'chooseToken' };
  if (pairTrouble === 'alphaToAlpha') return { kind: pairTrouble };
  return pairTrouble !== null && connection === 'ready' ? { kind: pairTrouble } : null;
}

function howMuch(situation: SwapSituation): Blocker | null {
  const { amount } = situation;
  if (!amount.ok) {
    return amount.reason === 'empty' ? { kind: 'enterAmount' } : { kind: 'badAmount', reason: amount.reason };
  }
  if (amount.value === 0n) return { kind: 'enterAmount' };
  const paid = amountPaid(situation);
  if (paid === null) return null;
  return situation.side === 'buy' ? enoughTao(situation, paid) : enoughAlpha(situation, paid);
}

/** What leaves the wallet: as typed, or as quoted when what is received was typed; null while that is not known. */
function amountPaid({ fixed, amount, quote }: SwapSituation): bigint | null {
  if (fixed === 'receive') return quote?.ok ? quote.quote.amountIn : null;
  return amount.ok ? amount.value : null;
}

function enoughTao({ balance, networkFee }: SwapSituation, amount: bigint): Blocker | null {
  if (balance !== null && amount + (networkFee ?? 0n) > balance.spendable) {
    return { kind: 'notEnoughTao', spendable: balance.spendable };
  }
  return null;
}

function enoughAlpha({ position, balance, networkFee }: SwapSituation, amount: bigint): Blocker | null {
  if (position !== null && amount > position) return { kind: 'notEnoughAlpha', position };
  if (balance !== null && networkFee !== null && networkFee > balance.spendable) {
    return { kind: 'notEnoughForFee', networkFee };
  }
  return null;
}

function canItBe(situation: SwapSituation): Blocker | null {
  const { snapshot, quote, netuid, expert, missingCall, unknownExtension } = situation;
  if (unknownExtension !== null) return { kind: 'unknownExtension', name: unknownExtension };
  if (missingCall !== null) return { kind: 'callMissing', method: missingCall };
  if (snapshot !== null && !snapshot.tradable) return { kind: 'notStarted' };
  const outOfReach = quote === null ? null : poolRefuses(situation, quote);
  if (outOfReach !== null) return outOfReach;
  const held = lockedBack(situation);
  if (held !== null) return held;
  const impact = quote?.ok ? quote.quote.impactPpb : 0n;
  return netuid !== ROOT && impact >= IMPACT_BANDS.refuse && !expert ? { kind: 'impactTooHigh' } : null;
}

/** The chain's minimum, and what the pool cannot fill. */
function poolRefuses(situation: SwapSituation, quote: QuoteResult): Blocker | null {
  if (!quote.ok) {
    if (quote.error === 'ZeroAmount' || quote.error === 'ZeroOutput') return tooSmall(situation);
    if (quote.error === 'UnknownCurve') return { kind: 'unknownCurve' };
    return { kind: situation.fixed === 'receive' ? 'poolCannotGive' : 'poolTooSmall' };
  }
  const { netIn, amountOut } = quote.quote;
  const isBelow =
    situation.side === 'buy' ? netIn < MIN_STAKE : amountOut < MIN_STAKE && !sellsAll(situation);
  return isBelow ? tooSmall(situation) : null;
}

/** Alpha that a lock holds back, over all of the coldkey's validators. */
function lockedBack(situation: SwapSituation): Blocker | null {
  const { side, available } = situation;
  const paid = amountPaid(situation);
  if (side === 'buy' || paid === null || available === null || paid <= available) return null;
  return { kind: 'locked', available };
}

function tooSmall(situation: SwapSituation): Blocker {
  return {
    kind: 'belowMinimum',
    minimum: situation.side === 'buy' ? minimumBuy(situation.snapshot) : MIN_STAKE,
  };
}

/** Gross rao whose net after the pool's fee is just the minimum stake; 2,001,007 at the default fee rate. */
export function minimumBuy(snapshot: PoolSnapshot | null): bigint {
  const rate = snapshot?.pool.kind === 'weighted' ? BigInt(snapshot.pool.feeRate) : 0n;
  let gross = (MIN_STAKE * 65_535n) / (65_535n - rate);
  while (gross - (gross * rate) / 65_535n < MIN_STAKE) gross += 1n;
  return gross;
}

/** A sell of the whole position is exempt from the minimum. */
function sellsAll(situation: SwapSituation): boolean {
  return situation.position !== null && amountPaid(situation) === situation.position;
}

function isNowTheTime(situation: SwapSituation): Blocker | null {
  const { connection, headAge, safeMode, contradicted, validator, busy } = situation;
  if (connection === 'ready') {
    if (validator === null) return { kind: 'chooseValidator' };
    if (!isFresh(situation)) return { kind: 'waitingForBlock' };
    if (headAge !== null && headAge > MOST_HEAD_AGE) return { kind: 'nodeBehind', blocks: headAge };
    if (contradicted) return { kind: 'nodesDisagree' };
    if (safeMode) return { kind: 'safeMode' };
    return busy ? { kind: 'busy' } : null;
  }
  return { kind: connection };
}

/** Everything that the order is built on is known, at a block that is still new. */
function isFresh({ quote, quotedAt, head, balance, position, side, networkFee }: SwapSituation): boolean {
  if (quote === null || !quote.ok || quotedAt === null || head === null || balance === null) return false;
  if (networkFee === null) return false;
  if (side === 'sell' && position === null) return false;
  return head.number - quotedAt.number <= MAX_QUOTE_AGE;
}
