import type { Side } from '#domain/pool.ts';
import { type SwapFill, type SwapOptions, swap } from '#domain/swap.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { saturatingAdd, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { swapFailure } from '#localnet/node/runtime/staking/failures.ts';
import type { State } from '#localnet/node/state.ts';
import { readPool } from './poolState.ts';

const EVEN = 500_000_000_000_000_000n;

function fillOf(
  state: State,
  netuid: number,
  side: Side,
  amount: bigint,
  limit: bigint,
  options: SwapOptions,
): SwapFill {
  const pool = readPool(state, netuid);
  const outcome = swap(pool, side, amount, limit, options);
  if (!outcome.ok) throw swapFailure(outcome.error);
  if (pool.kind === 'weighted' && !swapStorage.PalSwapInitialized.get(state, netuid)) {
    swapStorage.SwapBalancer.set(state, netuid, { quote: EVEN });
    swapStorage.PalSwapInitialized.set(state, netuid, true);
  }
  return outcome.fill;
}

function addVolume(state: State, netuid: number, tao: bigint): void {
  subtensorStorage.SubnetVolume.set(state, netuid, subtensorStorage.SubnetVolume.get(state, netuid) + tao);
}

/**
 * Buys Alpha: the net TAO joins the reserve, the Alpha leaves it and is outstanding. Total stake and volume count the
 * gross amount. The fee is not in the reserve; what becomes of it is the caller's matter. `limit` in rao per Alpha.
 * Throws the Swap pallet's errors. Source: SubtensorModule, swap_tao_for_alpha.
 */
export function swapTaoForAlpha(
  state: State,
  netuid: number,
  tao: bigint,
  limit: bigint,
  options: SwapOptions = {},
): SwapFill {
  const { SubnetTAO, SubnetAlphaIn, SubnetAlphaOut, TotalStake } = subtensorStorage;
  const fill = fillOf(state, netuid, 'buy', tao, limit, options);
  SubnetAlphaIn.set(state, netuid, saturatingSubtract(SubnetAlphaIn.get(state, netuid), fill.paidOut));
  SubnetAlphaOut.set(state, netuid, saturatingAdd(SubnetAlphaOut.get(state, netuid), fill.paidOut));
  SubnetTAO.set(state, netuid, saturatingAdd(SubnetTAO.get(state, netuid), fill.paidIn));
  TotalStake.set(state, saturatingAdd(TotalStake.get(state), tao));
  addVolume(state, netuid, tao);
  return fill;
}

/**
 * Sells Alpha: the net Alpha joins the reserve and is no longer outstanding, the TAO leaves it.
 * Limit, errors and fee as `swapTaoForAlpha`. Source: SubtensorModule, swap_alpha_for_tao.
 */
export function swapAlphaForTao(
  state: State,
  netuid: number,
  alpha: bigint,
  limit: bigint,
  options: SwapOptions = {},
): SwapFill {
  const { SubnetTAO, SubnetAlphaIn, SubnetAlphaOut, TotalStake } = subtensorStorage;
  const fill = fillOf(state, netuid, 'sell', alpha, limit, options);
  SubnetAlphaIn.set(state, netuid, saturatingAdd(SubnetAlphaIn.get(state, netuid), fill.paidIn));
  SubnetAlphaOut.set(state, netuid, saturatingSubtract(SubnetAlphaOut.get(state, netuid), fill.paidIn));
  SubnetTAO.set(state, netuid, saturatingSubtract(SubnetTAO.get(state, netuid), fill.paidOut));
  TotalStake.set(state, saturatingSubtract(TotalStake.get(state), fill.paidOut));
  addVolume(state, netuid, fill.paidOut);
  return fill;
}
