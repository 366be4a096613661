import { describe, expect, it } from 'vitest';
import { IMPACT_BANDS, minimumBuy, type SwapSituation, swapBlocker } from './blocker.ts';
import { BUY, balance, LARGE, POOL, receive, SELL, SNAPSHOT, trade } from './blockerSituations.ts';
import { quoteExactIn } from './quote.ts';
import { alphaRao, ONE } from './units.ts';

describe('the bounds of a swap', () => {
  it('takes the very minimum, and everything that is spendable but the fee', () => {
    expect(swapBlocker(trade(BUY, 2_001_007n))).toBeNull();
    expect(swapBlocker({ ...BUY, balance: balance(10n * ONE + 850_000n) })).toBeNull();
  });

  it('lets the whole of a position go however small it is', () => {
    const dust = trade({ ...SELL, position: alphaRao(1_000_000n) }, 1_000_000n);
    expect(swapBlocker(dust)).toBeNull();
    expect(swapBlocker({ ...dust, position: alphaRao(1_000_001n) })?.kind).toBe('belowMinimum');
  });

  it('lets an expert take any impact, and root have none', () => {
    expect(swapBlocker({ ...LARGE, expert: true })).toBeNull();
    const impact = LARGE.quote?.ok ? LARGE.quote.quote.impactPpb : 0n;
    expect(impact).toBeGreaterThanOrEqual(IMPACT_BANDS.refuse);
    const root: SwapSituation = {
      ...LARGE,
      netuid: 0,
      snapshot: { ...SNAPSHOT, netuid: 0, pool: { kind: 'stable' } },
      quote: quoteExactIn({ kind: 'stable' }, 'buy', 2_000n * ONE, 50),
    };
    expect(swapBlocker(root)).toBeNull();
  });

  it('accepts a quote of two blocks ago and a head three block times old', () => {
    expect(swapBlocker({ ...BUY, head: { number: 102, hash: '0x02' }, headAge: 3 })).toBeNull();
  });

  it('counts what is paid, not what is wanted, when that is fixed', () => {
    const cost = (situation: SwapSituation) => (situation.quote?.ok ? situation.quote.quote.amountIn : 0n);
    const buy = receive(BUY, 100n * ONE);
    const needed = cost(buy) + 850_000n;
    expect(swapBlocker({ ...buy, balance: balance(needed) })).toBeNull();
    expect(swapBlocker({ ...buy, balance: balance(needed - 1n) })?.kind).toBe('notEnoughTao');
    const sell = receive(SELL, 2n * ONE);
    const sold = cost(sell);
    expect(swapBlocker({ ...sell, position: alphaRao(sold) })).toBeNull();
    expect(swapBlocker({ ...sell, position: alphaRao(sold - 1n) })?.kind).toBe('notEnoughAlpha');
    expect(swapBlocker({ ...sell, available: alphaRao(sold - 1n) })?.kind).toBe('locked');
    expect(swapBlocker({ ...sell, quote: null })?.kind).toBe('waitingForBlock');
  });

  it('has the chain’s minimum for what is wanted too', () => {
    expect(swapBlocker(receive(SELL, 2_000_000n))).toBeNull();
    expect(swapBlocker(receive(SELL, 1_900_000n))).toEqual({ kind: 'belowMinimum', minimum: 2_000_000n });
    expect(swapBlocker(receive(BUY, 1_000n))).toEqual({ kind: 'belowMinimum', minimum: 2_001_007n });
  });

  it('does not say of a subnet that it is gone before there is a node to ask', () => {
    const away = { ...BUY, connection: 'offline', pairTrouble: 'noSuchSubnet' } as const;
    expect(swapBlocker(away)).toEqual({ kind: 'offline' });
  });

  it('knows the least buy at any fee rate', () => {
    for (const feeRate of [0, 33, 655, 10_000]) {
      const minimum = minimumBuy({ ...SNAPSHOT, pool: { ...POOL, feeRate } });
      const net = (gross: bigint) => gross - (gross * BigInt(feeRate)) / 65_535n;
      expect(net(minimum)).toBeGreaterThanOrEqual(2_000_000n);
      expect(net(minimum - 1n)).toBeLessThan(2_000_000n);
    }
  });
});
