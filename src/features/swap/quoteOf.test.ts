import { describe, expect, it } from 'vitest';
import type { PoolSnapshot } from '#domain/pool.ts';
import { alphaRao, ONE, rao } from '#domain/units.ts';
import { localQuote, withChainAmounts } from './quoteOf.ts';

const SNAPSHOT: PoolSnapshot = {
  netuid: 64,
  registeredAt: 1n,
  tradable: true,
  block: { number: 1, hash: '0x1' },
  pool: {
    kind: 'weighted',
    taoReserve: rao(10_000n * ONE),
    alphaReserve: alphaRao(200_000n * ONE),
    quoteWeight: 500_000_000_000_000_000n,
    feeRate: 33,
  },
};

describe('the quote of the form', () => {
  it('is of what is paid or of what is received, as typed', () => {
    const paid = localQuote(SNAPSHOT, { side: 'buy', fixed: 'pay', amount: 5n * ONE }, 50);
    expect(paid?.ok && paid.quote).toMatchObject({ amountIn: 5n * ONE, wantedOut: null });
    const received = localQuote(SNAPSHOT, { side: 'buy', fixed: 'receive', amount: 5n * ONE }, 50);
    expect(received?.ok && received.quote.wantedOut).toBe(5n * ONE);
    expect(received?.ok && received.quote.amountIn).toBeLessThan(ONE);
  });

  it('is none without a pool or an amount', () => {
    expect(localQuote(null, { side: 'buy', fixed: 'pay', amount: ONE }, 50)).toBeNull();
    for (const amount of [null, 0n]) {
      expect(localQuote(SNAPSHOT, { side: 'buy', fixed: 'receive', amount }, 50)).toBeNull();
    }
  });

  it('takes the chain’s amounts, and promises of them what was fixed', () => {
    const chain = { out: 4_900_000_000n, fee: 7n, netIn: 8n };
    const paid = localQuote(SNAPSHOT, { side: 'buy', fixed: 'pay', amount: ONE }, 100);
    if (!paid?.ok) throw new Error('no quote');
    expect(withChainAmounts(paid.quote, chain)).toMatchObject({
      amountIn: ONE,
      amountOut: 4_900_000_000n,
      minimumOut: 4_851_000_000n,
      fee: 7n,
      netIn: 8n,
    });
    const received = localQuote(SNAPSHOT, { side: 'buy', fixed: 'receive', amount: 5n * ONE }, 100);
    if (!received?.ok) throw new Error('no quote');
    expect(withChainAmounts(received.quote, chain)).toMatchObject({
      amountOut: 4_900_000_000n,
      minimumOut: 4_950_000_000n,
    });
  });
});
