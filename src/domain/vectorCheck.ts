import { largestFill } from './fill.ts';
import { moveBetween } from './move.ts';
import type { Side, WeightedPool } from './pool.ts';
import { priceRao, spotPrice } from './price.ts';
import { simulateSwap } from './simulate.ts';
import { defaultLimit, swap } from './swap.ts';
import { applySwap } from './transition.ts';
import { alphaRao, rao } from './units.ts';

/** A pool in a file of vectors: integers as decimal strings. */
export interface PoolVector {
  readonly taoReserve: string;
  readonly alphaReserve: string;
  readonly quoteWeight: string;
  readonly feeRate?: number;
}

interface Reserves {
  readonly taoReserve: string;
  readonly alphaReserve: string;
}

interface FillVector {
  readonly amountPaidIn: string;
  readonly amountPaidOut: string;
  readonly feePaid: string;
}

interface Refusal {
  readonly error: string;
}

export interface SwapVector {
  readonly side: string;
  readonly pool: PoolVector;
  readonly amountIn: string;
  readonly limitPrice: string;
  readonly dropFees: boolean;
  readonly expect: Partial<FillVector & Refusal>;
}

/** The outcomes of the runtime's arithmetic, as carried in vectors/swap.json. */
export interface SwapVectors {
  readonly swaps: readonly SwapVector[];
  readonly prices: readonly { pool: PoolVector; priceRao: string; priceU64F64: string }[];
  readonly maxAmounts: readonly {
    side: string;
    pool: PoolVector;
    limitPrice: string;
    expect: Partial<{ maxAmountIn: string } & Refusal>;
  }[];
  readonly sequences: readonly {
    pool: PoolVector;
    steps: readonly (FillVector & {
      side: string;
      amountIn: string;
      authorTaoOut: string | null;
      after: Reserves;
    })[];
  }[];
  readonly crossSubnet: readonly {
    origin: PoolVector;
    destination: PoolVector;
    alphaIn: string;
    expect: {
      originAlphaPaidIn: string;
      alphaFee: string;
      tao: string;
      authorTao: string;
      destinationAlphaOut: string;
      originAfter: Reserves;
      destinationAfter: Reserves;
    };
  }[];
}

/** What one case should give and what the engine gave, each as one line. */
export interface Compared {
  readonly expected: string;
  readonly got: string;
}

export function poolOf(vector: PoolVector): WeightedPool {
  return {
    kind: 'weighted',
    taoReserve: rao(BigInt(vector.taoReserve)),
    alphaReserve: alphaRao(BigInt(vector.alphaReserve)),
    quoteWeight: BigInt(vector.quoteWeight),
    feeRate: vector.feeRate ?? 33,
  };
}

export function sideOf(side: string): Side {
  if (side !== 'buy' && side !== 'sell') throw new Error(`no side: ${side}`);
  return side;
}

function line(...values: readonly (string | bigint | null)[]): string {
  return values.map(String).join(' ');
}

function reserves(pool: { kind: string } | WeightedPool): string {
  return 'taoReserve' in pool ? line(pool.taoReserve, pool.alphaReserve) : pool.kind;
}

function reservesOf(expected: Reserves): string {
  return line(expected.taoReserve, expected.alphaReserve);
}

export function compareSwap(vector: SwapVector): Compared {
  const { expect, dropFees } = vector;
  const amount = BigInt(vector.amountIn);
  const outcome = swap(poolOf(vector.pool), sideOf(vector.side), amount, BigInt(vector.limitPrice), {
    dropFees,
  });
  const filled = [expect.amountPaidIn, expect.amountPaidOut, expect.feePaid].join(' ');
  return {
    expected: expect.error ?? filled,
    got: outcome.ok ? line(outcome.fill.paidIn, outcome.fill.paidOut, outcome.fill.fee) : outcome.error,
  };
}

export function comparePrice(vector: SwapVectors['prices'][number]): Compared {
  const raw = spotPrice(poolOf(vector.pool));
  return { expected: line(vector.priceU64F64, vector.priceRao), got: line(raw, priceRao(raw)) };
}

export function compareMaxAmount(vector: SwapVectors['maxAmounts'][number]): Compared {
  const fill = largestFill(poolOf(vector.pool), sideOf(vector.side), BigInt(vector.limitPrice));
  const expected = vector.expect.error ?? vector.expect.maxAmountIn ?? '';
  return { expected, got: fill.ok ? line(fill.amount) : fill.error };
}

/** One comparison a step; the pool goes on from what the engine made of it. */
export function compareSequence(vector: SwapVectors['sequences'][number]): readonly Compared[] {
  let pool = poolOf(vector.pool);
  return vector.steps.map((step) => {
    const side = sideOf(step.side);
    const outcome = applySwap(pool, side, BigInt(step.amountIn), defaultLimit(side));
    const author = side === 'sell' ? step.authorTaoOut : step.feePaid;
    const expected = line(
      step.amountPaidIn,
      step.amountPaidOut,
      step.feePaid,
      author,
      reservesOf(step.after),
    );
    if (!outcome.ok) return { expected, got: outcome.error };
    pool = outcome.after;
    const { paidIn, paidOut, fee } = outcome.fill;
    return { expected, got: line(paidIn, paidOut, fee, outcome.authorTao, reserves(pool)) };
  });
}

export function compareMove(vector: SwapVectors['crossSubnet'][number]): Compared {
  const e = vector.expect;
  const move = moveBetween(poolOf(vector.origin), poolOf(vector.destination), BigInt(vector.alphaIn));
  const expected = line(
    e.originAlphaPaidIn,
    e.alphaFee,
    e.tao,
    e.authorTao,
    e.destinationAlphaOut,
    reservesOf(e.originAfter),
    reservesOf(e.destinationAfter),
  );
  if (!move.ok) return { expected, got: move.error };
  const { sell, buy, authorTao } = move;
  const after = line(reserves(move.originAfter), reserves(move.destinationAfter));
  return { expected, got: line(sell.paidIn, sell.fee, sell.paidOut, authorTao, buy.paidOut, after) };
}

/** Answers of mainnet to sim_swap, as carried in vectors/simSwap.json. */
export interface SimVector {
  readonly side: string;
  readonly pool: PoolVector;
  readonly amount: string;
  readonly expect: Record<string, string>;
}

export function compareSim(vector: SimVector): Compared {
  const got = simulateSwap(poolOf(vector.pool), sideOf(vector.side), BigInt(vector.amount));
  const { taoAmount, alphaAmount, taoFee, alphaFee, taoSlippage, alphaSlippage } = got;
  const names = ['taoAmount', 'alphaAmount', 'taoFee', 'alphaFee', 'taoSlippage', 'alphaSlippage'];
  return {
    expected: names.map((name) => vector.expect[name]).join(' '),
    got: line(taoAmount, alphaAmount, taoFee, alphaFee, taoSlippage, alphaSlippage),
  };
}
