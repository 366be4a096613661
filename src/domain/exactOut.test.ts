import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteExactOut, smallestInput } from './exactOut.ts';
import type { Side, WeightedPool } from './pool.ts';
import { type Quote, type QuoteResult, quoteExactIn } from './quote.ts';
import { outputAmount, swapFee } from './swap.ts';
import { alphaRao, MAX_AMOUNT, ONE, rao } from './units.ts';

const SN1: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(23_027_286_571_256n),
  alphaReserve: alphaRao(3_508_759_482_573_826n),
  quoteWeight: 499_999_996_087_712_508n,
  feeRate: 33,
};

const WHOLE = 10n ** 18n;
const anySide = fc.constantFrom<Side>('buy', 'sell');

/** Integers over orders of magnitude: `digits` digits at most, at least `min`. */
function magnitude(min: bigint, digits: number): fc.Arbitrary<bigint> {
  return fc
    .tuple(fc.integer({ min: min.toString().length, max: digits }), fc.bigInt(0n, WHOLE))
    .map(([length, seed]) => min + (seed % 10n ** BigInt(length)));
}

/** Weights as on mainnet, of one half, and anywhere that the runtime allows; rates up to the most. */
function poolOf(tao: fc.Arbitrary<bigint>, alpha: fc.Arbitrary<bigint>): fc.Arbitrary<WeightedPool> {
  return fc.record({
    kind: fc.constant('weighted'),
    taoReserve: tao.map(rao),
    alphaReserve: alpha.map(alphaRao),
    quoteWeight: fc.oneof(
      fc.bigInt(499_999_740_000_000_000n, WHOLE / 2n),
      fc.constant(WHOLE / 2n),
      fc.bigInt(WHOLE / 100n, WHOLE - WHOLE / 100n),
    ),
    feeRate: fc.oneof(fc.constantFrom(0, 33, 196), fc.integer({ min: 1, max: 10_000 })),
  });
}

/** Pools of every size, also such as nobody could trade on; and pools as traded. */
const anyPool = poolOf(magnitude(10n ** 6n, 16), magnitude(10n ** 6n, 16));
const tradedPool = poolOf(fc.bigInt(10n ** 11n, 10n ** 15n), fc.bigInt(10n ** 13n, 4n * 10n ** 15n));

function reserveOut(pool: WeightedPool, side: Side): bigint {
  return side === 'buy' ? pool.alphaReserve : pool.taoReserve;
}

function quoted(result: QuoteResult): Quote {
  if (!result.ok) throw new Error(result.error);
  return result.quote;
}

/** What the curve pays for a gross input, whatever the bounds. */
function raw(pool: WeightedPool, side: Side, amountIn: bigint): bigint {
  return outputAmount(pool, side, amountIn - swapFee(amountIn, pool.feeRate));
}

/** A pool, a side and an output: anywhere in the reserve, some units above nothing, or some units short of all of it. */
function wantedOf(pools: fc.Arbitrary<WeightedPool>) {
  return fc
    .tuple(pools, anySide, fc.constantFrom('share', 'few', 'most'), magnitude(1n, 17))
    .map(([pool, side, where, seed]) => {
      const reserve = reserveOut(pool, side);
      const few = 1n + (seed % 1_000_000n);
      const wanted = where === 'share' ? 1n + (seed % reserve) : where === 'few' ? few : reserve + 1n - few;
      return { pool, side, wanted: wanted > 0n ? wanted : 1n };
    });
}

/** An input that a pool takes, whole. */
const taken = fc
  .tuple(fc.oneof(anyPool, tradedPool), anySide, magnitude(1n, 17))
  .map(([pool, side, amountIn]) => ({ pool, side, quote: quoteExactIn(pool, side, amountIn, 50) }))
  .filter(({ quote }) => quote.ok)
  .map(({ pool, side, quote }) => ({ pool, side, quote: quoted(quote) }));

describe('quoteExactOut', () => {
  it('finds the input that mainnet turned into that output', () => {
    const quote = quoted(quoteExactOut(SN1, 'buy', 152_290_647_774n, 50));
    expect(quote.amountOut).toBe(152_290_647_774n);
    expect(quote.amountIn).toBeLessThanOrEqual(ONE);
    expect(quote.amountIn).toBeGreaterThan(ONE - 10n);
    expect(quote.minimumOut).toBe((152_290_647_774n * 9_950n) / 10_000n);
  });

  it('promises what was wanted, not what coarse steps add to it', () => {
    // An Alpha of this pool costs about 35 rao: 100 rao come in steps of 35.
    const coarse = { ...SN1, taoReserve: rao(ONE * 1_000n), alphaReserve: alphaRao(ONE * 28n), feeRate: 0 };
    const quote = quoted(quoteExactOut(coarse, 'sell', 100n, 100));
    expect(quote.amountIn).toBe(3n);
    expect(quote.amountOut).toBeGreaterThan(100n);
    expect(quote.wantedOut).toBe(100n);
    expect(quote.minimumOut).toBe(99n);
  });

  it('is one for one on a stable pool', () => {
    const stable = { kind: 'stable' } as const;
    expect(quoted(quoteExactOut(stable, 'sell', 7n, 50))).toMatchObject({
      amountIn: 7n,
      amountOut: 7n,
      minimumOut: 7n,
      wantedOut: 7n,
      limitPrice: null,
    });
    expect(quoteExactOut(stable, 'buy', MAX_AMOUNT + 1n, 50)).toMatchObject({ ok: false });
  });

  it('refuses with the reason', () => {
    const error = (pool: Parameters<typeof quoteExactOut>[0], side: Side, wanted: bigint) => {
      const result = quoteExactOut(pool, side, wanted, 50);
      return result.ok ? null : result.error;
    };
    expect(error({ kind: 'foreign' }, 'buy', ONE)).toBe('UnknownCurve');
    expect(error(SN1, 'buy', 0n)).toBe('ZeroAmount');
    expect(error({ kind: 'stable' }, 'buy', 0n)).toBe('ZeroAmount');
    expect(error(SN1, 'buy', SN1.alphaReserve + 1n)).toBe('InsufficientLiquidity');
    // All of the reserve but a thousandth: a thousand times the other reserve buys just less.
    expect(error(SN1, 'buy', (SN1.alphaReserve * 9_991n) / 10_000n)).toBe('InsufficientLiquidity');
    expect(error({ ...SN1, taoReserve: rao(999_999n) }, 'sell', 10n)).toBe('ReservesTooLow');
    // The last of a pool costs more than a million TAO for an Alpha, which the chain does not let anyone pay.
    const dear = { ...SN1, alphaReserve: alphaRao(2_000_000_000n) };
    expect(error(dear, 'buy', 1_997_000_000n)).toBe('PriceLimitExceeded');
    expect(() => quoteExactOut(SN1, 'buy', ONE, 10_001)).toThrow(RangeError);
  });
});

describe('the smallest input', () => {
  it('yields what is wanted, and one unit less yields less', () => {
    fc.assert(
      fc.property(wantedOf(fc.oneof(anyPool, tradedPool)), ({ pool, side, wanted }) => {
        const amountIn = smallestInput(pool, side, wanted);
        fc.pre(amountIn !== null);
        expect(raw(pool, side, amountIn)).toBeGreaterThanOrEqual(wanted);
        expect(raw(pool, side, amountIn - 1n)).toBeLessThan(wanted);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is quoted as itself, with the promise that was wanted, and a quote of one unit less falls short', () => {
    fc.assert(
      fc.property(wantedOf(tradedPool), fc.integer({ min: 0, max: 5_000 }), ({ pool, side, wanted }, bps) => {
        const result = quoteExactOut(pool, side, wanted, bps);
        fc.pre(result.ok);
        const { quote } = result;
        expect(quote.amountOut).toBeGreaterThanOrEqual(wanted);
        expect(quote.minimumOut).toBe((wanted * BigInt(10_000 - bps)) / 10_000n);
        const same = quoted(quoteExactIn(pool, side, quote.amountIn, bps));
        const { amountOut, netIn, fee, impactPpb, poolAfter } = quote;
        expect(same).toMatchObject({ amountOut, netIn, fee, impactPpb, poolAfter });
        const less = quoteExactIn(pool, side, quote.amountIn - 1n, bps);
        expect(less.ok && less.quote.amountOut >= wanted).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('is never above an input that is known to yield as much', () => {
    fc.assert(
      fc.property(taken, ({ pool, side, quote }) => {
        const back = quoted(quoteExactOut(pool, side, quote.amountOut, 50));
        expect(back.amountIn).toBeLessThanOrEqual(quote.amountIn);
        expect(back.amountOut).toBe(quote.amountOut);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused only where no input yields as much', () => {
    fc.assert(
      fc.property(wantedOf(anyPool), magnitude(1n, 18), ({ pool, side, wanted }, amountIn) => {
        const result = quoteExactOut(pool, side, wanted, 50);
        fc.pre(!result.ok && result.error === 'InsufficientLiquidity');
        for (const tried of [amountIn, 1_000n * amountIn]) {
          const other = quoteExactIn(pool, side, tried, 50);
          expect(other.ok && other.quote.amountOut >= wanted).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
