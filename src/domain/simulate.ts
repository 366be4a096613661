import { divFixed, fromInteger, saturateU64, scaleFloor } from './fixed.ts';
import type { Side, StablePool, WeightedPool } from './pool.ts';
import { spotPrice } from './price.ts';
import { defaultLimit, swap } from './swap.ts';

/** The six u64 of the chain's SimSwapResult, in base units; amounts in are net of the fee. */
export interface SimSwap {
  readonly taoAmount: bigint;
  readonly alphaAmount: bigint;
  readonly taoFee: bigint;
  readonly alphaFee: bigint;
  readonly taoSlippage: bigint;
  readonly alphaSlippage: bigint;
}

const NOTHING: SimSwap = {
  taoAmount: 0n,
  alphaAmount: 0n,
  taoFee: 0n,
  alphaFee: 0n,
  taoSlippage: 0n,
  alphaSlippage: 0n,
};

/**
 * What SwapRuntimeApi sim_swap_tao_for_alpha (buy) and sim_swap_alpha_for_tao (sell) answer for a gross amount: default
 * limits, all six zero on any error. Slippage is impact and fee together, in the token received: the gross amount
 * at spot, rounded down, less the output.
 */
export function simulateSwap(pool: WeightedPool | StablePool, side: Side, amount: bigint): SimSwap {
  const outcome = swap(pool, side, amount, defaultLimit(side), { simulated: true });
  if (!outcome.ok) return NOTHING;
  const { paidIn, paidOut, fee } = outcome.fill;
  const price = spotPrice(pool);
  if (side === 'buy') {
    const atSpot = divFixed(fromInteger(amount), price) >> 64n;
    const alphaSlippage = saturateU64(atSpot - paidOut);
    return { ...NOTHING, taoAmount: paidIn, alphaAmount: paidOut, taoFee: fee, alphaSlippage };
  }
  const taoSlippage = saturateU64(scaleFloor(amount, price) - paidOut);
  return { ...NOTHING, taoAmount: paidOut, alphaAmount: paidIn, alphaFee: fee, taoSlippage };
}
