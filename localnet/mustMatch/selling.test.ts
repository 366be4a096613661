import { beforeEach, describe, expect, it } from 'vitest';
import { swap } from '#domain/swap.ts';
import { moveReserves } from '#domain/transition.ts';
import { MAX_AMOUNT } from '#domain/units.ts';
import { blockAuthor } from '#localnet/genesis/accounts.ts';
import { feeOf, ofCall, StakingChain } from '#localnet/node/runtime/staking/testStaking.ts';
import { failure, names } from '#localnet/node/runtime/testChain.ts';
import { alice, buy, ERROR, fieldsOf, give, hotkey, SN, sell, TAO } from './trading.ts';

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([SN]);
  chain.begin();
});

describe('4. a partial sale for less than 2,000,000 rao is AmountTooLow, a full exit is not; a nominator’s small remainder goes too', () => {
  const key = alice.publicKey;

  it('refuses the part and takes the whole', () => {
    const small = chain.worth(SN, 1_000_000n);
    give(chain.state, key, 2n * small);
    expect(failure(chain.submit(alice, sell(small, undefined, key)))).toEqual(ERROR.AmountTooLow);
    const half = chain.submit(alice, sell(chain.held(alice, SN, key) - 1n, undefined, key));
    expect(failure(half)).toEqual(ERROR.AmountTooLow);
    const events = chain.submit(alice, sell(chain.held(alice, SN, key), undefined, key));
    expect(failure(events)).toBeNull();
    expect(fieldsOf(events, 'StakeRemoved')[2]).toBeLessThan(2_000_000n);
    expect(chain.held(alice, SN, key)).toBe(0n);
  });

  it('sells by force what a nominator leaves below 0.02 TAO, with a second StakeRemoved', () => {
    chain.submit(alice, buy(TAO));
    const rest = chain.worth(SN, 19_000_000n);
    const events = chain.submit(alice, sell(chain.held(alice, SN) - rest));
    const sales = events.filter(({ event }) => event === 'StakeRemoved');
    expect([failure(events), sales.length]).toEqual([null, 2]);
    expect(chain.held(alice, SN)).toBe(0n);
    const [, , tao, , , fee] = (sales[1]?.fields ?? []) as readonly bigint[];
    expect((tao ?? 0n) > 18_000_000n && (tao ?? 0n) < 19_000_000n && (fee ?? 0n) > 0n).toBe(true);
  });

  it('lets a nominator keep more, and the hotkey’s owner any amount', () => {
    chain.submit(alice, buy(TAO));
    const rest = chain.worth(SN, 21_000_000n);
    const once = (events: ReturnType<typeof chain.submit>) =>
      names(events).filter((name) => name === 'SubtensorModule.StakeRemoved').length;
    expect(once(chain.submit(alice, sell(chain.held(alice, SN) - rest)))).toBe(1);
    give(chain.state, key, chain.worth(SN, TAO));
    const little = chain.worth(SN, 1_000n);
    expect(once(chain.submit(alice, sell(chain.held(alice, SN, key) - little, undefined, key)))).toBe(1);
    expect(chain.held(alice, SN, key)).toBeGreaterThan(0n);
  });
});

describe('5. remove_stake of 2^64 - 1 sells all; remove_stake_limit of one too many is NotEnoughStakeToWithdraw', () => {
  it('caps the one and not the other', () => {
    chain.submit(alice, buy(TAO));
    const held = chain.held(alice, SN);
    const limits = { limit: 1_000n, partial: false };
    expect(failure(chain.submit(alice, sell(held + 1n, limits)))).toEqual(ERROR.NotEnoughStakeToWithdraw);
    expect(chain.held(alice, SN)).toBe(held);
    const events = chain.submit(alice, sell(MAX_AMOUNT));
    const [, , , alpha, , fee] = fieldsOf(events, 'StakeRemoved') as readonly bigint[];
    expect([failure(events), (alpha ?? 0n) + (fee ?? 0n)]).toEqual([null, held]);
    expect(chain.held(alice, SN)).toBe(0n);
  });
});

describe('9. a sale changes the reserves twice, by the sale and by its fee, whose TAO the author gets', () => {
  it('to the rao', () => {
    chain.submit(alice, buy(100n * TAO));
    const held = chain.held(alice, SN);
    const pool = chain.pool(SN);
    const sale = swap(pool, 'sell', held, 1_000n);
    if (!sale.ok) throw new Error(sale.error);
    const between = moveReserves(pool, 'sell', sale.fill);
    const feeSale = swap(between, 'sell', sale.fill.fee, 1_000n, { dropFees: true });
    if (!feeSale.ok) throw new Error(feeSale.error);
    const author = chain.free(blockAuthor.publicKey);
    const trader = chain.free(alice.publicKey);
    const events = chain.submit(alice, sell(held));
    expect(failure(events)).toBeNull();
    expect(sale.fill.fee > 0n && feeSale.fill.paidOut > 0n).toBe(true);
    expect(chain.pool(SN)).toEqual(moveReserves(between, 'sell', feeSale.fill));
    expect(chain.free(blockAuthor.publicKey) - author).toBe(feeSale.fill.paidOut);
    expect(chain.free(alice.publicKey) - trader + feeOf(events)).toBe(sale.fill.paidOut);
    expect(ofCall(events).at(-1)).toEqual([
      'SubtensorModule.StakeRemoved',
      alice.publicKey,
      hotkey,
      sale.fill.paidOut,
      sale.fill.paidIn,
      SN,
      sale.fill.fee,
    ]);
  });
});
