import { describe, expect, it } from 'vitest';
import type { WeightedPool } from './pool.ts';
import { type Quote, quoteExactIn } from './quote.ts';
import { forcedRemainder } from './remainder.ts';
import { alphaRao, ONE, rao } from './units.ts';

/** Half a TAO an Alpha. */
const POOL: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(1_000n * ONE),
  alphaReserve: alphaRao(2_000n * ONE),
  quoteWeight: 500_000_000_000_000_000n,
  feeRate: 33,
};
const MINIMUM = rao(20_000_000n);

function sell(amountIn: bigint): Quote {
  const result = quoteExactIn(POOL, 'sell', amountIn, 50);
  if (!result.ok) throw new Error(result.error);
  return result.quote;
}

describe('what the chain sells by force', () => {
  it('is a remainder worth less than the minimum at the price after the sell', () => {
    const quote = sell(100n * ONE);
    // About 0.0441 Alpha at the price that the sell leaves behind; 0.04 at the price before it.
    const least = (MINIMUM * 2n ** 64n) / quote.spotAfter;
    expect(least).toBeGreaterThan(44_000_000n);
    expect(forcedRemainder(quote, alphaRao(100n * ONE + least), MINIMUM)).toBeNull();
    expect(forcedRemainder(quote, alphaRao(100n * ONE + least - 1n), MINIMUM)).toBe(least - 1n);
    expect(forcedRemainder(quote, alphaRao(100n * ONE + 1n), MINIMUM)).toBe(1n);
  });

  it('is nothing where all is sold, on a purchase, and where the chain has no minimum', () => {
    expect(forcedRemainder(sell(ONE), alphaRao(ONE), MINIMUM)).toBeNull();
    expect(forcedRemainder(sell(ONE), alphaRao(ONE + 1n), rao(0n))).toBeNull();
    const buy = quoteExactIn(POOL, 'buy', ONE, 50);
    expect(buy.ok && forcedRemainder(buy.quote, alphaRao(2n * ONE), MINIMUM)).toBeNull();
  });
});
