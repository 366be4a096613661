import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Balance } from './account.ts';
import { largestTaken, maxBuy, maxSell } from './maxAmount.ts';
import type { Side, WeightedPool } from './pool.ts';
import { quoteExactIn } from './quote.ts';
import { alphaRao, ONE, rao } from './units.ts';

const FEE = rao(850_536n);
const DEPOSIT = 500n;

const POOL: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(10_000n * ONE),
  alphaReserve: alphaRao(200_000n * ONE),
  quoteWeight: 500_000_000_000_000_000n,
  feeRate: 33,
};

/** As pallet Balances reckons what can leave while the account stays alive. */
function balance(free: bigint, frozen = 0n, reserved = 0n): Balance {
  const beyond = frozen > reserved ? frozen - reserved : 0n;
  const kept = beyond > DEPOSIT ? beyond : DEPOSIT;
  const spendable = free > kept ? free - kept : 0n;
  return { free: rao(free), reserved: rao(reserved), frozen: rao(frozen), spendable: rao(spendable) };
}

describe('the most TAO that can be paid', () => {
  it('leaves the existential deposit and the network fee, and nothing else', () => {
    expect(maxBuy(balance(10n * ONE), FEE, POOL)).toEqual({
      amount: 10n * ONE - DEPOSIT - FEE,
      kept: [
        { reason: 'existentialDeposit', amount: DEPOSIT },
        { reason: 'networkFee', amount: FEE },
      ],
    });
  });

  it('leaves what is frozen, as far as nothing reserved covers it', () => {
    expect(maxBuy(balance(10n * ONE, 3n * ONE, ONE), FEE, null)).toEqual({
      amount: 8n * ONE - FEE,
      kept: [
        { reason: 'frozen', amount: 2n * ONE },
        { reason: 'networkFee', amount: FEE },
      ],
    });
    expect(maxBuy(balance(10n * ONE, ONE, ONE), FEE, null).kept[0]?.reason).toBe('existentialDeposit');
  });

  it('is nothing, not less, where the fee is more than there is', () => {
    expect(maxBuy(balance(FEE), FEE, null)).toEqual({
      amount: 0n,
      kept: [
        { reason: 'existentialDeposit', amount: DEPOSIT },
        { reason: 'networkFee', amount: FEE - DEPOSIT },
      ],
    });
    expect(maxBuy(balance(0n), FEE, null)).toEqual({ amount: 0n, kept: [] });
  });

  it('is no more than the pool takes', () => {
    const whale = maxBuy(balance(20_000_000n * ONE), FEE, POOL);
    expect(whale.amount).toBe(10_000_000n * ONE);
    expect(whale.kept.at(-1)).toEqual({ reason: 'pool', amount: 10_000_000n * ONE - DEPOSIT - FEE });
  });
});

describe('the most Alpha that can be sold', () => {
  const position = alphaRao(5n * ONE);

  it('is the position, where no lock holds it', () => {
    expect(maxSell(position, null, POOL)).toEqual({ amount: position, kept: [] });
    expect(maxSell(position, alphaRao(9n * ONE), POOL)).toEqual({ amount: position, kept: [] });
  });

  it('is less by what a lock holds', () => {
    expect(maxSell(position, alphaRao(3n * ONE), POOL)).toEqual({
      amount: 3n * ONE,
      kept: [{ reason: 'locked', amount: 2n * ONE }],
    });
    expect(maxSell(position, alphaRao(0n), POOL).amount).toBe(0n);
  });

  it('is all of it on root', () => {
    expect(maxSell(position, null, { kind: 'stable' }).amount).toBe(position);
  });
});

describe('the largest input that a pool takes', () => {
  const pools = fc.record({
    kind: fc.constant('weighted' as const),
    taoReserve: fc.bigInt(2_000_000n, 10n ** 15n).map(rao),
    alphaReserve: fc.bigInt(2_000_000n, 10n ** 15n).map(alphaRao),
    quoteWeight: fc.oneof(
      fc.constant(500_000_000_000_000_000n),
      fc.bigInt(400_000_000_000_000_000n, 600_000_000_000_000_000n),
    ),
    feeRate: fc.constantFrom(0, 33, 655),
  });

  it('is quoted, and one unit more is not', () => {
    const side = fc.constantFrom<Side>('buy', 'sell');
    fc.assert(
      fc.property(pools, side, fc.bigInt(1n, 10n ** 19n), (pool, way, cap) => {
        const largest = largestTaken(pool, way, cap);
        const refused = ['SwapInputTooLarge', 'PriceLimitExceeded', 'InsufficientLiquidity'];
        const errorOf = (amountIn: bigint) => {
          const result = quoteExactIn(pool, way, amountIn, 50);
          return result.ok ? null : result.error;
        };
        if (largest > 0n) expect(refused).not.toContain(errorOf(largest));
        if (largest < cap) expect(refused).toContain(errorOf(largest + 1n));
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing where the pool takes no swap at all', () => {
    expect(largestTaken({ ...POOL, alphaReserve: alphaRao(999_999n) }, 'buy', ONE)).toBe(0n);
    const cheap = { ...POOL, taoReserve: rao(1_000_000n), alphaReserve: alphaRao(10n ** 13n) };
    expect(largestTaken(cheap, 'sell', ONE)).toBe(0n);
  });
});
