import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_NETUID } from '#config/defaults.ts';
import { parseAmount } from '#domain/amount.ts';
import { formatSwapLink, parseSwapLink, type SwapIntent } from './swapLink.ts';

const netuids = fc.option(fc.nat({ max: 65_535 }), { nil: null });

/** Only a sale can want another Alpha, and only a typed amount can be fixed on the side that is received. */
const intents: fc.Arbitrary<SwapIntent> = fc
  .record({
    side: fc.constantFrom('buy' as const, 'sell' as const),
    netuid: netuids,
    otherNetuid: netuids,
    generation: fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { nil: null }),
    fixed: fc.constantFrom('pay' as const, 'receive' as const),
    amount: fc.string({ maxLength: 64, unit: 'grapheme-ascii' }),
  })
  .map((intent) => {
    const hasOther = intent.side === 'sell' && intent.netuid !== null && intent.netuid !== intent.otherNetuid;
    return {
      ...intent,
      otherNetuid: hasOther ? intent.otherNetuid : null,
      fixed: intent.amount === '' ? 'pay' : intent.fixed,
    };
  });

describe('the link of a swap', () => {
  it('opens the same form again', () => {
    fc.assert(
      fc.property(intents, (intent) => {
        expect(parseSwapLink(formatSwapLink(intent))).toEqual(intent);
      }),
    );
  });

  it('reads what a person would write', () => {
    expect(parseSwapLink('?from=tao&to=64&amount=25')).toEqual({
      side: 'buy',
      netuid: 64,
      otherNetuid: null,
      generation: null,
      fixed: 'pay',
      amount: '25',
    });
    expect(parseSwapLink('?from=64&to=tao&receive=3')).toMatchObject({ fixed: 'receive', amount: '3' });
    expect(parseSwapLink('?from=64&to=tao&receive=3&amount=4')).toMatchObject({ fixed: 'pay', amount: '4' });
    expect(parseSwapLink('?from=64&to=59')).toMatchObject({ side: 'sell', netuid: 64, otherNetuid: 59 });
    expect(parseSwapLink('?from=64&to=64')).toMatchObject({ side: 'sell', netuid: 64, otherNetuid: null });
    expect(parseSwapLink('?from=12&to=tao&gen=77')).toMatchObject({
      side: 'sell',
      netuid: 12,
      generation: 77n,
    });
  });

  it('shows the default subnet without one, and none for one that cannot be', () => {
    expect(parseSwapLink('')).toMatchObject({ side: 'buy', netuid: DEFAULT_NETUID, amount: '' });
    for (const to of ['', 'x', '-1', '65536', '1e3', '64 ', '９']) {
      expect(parseSwapLink(`?from=tao&to=${encodeURIComponent(to)}`).netuid, to).toBe(null);
    }
  });

  it('never throws, and of an amount that is too long it keeps too much to be one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (search) => {
        expect(parseSwapLink(search).amount.length).toBeLessThanOrEqual(65);
      }),
    );
    const { amount } = parseSwapLink(`?from=tao&to=64&amount=1${'0'.repeat(1_000)}`);
    expect(parseAmount(amount)).toEqual({ ok: false, reason: 'not-a-number' });
  });
});
