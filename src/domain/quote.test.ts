import { describe, expect, it } from 'vitest';
import { largestFill } from './fill.ts';
import { largestUnderImpact } from './impact.ts';
import { moveBetween } from './move.ts';
import type { StablePool, WeightedPool } from './pool.ts';
import { priceRao, spotPrice } from './price.ts';
import { quoteExactIn } from './quote.ts';
import { simulateSwap } from './simulate.ts';
import { MAX_PRICE, MIN_PRICE, swap } from './swap.ts';
import { applySwap } from './transition.ts';
import { alphaRao, MAX_AMOUNT, ONE, rao } from './units.ts';

const STABLE: StablePool = { kind: 'stable' };

/** Subnet 1 of mainnet at block 9,240,388. */
const SN1: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(23_027_286_571_256n),
  alphaReserve: alphaRao(3_508_759_482_573_826n),
  quoteWeight: 499_999_996_087_712_508n,
  feeRate: 33,
};

/** Equal weights and no fee, 1,000 TAO against 100,000 Alpha. */
const ROUND: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(1_000n * ONE),
  alphaReserve: alphaRao(100_000n * ONE),
  quoteWeight: (ONE * ONE) / 2n,
  feeRate: 0,
};

describe('quoteExactIn', () => {
  it('keeps the four numbers apart on a pool that can be checked by hand', () => {
    const result = quoteExactIn(ROUND, 'buy', 10n * ONE, 50);
    if (!result.ok) throw new Error(result.error);
    const { quote } = result;
    // 100,000 · 10/1,010 Alpha; an impact of 10/1,010; half a percent less at least.
    expect(quote.amountOut).toBe(990_099_009_900n);
    expect(quote.fee).toBe(0n);
    expect(quote.impactPpb).toBe(9_900_991n);
    expect(quote.minimumOut).toBe(985_148_514_850n);
    expect(quote.worstPrice).toBe(10_150_754n);
    expect(priceRao(quote.spotBefore)).toBe(9_999_999n);
    expect(priceRao(quote.spotAfter)).toBe(10_200_999n);
    // Others may move the pool to y' with y'·(y'+10) = (1,000·1,010)/0.995; the order then ends at (y'+10)²/1e8.
    expect(quote.limitPrice).toBe(10_252_006n);
  });

  it('quotes what mainnet answered for subnet 1', () => {
    const result = quoteExactIn(SN1, 'buy', ONE, 50);
    expect(result.ok && result.quote.amountOut).toBe(152_290_647_774n);
    expect(result.ok && result.quote.fee).toBe(503_547n);
  });

  it('lets the tolerance mean the outcome: the limit lies above spot plus tolerance for a large order', () => {
    const result = quoteExactIn(ROUND, 'buy', 100n * ONE, 50);
    const naive = (priceRao(spotPrice(ROUND)) * 1_005n) / 1_000n;
    expect(result.ok && result.quote.limitPrice).toBeGreaterThan(naive);
    expect(largestFill(ROUND, 'buy', naive)).toMatchObject({ ok: true, amount: 2_496_783_037n });
  });

  it('refuses with the reason', () => {
    expect(quoteExactIn({ kind: 'foreign' }, 'buy', ONE, 50)).toEqual({ ok: false, error: 'UnknownCurve' });
    expect(quoteExactIn(SN1, 'buy', 0n, 50)).toEqual({ ok: false, error: 'ZeroAmount' });
    expect(quoteExactIn(SN1, 'sell', 1n, 50)).toEqual({ ok: false, error: 'ZeroOutput' });
    const tooMuch = SN1.taoReserve * 1_000n + 1n;
    expect(quoteExactIn(SN1, 'buy', tooMuch, 50)).toEqual({ ok: false, error: 'SwapInputTooLarge' });
    const dry = { ...SN1, alphaReserve: alphaRao(999_999n) };
    expect(quoteExactIn(dry, 'buy', ONE, 50)).toEqual({ ok: false, error: 'ReservesTooLow' });
    const cheap = { ...SN1, taoReserve: rao(2_000_000n), alphaReserve: alphaRao(1_900n * ONE) };
    expect(quoteExactIn(cheap, 'sell', 100n * ONE, 50)).toEqual({ ok: false, error: 'PriceLimitExceeded' });
    expect(() => quoteExactIn(SN1, 'buy', ONE, 0.5)).toThrow(RangeError);
    expect(() => quoteExactIn(SN1, 'buy', ONE, 10_001)).toThrow(RangeError);
  });

  it('sends no limit that could refuse when the tolerance gives everything away', () => {
    const result = quoteExactIn(SN1, 'sell', ONE, 10_000);
    expect(result.ok && result.quote.limitPrice).toBe(MIN_PRICE);
    expect(result.ok && result.quote.worstPrice).toBe(0n);
    const buy = quoteExactIn(SN1, 'buy', ONE, 10_000);
    expect(buy.ok && [buy.quote.limitPrice, buy.quote.worstPrice]).toEqual([MAX_PRICE, MAX_AMOUNT]);
  });
});

describe('a sell moves the pool twice', () => {
  it('sells the fee for the author after the order', () => {
    const amount = 1_000_000n * ONE;
    const outcome = applySwap(SN1, 'sell', amount, MIN_PRICE);
    if (!outcome.ok) throw new Error(outcome.error);
    const { fill, authorTao, after } = outcome;
    expect(after.alphaReserve - SN1.alphaReserve).toBe(amount);
    expect(SN1.taoReserve - after.taoReserve).toBe(fill.paidOut + authorTao);
    expect(authorTao).toBeGreaterThan(0n);
    const quoted = quoteExactIn(SN1, 'sell', amount, 50);
    expect(quoted.ok && quoted.quote.poolAfter).toEqual(after);
  });

  it('leaves a fee that brings no rao where it is', () => {
    const outcome = applySwap(SN1, 'sell', 10_000n, MIN_PRICE);
    if (!outcome.ok) throw new Error(outcome.error);
    expect(outcome.fill.fee).toBe(5n);
    expect(outcome.authorTao).toBe(0n);
    expect(outcome.after.alphaReserve - SN1.alphaReserve).toBe(outcome.fill.paidIn);
  });
});

describe('stable pools', () => {
  it('give one for one, without fee, impact or limit', () => {
    expect(swap(STABLE, 'sell', 7n, 0n)).toEqual({ ok: true, fill: { paidIn: 7n, paidOut: 7n, fee: 0n } });
    const result = quoteExactIn(STABLE, 'buy', 5n * ONE, 50);
    expect(result).toMatchObject({
      ok: true,
      quote: { amountOut: 5n * ONE, minimumOut: 5n * ONE, fee: 0n, impactPpb: 0n, limitPrice: null },
    });
    expect(simulateSwap(STABLE, 'buy', 9n)).toMatchObject({
      taoAmount: 9n,
      alphaAmount: 9n,
      alphaSlippage: 0n,
    });
    expect(priceRao(spotPrice(STABLE))).toBe(ONE);
    expect(largestUnderImpact(STABLE, 'buy', 1)).toBe(MAX_AMOUNT);
  });

  it('take all or nothing at a limit of one', () => {
    expect(largestFill(STABLE, 'buy', ONE)).toEqual({ ok: true, amount: MAX_AMOUNT });
    expect(largestFill(STABLE, 'buy', ONE - 1n)).toEqual({ ok: true, amount: 0n });
    expect(largestFill(STABLE, 'sell', ONE)).toEqual({ ok: true, amount: MAX_AMOUNT });
    expect(largestFill(STABLE, 'sell', ONE + 1n)).toEqual({ ok: true, amount: 0n });
  });
});

describe('moveBetween with root', () => {
  it('takes the fee on the purchase when stake leaves root', () => {
    const bought = applySwap(SN1, 'buy', 10n * ONE, MAX_PRICE);
    const move = moveBetween(STABLE, SN1, 10n * ONE);
    if (!move.ok || !bought.ok) throw new Error('refused');
    expect(move.buy).toEqual(bought.fill);
    expect(move.authorTao).toBe(bought.fill.fee);
    expect(move.destinationAfter).toEqual(bought.after);
    expect(move.originAfter).toBe(STABLE);
  });

  it('takes the fee on the sale when stake goes to root', () => {
    const sold = applySwap(SN1, 'sell', 10n * ONE, MIN_PRICE);
    const move = moveBetween(SN1, STABLE, 10n * ONE);
    if (!move.ok || !sold.ok) throw new Error('refused');
    expect(move.sell).toEqual(sold.fill);
    expect(move.buy).toEqual({ paidIn: sold.fill.paidOut, paidOut: sold.fill.paidOut, fee: 0n });
    expect(move.originAfter).toEqual(sold.after);
  });

  it('refuses with the error of the leg that fails', () => {
    expect(moveBetween(SN1, STABLE, 1n)).toEqual({ ok: false, error: 'ReservesTooLow' });
    const dry = { ...SN1, alphaReserve: alphaRao(1n) };
    expect(moveBetween(STABLE, dry, ONE)).toEqual({ ok: false, error: 'ReservesTooLow' });
  });
});

describe('simulateSwap', () => {
  it('answers every error with six zeros', () => {
    const nothing = Object.values(simulateSwap(SN1, 'sell', 1n));
    expect(nothing).toEqual([0n, 0n, 0n, 0n, 0n, 0n]);
  });
});
