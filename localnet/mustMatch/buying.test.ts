import { beforeEach, describe, expect, it } from 'vitest';
import { largestFill } from '#domain/fill.ts';
import { spotPrice } from '#domain/price.ts';
import { feeOf, StakingChain } from '#localnet/node/runtime/staking/testStaking.ts';
import { failure } from '#localnet/node/runtime/testChain.ts';
import { alice, buy, ERROR, fieldsOf, give, SN, sell, TAO } from './trading.ts';

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([SN]);
  chain.begin();
});

describe('2. add_stake of 2,001,006 rao is AmountTooLow, of 2,001,007 is not (rate 33)', () => {
  it('refuses the one and carries the other out', () => {
    expect(chain.pool(SN).feeRate).toBe(33);
    expect(failure(chain.submit(alice, buy(2_001_006n)))).toEqual(ERROR.AmountTooLow);
    expect(chain.held(alice, SN)).toBe(0n);
    const before = chain.pool(SN).taoReserve;
    const events = chain.submit(alice, buy(2_001_007n));
    expect(failure(events)).toBeNull();
    expect([fieldsOf(events, 'StakeAdded')[2], fieldsOf(events, 'StakeAdded')[5]]).toEqual([
      2_001_007n,
      1_007n,
    ]);
    expect(chain.pool(SN).taoReserve - before).toBe(2_000_000n);
    expect(chain.held(alice, SN)).toBeGreaterThan(0n);
  });
});

describe('3. add_stake of more than is free is NotEnoughBalanceToStake; of all that is left after the fee it leaves 500 rao', () => {
  it('refuses one rao too much', () => {
    const fee = feeOf(chain.submit(alice, buy(TAO)));
    const left = chain.free(alice.publicKey) - fee;
    expect(failure(chain.submit(alice, buy(left + 1n)))).toEqual(ERROR.NotEnoughBalanceToStake);
    expect(chain.free(alice.publicKey)).toBe(left);
  });

  it('stakes all but the existential deposit', () => {
    const fee = feeOf(chain.submit(alice, buy(TAO)));
    const left = chain.free(alice.publicKey) - fee;
    const events = chain.submit(alice, buy(left));
    expect(failure(events)).toBeNull();
    expect(fieldsOf(events, 'StakeAdded')[2]).toBe(left - 500n);
    expect(chain.free(alice.publicKey)).toBe(500n);
  });
});

describe('6. a limit at the spot price is PriceLimitExceeded; fill-or-kill above the largest fill is SlippageTooHigh; a partial order fills exactly that', () => {
  const price = () => (spotPrice(chain.pool(SN)) * TAO) >> 64n;
  const fill = (side: 'buy' | 'sell', limit: bigint): bigint => {
    const most = largestFill(chain.pool(SN), side, limit);
    if (!most.ok) throw new Error(most.error);
    return most.amount;
  };

  it.each([true, false])('refuses limits at spot, with allow_partial %s', (partial) => {
    chain.submit(alice, buy(100n * TAO));
    const held = chain.held(alice, SN);
    // A price below the spot is already passed for a purchase, one above it for a sale.
    for (const limit of [price(), price() - 1n]) {
      expect(failure(chain.submit(alice, buy(TAO, { limit, partial })))).toEqual(ERROR.PriceLimitExceeded);
    }
    for (const limit of [price() + 1n, price() + 2n]) {
      expect(failure(chain.submit(alice, sell(held, { limit, partial })))).toEqual(ERROR.PriceLimitExceeded);
    }
    expect(chain.held(alice, SN)).toBe(held);
  });

  it('buys as far as the limit lets it, or not at all', () => {
    const limit = (price() * 101n) / 100n;
    const most = fill('buy', limit);
    expect(failure(chain.submit(alice, buy(most + 1n, { limit, partial: false })))).toEqual(
      ERROR.SlippageTooHigh,
    );
    const before = chain.free(alice.publicKey);
    const events = chain.submit(alice, buy(10n * most, { limit, partial: true }));
    const refund = most - (before - chain.free(alice.publicKey) - feeOf(events));
    expect([failure(events), fieldsOf(events, 'StakeAdded')[2]]).toEqual([null, most]);
    expect(refund >= 0n && refund <= 2n).toBe(true);
    expect(price() <= limit && price() >= limit - 1n).toBe(true);
  });

  it('buys the largest fill itself, all or nothing', () => {
    const limit = (price() * 101n) / 100n;
    const most = fill('buy', limit);
    const events = chain.submit(alice, buy(most, { limit, partial: false }));
    expect([failure(events), fieldsOf(events, 'StakeAdded')[2]]).toEqual([null, most]);
  });

  it('sells as far as the limit lets it, or not at all', () => {
    const key = alice.publicKey;
    give(chain.state, key, chain.pool(SN).alphaReserve);
    const limit = (price() * 99n) / 100n;
    const most = fill('sell', limit);
    const held = chain.held(alice, SN, key);
    expect(most).toBeLessThan(held);
    const order = (amount: bigint, partial: boolean) => sell(amount, { limit, partial }, key);
    expect(failure(chain.submit(alice, order(most + 1n, false)))).toEqual(ERROR.SlippageTooHigh);
    const events = chain.submit(alice, order(held, true));
    const [, , , alpha, , fee] = fieldsOf(events, 'StakeRemoved') as readonly bigint[];
    const sold = (alpha ?? 0n) + (fee ?? 0n);
    expect([failure(events), most - sold >= 0n && most - sold <= 2n]).toEqual([null, true]);
    const gone = held - chain.held(alice, SN, key);
    expect(gone - sold >= -1n && gone - sold <= 1n).toBe(true);
  });
});
