import { describe, expect, it } from 'vitest';
import { quoteExactOut } from '#domain/exactOut.ts';
import type { SwapOrder } from '#domain/order.ts';
import type { WeightedPool } from '#domain/pool.ts';
import { quoteExactIn } from '#domain/quote.ts';
import { alphaRao, ONE, rao } from '#domain/units.ts';
import { acceptWorse, beginReview, nextReview } from './review.ts';

const POOL: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(10_000n * ONE),
  alphaReserve: alphaRao(100_000n * ONE),
  quoteWeight: 500_000_000_000_000_000n,
  feeRate: 33,
};

function raised(partsPerMillion: bigint) {
  return rao((POOL.taoReserve * (1_000_000n + partsPerMillion)) / 1_000_000n);
}

/** An order of the same input on a pool whose price has risen by so many parts per million. */
function orderAt(block: number, partsPerMillion: bigint, change: Partial<SwapOrder> = {}): SwapOrder {
  const result = quoteExactIn({ ...POOL, taoReserve: raised(partsPerMillion) }, 'buy', 25n * ONE, 50);
  if (!result.ok) throw new Error(result.error);
  return {
    id: `order of block ${block}`,
    side: 'buy',
    netuid: 64,
    registeredAt: 1n,
    hotkey: 'hotkey',
    amountIn: 25n * ONE,
    quote: result.quote,
    quotedAt: { number: block, hash: `0x${block}` },
    protected: true,
    sellsAll: false,
    ...change,
  };
}

describe('the review of an order', () => {
  it('follows a quote that gets better, and keeps its id', () => {
    const begun = beginReview(orderAt(1, 0n));
    const next = nextReview(begun, orderAt(2, -500n));
    expect(next.worse).toBe(null);
    expect(next.order.quotedAt.number).toBe(2);
    expect(next.order.id).toBe(begun.order.id);
  });

  it('holds a worse one back until it is accepted', () => {
    const begun = beginReview(orderAt(1, 0n));
    const held = nextReview(begun, orderAt(2, 500n));
    expect(held.order).toBe(begun.order);
    expect(held.worse?.quotedAt.number).toBe(2);
    const accepted = acceptWorse(held);
    expect(accepted).toEqual({
      order: held.worse,
      agreedOut: held.worse?.quote.amountOut,
      agreedIn: held.worse?.amountIn,
      worse: null,
    });
    expect(accepted.order.id).toBe(begun.order.id);
  });

  it('shows the drift of emission without asking, but not a sum of drifts', () => {
    let review = beginReview(orderAt(1, 0n));
    for (let block = 2; block <= 4; block += 1)
      review = nextReview(review, orderAt(block, BigInt(block) * 20n));
    expect(review.worse).toBe(null);
    expect(review.order.quotedAt.number).toBe(4);
    review = nextReview(review, orderAt(5, 120n));
    expect(review.worse?.quotedAt.number).toBe(5);
  });

  it('lets a worse quote go when the market comes back', () => {
    const held = nextReview(beginReview(orderAt(1, 0n)), orderAt(2, 500n));
    const back = nextReview(held, orderAt(3, 0n));
    expect(back.worse).toBe(null);
    expect(back.order.quotedAt.number).toBe(3);
  });

  it('never pays more in silence', () => {
    const begun = beginReview(orderAt(1, 0n));
    const more = orderAt(2, -500n, { amountIn: 26n * ONE });
    expect(nextReview(begun, more).worse?.amountIn).toBe(26n * ONE);
  });

  it('measures a fixed output by what it costs: a drift is shown, and more must be accepted', () => {
    const wanting = (block: number, partsPerMillion: bigint): SwapOrder => {
      const pool = { ...POOL, taoReserve: raised(partsPerMillion) };
      const result = quoteExactOut(pool, 'buy', 200n * ONE, 50);
      if (!result.ok) throw new Error(result.error);
      return { ...orderAt(block, partsPerMillion), amountIn: result.quote.amountIn, quote: result.quote };
    };
    let review = beginReview(wanting(1, 0n));
    review = nextReview(review, wanting(2, 50n));
    expect(review.worse).toBe(null);
    expect(review.order.amountIn).toBeGreaterThan(review.agreedIn);
    review = nextReview(review, wanting(3, 90n));
    expect(review.worse).toBe(null);
    review = nextReview(review, wanting(4, 120n));
    expect(review.worse?.amountIn).toBeGreaterThan(review.order.amountIn);
    expect(nextReview(review, wanting(5, -300n)).worse).toBe(null);
    expect(acceptWorse(review)).toMatchObject({ agreedIn: review.worse?.amountIn, worse: null });
  });

  it('asks again when the terms are others: the validator, or the protection', () => {
    const begun = beginReview(orderAt(1, 0n));
    for (const change of [{ hotkey: 'another' }, { protected: false }]) {
      expect(nextReview(begun, orderAt(1, 0n, change)).worse).toMatchObject(change);
    }
  });

  it('lets a whole position grow', () => {
    const all = { side: 'sell', sellsAll: true } as const;
    const begun = beginReview(orderAt(1, 0n, all));
    const grown = orderAt(2, -10n, { ...all, amountIn: 26n * ONE });
    expect(nextReview(begun, grown).order.amountIn).toBe(26n * ONE);
  });

  it('changes nothing within a block or without a quote', () => {
    const begun = beginReview(orderAt(1, 0n));
    expect(nextReview(begun, orderAt(1, 0n))).toBe(begun);
    expect(nextReview(begun, null)).toBe(begun);
  });
});
