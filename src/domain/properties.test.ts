import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestFill } from './fill.ts';
import { fromRaoScale } from './fixed.ts';
import { largestUnderImpact, priceImpactPpb } from './impact.ts';
import { displaced, fillsAtLeast, largestDisplacement, limitPriceFor } from './limitPrice.ts';
import type { Side, WeightedPool } from './pool.ts';
import { priceRao, spotPrice } from './price.ts';
import { quoteExactIn } from './quote.ts';
import { defaultLimit, outputAmount, swap, swapFee } from './swap.ts';
import { applySwap, moveReserves } from './transition.ts';
import { alphaRao, rao } from './units.ts';

const WHOLE = 10n ** 18n;
const side = fc.constantFrom<Side>('buy', 'sell');
const rates = fc.oneof(fc.constantFrom(0, 33, 196), fc.integer({ min: 1, max: 10_000 }));

/** Integers over orders of magnitude: `digits` digits at most, at least `min`. */
function magnitude(min: bigint, digits: number): fc.Arbitrary<bigint> {
  return fc
    .tuple(fc.integer({ min: min.toString().length, max: digits }), fc.bigInt(0n, 10n ** 18n))
    .map(([length, seed]) => min + (seed % 10n ** BigInt(length)));
}

/** Weights as on mainnet, of one half, and anywhere that the runtime allows. */
const weight = fc.oneof(
  fc.bigInt(499_999_740_000_000_000n, WHOLE / 2n),
  fc.constant(WHOLE / 2n),
  fc.bigInt(WHOLE / 100n, WHOLE - WHOLE / 100n),
);

function poolWith(tao: fc.Arbitrary<bigint>, alpha: fc.Arbitrary<bigint>): fc.Arbitrary<WeightedPool> {
  return fc.tuple(tao, alpha, weight, rates).map(([taoReserve, alphaReserve, quoteWeight, feeRate]) => ({
    kind: 'weighted',
    taoReserve: rao(taoReserve),
    alphaReserve: alphaRao(alphaReserve),
    quoteWeight,
    feeRate,
  }));
}

const pool = poolWith(magnitude(10n ** 6n, 16), magnitude(10n ** 6n, 16));

/** Pools as traded: reserves from 100 TAO, a price at which limits have digits to spare. */
const tradedPool = poolWith(fc.bigInt(10n ** 11n, 10n ** 15n), fc.bigInt(10n ** 13n, 4n * 10n ** 15n));

const amount = magnitude(1n, 17);

function reserveIn(p: WeightedPool, s: Side): bigint {
  return s === 'buy' ? p.taoReserve : p.alphaReserve;
}

function reserveOut(p: WeightedPool, s: Side): bigint {
  return s === 'buy' ? p.alphaReserve : p.taoReserve;
}

function run(property: fc.IRawProperty<unknown>, numRuns = 300): void {
  fc.assert(property, { numRuns });
}

describe('swap', () => {
  it('pays more for more, and never more than the reserve', () => {
    run(
      fc.property(pool, side, amount, amount, (p, s, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const less = swap(p, s, low, defaultLimit(s));
        const more = swap(p, s, high, defaultLimit(s));
        if (!less.ok || !more.ok) return;
        expect(more.fill.paidOut).toBeLessThanOrEqual(reserveOut(p, s));
        expect(more.fill.paidIn + more.fill.fee).toBeLessThanOrEqual(high);
        // A fill cut at the limit may pay less than a smaller whole one: the runtime's factor ends at 2^64 / 1e18.
        if (more.fill.paidIn + more.fill.fee < high) return;
        expect(less.fill.paidOut).toBeLessThanOrEqual(more.fill.paidOut);
      }),
    );
  });

  it('never gains on a round trip', () => {
    run(
      fc.property(pool, side, amount, (p, s, a) => {
        const there = applySwap(p, s, a, defaultLimit(s));
        if (!there.ok) return;
        const other = s === 'buy' ? 'sell' : 'buy';
        const back = swap(there.after, other, there.fill.paidOut, defaultLimit(other));
        if (!back.ok) return;
        expect(back.fill.paidOut).toBeLessThanOrEqual(there.fill.paidIn + there.fill.fee);
      }),
    );
  });

  it('keeps every unit: what goes in and out is what the reserves show', () => {
    run(
      fc.property(pool, side, amount, side, amount, (p, first, a, second, b) => {
        const one = applySwap(p, first, a, defaultLimit(first));
        if (!one.ok) return;
        const alone = swap(p, first, a, defaultLimit(first));
        expect(alone).toEqual({ ok: true, fill: one.fill });
        const two = applySwap(one.after, second, b, defaultLimit(second));
        const next = swap(one.after, second, b, defaultLimit(second));
        if (!two.ok || !next.ok) {
          expect(two.ok).toBe(next.ok);
          return;
        }
        expect(two.fill).toEqual(next.fill);
        const moved = moveReserves(one.after, second, next.fill);
        if (second === 'buy') expect(two.after).toEqual(moved);
        else expect(two.after.taoReserve + two.authorTao).toBe(moved.taoReserve);
      }),
    );
  });

  it('gives the same in two parts as in one, but for the rounding, without a fee', () => {
    run(
      fc.property(tradedPool, side, amount, amount, (p, s, a, b) => {
        const whole = outputAmount(p, s, a + b);
        const first = { paidIn: a, paidOut: outputAmount(p, s, a), fee: 0n };
        const parts = first.paidOut + outputAmount(moveReserves(p, s, first), s, b);
        const difference = whole > parts ? whole - parts : parts - whole;
        // Two floors of a unit, and the first one's unit seen through the pool's leverage of up to 99.
        expect(difference).toBeLessThanOrEqual(102n);
      }),
    );
  });
});

describe('largestFill', () => {
  it('fits at its limit, and a little more does not', () => {
    run(
      fc.property(tradedPool, side, fc.integer({ min: 1, max: 3_000 }), (p, s, bps) => {
        const spot = priceRao(spotPrice(p));
        const limit = (spot * BigInt(s === 'buy' ? 10_000 + bps : 10_000 - bps)) / 10_000n;
        const largest = largestFill(p, s, limit);
        if (!largest.ok || largest.amount === 0n) return;
        // Far from half: a thousand times the reserve drains the pool and no limit cuts it (see limitPriceFor below).
        if (largest.amount >= 990n * reserveIn(p, s)) return;
        const fits = swap(p, s, largest.amount, limit);
        if (!fits.ok) {
          expect(fits.error).toBe('ReservesTooLow');
          return;
        }
        const consumed = fits.fill.paidIn + fits.fill.fee;
        expect(largest.amount - consumed).toBeLessThanOrEqual(1n);
        expect(fillsAtLeast(p, s, largest.amount + 1n, 0n, limit)).toBe(false);
        // The target price is exact to a unit of output, of 2^-64 in the price and of 1e-18 in the power: so much
        // input it cannot tell apart.
        const raw = fromRaoScale(limit < spot ? limit : spot);
        const filled = reserveIn(p, s) + consumed;
        const left = reserveOut(p, s) - fits.fill.paidOut;
        const blind = 3n + (3n * filled) / left + (100n * filled) / raw + filled / 10n ** 16n;
        const more = swap(p, s, largest.amount + blind, limit);
        expect(more.ok && more.fill.paidIn + more.fill.fee).toBeLessThanOrEqual(largest.amount + 1n);
      }),
    );
  });
});

describe('limitPriceFor', () => {
  const order = fc
    .tuple(tradedPool, side, fc.integer({ min: 10, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000 }))
    .map(([p, s, share, bps]) => {
      const amountIn = (reserveIn(p, s) * BigInt(share)) / 10_000_000n;
      const outcome = swap(p, s, amountIn, defaultLimit(s));
      const whole = outcome.ok && outcome.fill.paidIn === amountIn - swapFee(amountIn, p.feeRate);
      const minimum = outcome.ok ? (outcome.fill.paidOut * BigInt(10_000 - bps)) / 10_000n : 0n;
      return { p, s, amountIn, minimum, usable: whole && minimum > 0n };
    })
    .filter(({ usable }) => usable);

  it('fills at the minimum or better up to the bound, and refuses one unit tighter there', () => {
    run(
      fc.property(order, fc.integer({ min: 0, max: 1_000 }), ({ p, s, amountIn, minimum }, permille) => {
        const limit = limitPriceFor(p, s, amountIn, minimum);
        const bound = largestDisplacement(p, s, amountIn, minimum);
        const part = displaced(p, s, (bound * BigInt(permille)) / 1_000n);
        const worst = displaced(p, s, bound);
        expect(fillsAtLeast(p, s, amountIn, minimum, limit)).toBe(true);
        expect(fillsAtLeast(part, s, amountIn, minimum, limit)).toBe(true);
        expect(fillsAtLeast(worst, s, amountIn, minimum, limit)).toBe(true);
        const tighter = s === 'buy' ? limit - 1n : limit + 1n;
        expect(fillsAtLeast(worst, s, amountIn, minimum, tighter)).toBe(false);
      }),
      150,
    );
  });

  it('refuses a pool moved past the bound, within one unit of the scale', () => {
    run(
      fc.property(order, fc.integer({ min: 1, max: 100_000 }), ({ p, s, amountIn, minimum }, ppm) => {
        const limit = limitPriceFor(p, s, amountIn, minimum);
        const bound = largestDisplacement(p, s, amountIn, minimum);
        const beyond = displaced(p, s, bound + 1n + (reserveIn(p, s) * BigInt(ppm)) / 1_000_000n);
        const largest = largestFill(beyond, s, limit);
        const refused = !largest.ok || amountIn > largest.amount;
        const end = priceRao(spotPrice(displaced(beyond, s, amountIn - swapFee(amountIn, p.feeRate))));
        const off = s === 'buy' ? end - limit : limit - end;
        if (largest.ok && largest.amount >= 990n * reserveIn(p, s)) {
          // With weights far from half a thousand times the reserve drains the pool, whose price then counts as 0:
          // the chain's own bound on the amount is blind there, and only the cut at the limit protects.
          const cut = swap(beyond, s, amountIn, limit);
          const part = cut.ok && cut.fill.paidIn < amountIn - swapFee(amountIn, p.feeRate);
          expect(part || off <= 1n).toBe(true);
          return;
        }
        expect(refused || off <= 1n).toBe(true);
      }),
      150,
    );
  });
});

describe('quoteExactIn and impact', () => {
  it('quotes what the chain pays, with the worst price against the user', () => {
    run(
      fc.property(tradedPool, side, amount, fc.integer({ min: 0, max: 5_000 }), (p, s, a, bps) => {
        const result = quoteExactIn(p, s, a, bps);
        if (!result.ok) return;
        const { quote } = result;
        const paid = applySwap(p, s, a, quote.limitPrice ?? 0n);
        expect(paid.ok && paid.after).toEqual(quote.poolAfter);
        expect(quote.netIn + quote.fee).toBe(a);
        expect(quote.minimumOut * 10_000n).toBeLessThanOrEqual(quote.amountOut * BigInt(10_000 - bps));
        const atWorst = quote.worstPrice * (s === 'buy' ? quote.minimumOut : a);
        const real = (s === 'buy' ? a : quote.minimumOut) * 10n ** 9n;
        if (quote.minimumOut > 0n && s === 'buy') expect(atWorst).toBeGreaterThanOrEqual(real);
        if (s === 'sell') expect(atWorst).toBeLessThanOrEqual(real);
      }),
      150,
    );
  });

  it('finds the largest input under an impact: it keeps the bound, one unit more does not', () => {
    run(
      fc.property(tradedPool, side, fc.integer({ min: 10, max: 2_000 }), (p, s, bps) => {
        const largest = largestUnderImpact(p, s, bps);
        const impactOf = (a: bigint): bigint => {
          const net = a - swapFee(a, p.feeRate);
          return priceImpactPpb(p, s, net, outputAmount(p, s, net));
        };
        const isCut = (a: bigint): boolean => {
          const outcome = swap(p, s, a, defaultLimit(s));
          return !outcome.ok || outcome.fill.paidIn + outcome.fill.fee < a;
        };
        // None only where the chain's own price bounds refuse or cut every trade that is more than dust.
        if (largest === 0n) {
          expect(isCut(reserveIn(p, s) / 10_000n)).toBe(true);
          return;
        }
        expect(impactOf(largest)).toBeLessThanOrEqual(BigInt(bps) * 100_000n);
        expect(isCut(largest + 1n) || impactOf(largest + 1n) > BigInt(bps) * 100_000n).toBe(true);
      }),
      150,
    );
  });
});
