import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ONE } from '#domain/units.ts';
import type { PoolVector, SwapVector, SwapVectors } from '#domain/vectorCheck.ts';
import carried from '#domain/vectors/swap.json' with { type: 'json' };
import { blockAuthor } from '#localnet/genesis/accounts.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { StakingChain } from '#localnet/node/runtime/staking/testStaking.ts';
import { swapAlphaForTao, swapTaoForAlpha } from '#localnet/node/runtime/swap/subnetSwap.ts';
import { failure } from '#localnet/node/runtime/testChain.ts';
import { alice, buy, ERROR, fieldsOf, freshHotkey, fund, give, SN, sell, setPool } from './trading.ts';

const SHARED = '../shared/vectors/swap.json';
const EVERY: SwapVectors | null = existsSync(SHARED) ? JSON.parse(readFileSync(SHARED, 'utf8')) : null;
const [MIN_LIMIT, MAX_LIMIT] = ['1000', '1000000000000000'];
/** More than any vector spends. */
const RICH = 1n << 63n;
/** Events after which a new block begins: a block's room is limited. */
const FULL = 100;
/** Rao that buy more than the minimum at any fee. */
const LEAST = 10_000_000n;

function chainOf(): StakingChain {
  const chain = new StakingChain([SN]);
  chain.begin();
  return chain;
}

/** Sets the stage: the vector's pool, a trader who can pay for anything, and an author who got nothing yet. */
function prepare(chain: StakingChain, pool: PoolVector): void {
  const { state } = chain;
  if (chain.events().length > FULL) {
    chain.runtime.finalizeBlock(state);
    chain.begin();
  }
  setPool(state, pool);
  s.SubnetAlphaOut.set(state, SN, 0n);
  fund(state, alice.publicKey, RICH);
  fund(state, blockAuthor.publicKey, ONE);
}

const reservesOf = ({ state }: StakingChain) => [s.SubnetTAO.get(state, SN), s.SubnetAlphaIn.get(state, SN)];

/** What the chain's own swap does with the pool in its storage: amounts and reserves, or the error's name. */
function swapped(chain: StakingChain, vector: SwapVector): unknown {
  setPool(chain.state, vector.pool);
  const swap = vector.side === 'buy' ? swapTaoForAlpha : swapAlphaForTao;
  const [amount, limit] = [BigInt(vector.amountIn), BigInt(vector.limitPrice)];
  try {
    const { paidIn, paidOut, fee } = chain.state.transaction(() =>
      swap(chain.state, SN, amount, limit, { dropFees: vector.dropFees }),
    );
    return [paidIn, paidOut, fee, ...reservesOf(chain)];
  } catch (error) {
    if (error instanceof DispatchFailure) return error.message;
    throw error;
  }
}

function expected({ side, pool, expect: outcome }: SwapVector): unknown {
  if (outcome.error !== undefined) return `Swap.${outcome.error}`;
  const [paidIn, paidOut] = [BigInt(outcome.amountPaidIn ?? 0), BigInt(outcome.amountPaidOut ?? 0)];
  const [tao, alpha] = side === 'buy' ? [paidIn, -paidOut] : [-paidOut, paidIn];
  const after = [BigInt(pool.taoReserve) + tao, BigInt(pool.alphaReserve) + alpha];
  return [paidIn, paidOut, BigInt(outcome.feePaid ?? 0), ...after];
}

/**
 * Whether the author's Alpha can be sold after the sale, without which the chain refuses it: not when the sale went
 * down to the lowest price that there is.
 */
function feeSells({ amountIn, expect: { amountPaidIn, feePaid } }: SwapVector): boolean {
  return BigInt(amountPaidIn ?? 0) + BigInt(feePaid ?? 0) === BigInt(amountIn);
}

/** Vectors that a trader can bring about with a call that has no limit: above the minimum, with a fee that sells. */
function tradable(vector: SwapVector): boolean {
  const { side, limitPrice, dropFees, expect: outcome } = vector;
  if (dropFees || outcome.error !== undefined) return false;
  if (limitPrice !== (side === 'buy' ? MAX_LIMIT : MIN_LIMIT)) return false;
  const [paidIn, paidOut] = [BigInt(outcome.amountPaidIn ?? 0), BigInt(outcome.amountPaidOut ?? 0)];
  if (side === 'buy') return paidIn >= 2_000_000n && paidOut > 0n;
  return paidOut >= 2_000_000n && feeSells(vector);
}

function traded(chain: StakingChain, vector: SwapVector, index: number): unknown[] {
  const [amount, key] = [BigInt(vector.amountIn), freshHotkey(index)];
  const isBuy = vector.side === 'buy';
  prepare(chain, vector.pool);
  give(chain.state, key, isBuy ? 0n : amount);
  const events = chain.submit(alice, (isBuy ? buy : sell)(amount, undefined, key));
  const [, , tao, alpha, , fee] = fieldsOf(events, isBuy ? 'StakeAdded' : 'StakeRemoved');
  return [tao, alpha, fee, failure(events)];
}

function tradeExpected({ side, amountIn, expect: { amountPaidIn, amountPaidOut, feePaid } }: SwapVector) {
  const paidIn = side === 'buy' ? amountIn : amountPaidIn;
  const [tao, alpha] = side === 'buy' ? [paidIn, amountPaidOut] : [amountPaidOut, paidIn];
  return [BigInt(tao ?? 0), BigInt(alpha ?? 0), BigInt(feePaid ?? 0), null];
}

/** Runs a sequence by signed calls; what each did to the author, the reserves, and the trader. */
function played(chain: StakingChain, { pool, steps }: SwapVectors['sequences'][number], index: number) {
  const key = freshHotkey(index);
  prepare(chain, pool);
  give(chain.state, key, 1n << 60n);
  return steps.map(({ side, amountIn }) => {
    const author = chain.free(blockAuthor.publicKey);
    const isBuy = side === 'buy';
    const events = chain.submit(alice, (isBuy ? buy : sell)(BigInt(amountIn), undefined, key));
    const [, , tao, alpha, , fee] = fieldsOf(events, isBuy ? 'StakeAdded' : 'StakeRemoved');
    const [taoReserve, alphaReserve] = reservesOf(chain).map(String);
    const authorTaoOut = isBuy ? null : String(chain.free(blockAuthor.publicKey) - author);
    const fill = isBuy
      ? { amountPaidIn: String(BigInt(amountIn) - BigInt(String(fee))), amountPaidOut: String(alpha) }
      : { amountPaidIn: String(alpha), amountPaidOut: String(tao) };
    return {
      side,
      amountIn,
      ...fill,
      feePaid: String(fee),
      authorTaoOut,
      after: { taoReserve, alphaReserve },
    };
  });
}

/** Largest fills that a purchase above the minimum can have, or none. */
function orderable({ side, expect: outcome }: SwapVectors['maxAmounts'][number]): boolean {
  return side === 'sell' || outcome.error !== undefined || BigInt(outcome.maxAmountIn ?? 0) > LEAST;
}

/** How fill-or-kill orders end at a vector's largest fill and just above. */
function atLimit(chain: StakingChain, vector: SwapVectors['maxAmounts'][number], index: number): unknown[] {
  const { side, pool, limitPrice, expect: outcome } = vector;
  const limits = { limit: BigInt(limitPrice), partial: false };
  const most = BigInt(outcome.maxAmountIn ?? 10_000_000_000);
  return [most, most + 1n].map((amount, place) => {
    const key = freshHotkey(2 * index + place);
    prepare(chain, pool);
    give(chain.state, key, side === 'buy' ? 0n : amount);
    return failure(chain.submit(alice, (side === 'buy' ? buy : sell)(amount, limits, key)));
  });
}

/** Whether an order went as a vector's largest fill wants it; a sale to the lowest price that there is may leave a fee that nobody buys. */
function checkLimit(vector: SwapVectors['maxAmounts'][number], [at, above]: readonly unknown[]): void {
  const { side, pool, limitPrice, expect: outcome } = vector;
  if (outcome.error !== undefined) {
    expect([at, above]).toEqual([ERROR[outcome.error as 'PriceLimitExceeded'], ERROR.PriceLimitExceeded]);
    return;
  }
  const cap = BigInt(side === 'buy' ? pool.taoReserve : pool.alphaReserve) * 1_000n;
  const isCapped = BigInt(outcome.maxAmountIn ?? 0) === cap;
  expect(above).toEqual(isCapped ? ERROR.InsufficientLiquidity : ERROR.SlippageTooHigh);
  const mayKeepFee = side === 'sell' && limitPrice === MIN_LIMIT;
  expect(mayKeepFee ? [null, ERROR.ReservesTooLow] : [null]).toContainEqual(at);
}

function checkAll({ swaps, sequences, maxAmounts }: SwapVectors): void {
  const chain = chainOf();
  for (const [index, vector] of swaps.entries()) {
    expect([index, swapped(chain, vector)]).toEqual([index, expected(vector)]);
  }
  for (const [index, vector] of swaps.filter(tradable).entries()) {
    expect([index, traded(chain, vector, index)]).toEqual([index, tradeExpected(vector)]);
  }
  for (const [index, sequence] of sequences.entries()) {
    expect([index, played(chain, sequence, 10_000 + index)]).toEqual([index, sequence.steps]);
  }
  for (const [index, vector] of maxAmounts.filter(orderable).entries()) {
    checkLimit(vector, atLimit(chain, vector, 20_000 + index));
  }
}

describe('1. the vectors of the runtime’s arithmetic, exact integers, error names and largest fills', () => {
  it('hold for those that are carried', () => {
    expect(carried.swaps.filter(tradable).length).toBeGreaterThan(40);
    checkAll(carried);
  }, 60_000);
});

describe.skipIf(EVERY === null)('1. the same, all that there are', () => {
  it('hold', () => {
    if (EVERY === null) throw new Error('no vectors');
    expect(EVERY.swaps.length).toBeGreaterThan(1_000);
    checkAll(EVERY);
  }, 240_000);
});
