import type { Side } from '#domain/pool.ts';
import { priceRao } from '#domain/price.ts';
import { type SimSwap, simulateSwap } from '#domain/simulate.ts';
import { runtimeApis } from '#localnet/metadata/apis.ts';
import { allNetuids } from '#localnet/node/runtime/staking/hotkeys.ts';
import { alphaPrice, readPool } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { type ApiCall, serve } from './apiCall.ts';

const methods = runtimeApis.SwapRuntimeApi;

function price(state: State, netuid: number): bigint {
  return priceRao(alphaPrice(state, netuid));
}

function simulated(state: State, netuid: number, side: Side, amount: bigint) {
  const result: SimSwap = simulateSwap(readPool(state, netuid), side, amount);
  return {
    tao_amount: result.taoAmount,
    alpha_amount: result.alphaAmount,
    tao_fee: result.taoFee,
    alpha_fee: result.alphaFee,
    tao_slippage: result.taoSlippage,
    alpha_slippage: result.alphaSlippage,
  };
}

/** SwapRuntimeApi: prices in rao per Alpha, and what a swap would do at the state asked about. */
export const swapApi: Readonly<Record<string, ApiCall>> = {
  SwapRuntimeApi_current_alpha_price: serve(methods.current_alpha_price, (state, { netuid }) =>
    price(state, netuid),
  ),
  SwapRuntimeApi_current_alpha_price_all: serve(methods.current_alpha_price_all, (state) =>
    allNetuids(state).map((netuid) => ({ netuid, price: price(state, netuid) })),
  ),
  SwapRuntimeApi_sim_swap_tao_for_alpha: serve(methods.sim_swap_tao_for_alpha, (state, { netuid, tao }) =>
    simulated(state, netuid, 'buy', tao),
  ),
  SwapRuntimeApi_sim_swap_alpha_for_tao: serve(methods.sim_swap_alpha_for_tao, (state, { netuid, alpha }) =>
    simulated(state, netuid, 'sell', alpha),
  ),
};
