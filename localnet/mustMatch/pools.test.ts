import { beforeEach, describe, expect, it } from 'vitest';
import { spotPrice } from '#domain/price.ts';
import { swap } from '#domain/swap.ts';
import { type ApiMethod, runtimeApis } from '#localnet/metadata/apis.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { StakingChain } from '#localnet/node/runtime/staking/testStaking.ts';
import { failure } from '#localnet/node/runtime/testChain.ts';
import { alice, buy, fieldsOf, SN, sell, TAO } from './trading.ts';

const NETUIDS = [1, 4, 29, SN] as const;
/** A subnet whose TAO emission is off. */
const DISABLED = 29;
const QUIET = 4;

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain(NETUIDS);
});

function next(): void {
  if (chain.number > 0) chain.runtime.finalizeBlock(chain.state);
  chain.begin();
}

describe('14. injected liquidity changes weights and not the price; what the chain buys raises it', () => {
  it('block after block', () => {
    // So little demand that all its TAO joins the pool, and none is left to buy with.
    s.SubnetMovingPrice.set(chain.state, QUIET, s.SubnetMovingPrice.get(chain.state, SN) / 200n);
    let [injected, bought] = [0, 0];
    for (let block = 0; block < 30; block += 1) {
      const before = NETUIDS.map((netuid) => chain.pool(netuid));
      next();
      for (const [index, netuid] of NETUIDS.entries()) {
        const [old, pool] = [before[index], chain.pool(netuid)];
        if (old === undefined) throw new Error('no pool before');
        const [from, to] = [spotPrice(old), spotPrice(pool)];
        const tao = s.SubnetTaoInEmission.get(chain.state, netuid);
        const excess = s.SubnetExcessTao.get(chain.state, netuid);
        // What the weight's 18 digits and the price's 64 bits can tell apart.
        const fine = from / 10n ** 15n + 2n;
        expect(pool.taoReserve - old.taoReserve).toBe(tao + excess);
        if (excess > 0n) {
          bought += 1;
          const purchase = swap(old, 'buy', excess, 10n ** 15n, { dropFees: true });
          if (!purchase.ok) throw new Error(purchase.error);
          const raised = spotPrice({
            ...old,
            taoReserve: (old.taoReserve + purchase.fill.paidIn) as typeof old.taoReserve,
            alphaReserve: (old.alphaReserve - purchase.fill.paidOut) as typeof old.alphaReserve,
          });
          expect(raised).toBeGreaterThan(from);
          expect(to - raised <= fine && raised - to <= fine).toBe(true);
        } else {
          expect(to - from <= fine && from - to <= fine).toBe(true);
          if (tao > 0n) injected += 1;
          if (tao > 0n) expect(pool.quoteWeight).not.toBe(old.quoteWeight);
        }
      }
      const { taoReserve, alphaReserve } = chain.pool(DISABLED);
      expect([taoReserve, alphaReserve]).toEqual([before[2]?.taoReserve, before[2]?.alphaReserve]);
    }
    expect(bought).toBeGreaterThan(0);
    expect(injected).toBeGreaterThan(0);
  });
});

const zeros = {
  tao_amount: 0n,
  alpha_amount: 0n,
  tao_fee: 0n,
  alpha_fee: 0n,
  tao_slippage: 0n,
  alpha_slippage: 0n,
};

function ask<I, O>(name: string, method: ApiMethod<I, O>, input: I): O {
  return decode(method.output, chain.runtime.call(chain.state, name, encode(method.input.codec, input)));
}
const { sim_swap_tao_for_alpha, sim_swap_alpha_for_tao } = runtimeApis.SwapRuntimeApi;
const simBuy = (netuid: number, tao: bigint) =>
  ask('SwapRuntimeApi_sim_swap_tao_for_alpha', sim_swap_tao_for_alpha, { netuid, tao });
const simSell = (netuid: number, alpha: bigint) =>
  ask('SwapRuntimeApi_sim_swap_alpha_for_tao', sim_swap_alpha_for_tao, { netuid, alpha });

describe('15. a simulated swap says what the swap does, slippage with the fee in it, zeros on any error, and 1:1 on root', () => {
  beforeEach(next);

  it('agrees with the purchase and the sale that follow', () => {
    const price = spotPrice(chain.pool(SN));
    const quote = simBuy(SN, 10n * TAO);
    const bought = fieldsOf(chain.submit(alice, buy(10n * TAO)), 'StakeAdded');
    expect([bought[3], bought[5]]).toEqual([quote.alpha_amount, quote.tao_fee]);
    expect(quote).toEqual({
      ...zeros,
      tao_amount: 10n * TAO - quote.tao_fee,
      alpha_amount: quote.alpha_amount,
      tao_fee: (10n * TAO * 33n) / 65_535n,
      alpha_slippage: ((10n * TAO) << 64n) / price - quote.alpha_amount,
    });
    const held = chain.held(alice, SN);
    const later = spotPrice(chain.pool(SN));
    const offer = simSell(SN, held);
    const sold = fieldsOf(chain.submit(alice, sell(held)), 'StakeRemoved');
    expect([sold[2], sold[3], sold[5]]).toEqual([offer.tao_amount, offer.alpha_amount, offer.alpha_fee]);
    expect(offer).toEqual({
      ...zeros,
      tao_amount: offer.tao_amount,
      alpha_amount: held - offer.alpha_fee,
      alpha_fee: (held * 33n) / 65_535n,
      tao_slippage: ((held * later) >> 64n) - offer.tao_amount,
    });
  });

  it('answers zeros for too much, for empty reserves and for a price at its bound', () => {
    const { taoReserve, alphaReserve } = chain.pool(SN);
    expect(simBuy(SN, taoReserve * 1_001n)).toEqual(zeros);
    expect(simSell(SN, alphaReserve * 1_001n)).toEqual(zeros);
    s.SubnetAlphaIn.set(chain.state, SN, 999_999n);
    expect(simBuy(SN, TAO)).toEqual(zeros);
    s.SubnetAlphaIn.set(chain.state, SN, alphaReserve);
    s.SubnetTAO.set(chain.state, SN, 999_999n);
    expect(simSell(SN, TAO)).toEqual(zeros);
    s.SubnetTAO.set(chain.state, SN, 1_000_000n);
    swapStorage.SwapBalancer.set(chain.state, SN, { quote: 990_000_000_000_000_000n });
    expect(simSell(SN, TAO)).toEqual(zeros);
  });

  it('exchanges one to one on root, as staking there does', () => {
    const even = { ...zeros, tao_amount: 5n * TAO, alpha_amount: 5n * TAO };
    expect([simBuy(0, 5n * TAO), simSell(0, 5n * TAO)]).toEqual([even, even]);
    const stake = buy(5n * TAO);
    const events = chain.submit(alice, { ...stake, args: { ...stake.args, netuid: 0 } });
    expect([failure(events), chain.held(alice, 0)]).toEqual([null, 5n * TAO]);
  });
});
