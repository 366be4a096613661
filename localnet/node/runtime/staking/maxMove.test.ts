import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestFill } from '#domain/fill.ts';
import { priceRao, spotPrice } from '#domain/price.ts';
import { MAX_AMOUNT, ONE } from '#domain/units.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { maxMoveAmount } from './maxMove.ts';
import { StakingChain } from './testStaking.ts';

const chain = new StakingChain([64, 4]);

interface Reserves {
  readonly tao: bigint;
  readonly alpha: bigint;
}

function setPools(origin: Reserves, destination: Reserves, quote = ONE ** 2n / 2n): void {
  for (const [netuid, { tao, alpha }] of [[64, origin] as const, [4, destination] as const]) {
    s.SubnetTAO.set(chain.state, netuid, tao);
    s.SubnetAlphaIn.set(chain.state, netuid, alpha);
    swapStorage.SwapBalancer.set(chain.state, netuid, { quote });
  }
}

/** Prices of 0.75 and 0.125: six Alpha of the destination for one of the origin. */
const origin = { tao: 3_000n * ONE, alpha: 4_000n * ONE };
const destination = { tao: 1_000n * ONE, alpha: 8_000n * ONE };

describe('the most that a limit lets move between two pools', () => {
  it.each([
    [ONE, 5_000n * ONE],
    [2n * ONE, 2_000n * ONE],
    [6n * ONE, 0n],
    [6n * ONE + 1n, 0n],
    [0n, MAX_AMOUNT],
  ])('at %i is %i', (limit, most) => {
    setPools(origin, destination);
    expect(maxMoveAmount(chain.state, 64, 4, limit)).toBe(most);
  });

  it('leaves the weights out of account, but for the price', () => {
    setPools(origin, destination, (ONE ** 2n * 4n) / 10n);
    expect(maxMoveAmount(chain.state, 64, 4, 2n * ONE)).toBe(2_000n * ONE);
  });

  it('is nothing for a limit so small that the quotient passes 2^64', () => {
    setPools(origin, destination);
    // 6e12 × 1e9 / limit reaches 2^64 at about 325.3.
    expect(maxMoveAmount(chain.state, 64, 4, 326n)).toBeGreaterThan(10n ** 19n);
    expect(maxMoveAmount(chain.state, 64, 4, 325n)).toBe(0n);
  });

  it.each(['tao', 'alpha'] as const)('is nothing where a reserve of %s is empty', (empty) => {
    setPools(origin, { ...destination, [empty]: 0n });
    expect(maxMoveAmount(chain.state, 64, 4, 0n)).toBe(0n);
    setPools({ ...origin, [empty]: 0n }, destination);
    expect(maxMoveAmount(chain.state, 64, 4, 0n)).toBe(0n);
  });

  it('is what constant products give, to the precision of the chain', () => {
    const reserve = fc.bigInt({ min: 10n ** 12n, max: 10n ** 16n });
    const part = fc.bigInt({ min: 1n, max: 1_000n });
    fc.assert(
      fc.property(
        reserve,
        reserve,
        reserve,
        reserve,
        part,
        (tao, alpha, otherTao, otherAlpha, thousandths) => {
          setPools({ tao, alpha }, { tao: otherTao, alpha: otherAlpha });
          const limit = (tao * otherAlpha * ONE * thousandths) / (alpha * otherTao * 1_000n);
          fc.pre(limit > 10n ** 6n && limit < 10n ** 12n);
          const sum = (tao + otherTao) * limit;
          const exact = (otherAlpha * tao * ONE - alpha * otherTao * limit) / sum;
          const most = maxMoveAmount(chain.state, 64, 4, limit);
          const difference = most > exact ? most - exact : exact - most;
          // The limit itself is truncated to 2^-64.
          expect(difference <= 2n + exact / 10n ** 12n).toBe(true);
        },
      ),
    );
  });
});

describe('the most that a limit lets move where one side is root', () => {
  it('is all or nothing between two that exchange one to one', () => {
    expect(maxMoveAmount(chain.state, 0, 0, ONE)).toBe(MAX_AMOUNT);
    expect(maxMoveAmount(chain.state, 0, 0, ONE + 1n)).toBe(0n);
  });

  it('from root is what a purchase takes at the inverse of the limit', () => {
    setPools(origin, destination);
    const largest = largestFill(chain.pool(4), 'buy', ONE / 4n);
    expect(largest).toEqual({ ok: true, amount: maxMoveAmount(chain.state, 0, 4, 4n * ONE) });
    expect(maxMoveAmount(chain.state, 0, 4, 0n)).toBe(MAX_AMOUNT);
    expect(() => maxMoveAmount(chain.state, 0, 4, 8n * ONE)).toThrow('Swap.PriceLimitExceeded');
  });

  it('to root is what a sale takes at the limit', () => {
    setPools(origin, destination);
    const spot = priceRao(spotPrice(chain.pool(64)));
    const largest = largestFill(chain.pool(64), 'sell', spot / 2n);
    expect(largest).toEqual({ ok: true, amount: maxMoveAmount(chain.state, 64, 0, spot / 2n) });
    expect(() => maxMoveAmount(chain.state, 64, 0, spot)).toThrow('Swap.PriceLimitExceeded');
  });
});
