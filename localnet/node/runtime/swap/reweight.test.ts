import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceOf } from '#domain/price.ts';
import { reweight } from './reweight.ts';

const HALF = 500_000_000_000_000_000n;
const reserve = fc.bigInt({ min: 10n ** 12n, max: 10n ** 16n });

describe('reweight', () => {
  it('keeps the price, to the precision of the weight', () => {
    fc.assert(
      fc.property(
        reserve,
        reserve,
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        (taoReserve, alphaReserve, tao, alpha) => {
          const weight = reweight({ taoReserve, alphaReserve, quoteWeight: HALF, tao, alpha });
          if (weight === null) throw new Error('small injections always fit');
          const before = priceOf(taoReserve, alphaReserve, HALF);
          const after = priceOf(taoReserve + tao, alphaReserve + alpha, weight);
          const difference = after > before ? after - before : before - after;
          expect(difference <= before / 10n ** 16n + 2n ** 12n).toBe(true);
        },
      ),
    );
  });

  it('keeps the weight when the injection has the pool’s own proportion', () => {
    const pool = { taoReserve: 4_000_000n, alphaReserve: 8_000_000n, quoteWeight: HALF };
    expect(reweight({ ...pool, tao: 1_000n, alpha: 2_000n })).toBe(HALF);
  });

  it('refuses weights beyond a hundredth', () => {
    const pool = { taoReserve: 1_000n, alphaReserve: 1_000n, quoteWeight: HALF };
    expect(reweight({ ...pool, tao: 97_000n, alpha: 0n })).not.toBeNull();
    expect(reweight({ ...pool, tao: 99_000n, alpha: 0n })).toBeNull();
    expect(reweight({ ...pool, tao: 0n, alpha: 99_000n })).toBeNull();
  });

  it('starts an empty pool at one half', () => {
    expect(reweight({ taoReserve: 0n, alphaReserve: 0n, quoteWeight: HALF, tao: 0n, alpha: 0n })).toBe(HALF);
  });
});
