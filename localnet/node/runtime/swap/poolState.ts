import { FIXED_ONE } from '#domain/fixed.ts';
import type { StablePool, WeightedPool } from '#domain/pool.ts';
import { priceOf } from '#domain/price.ts';
import { alphaRao, rao } from '#domain/units.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import type { State } from '#localnet/node/state.ts';

const DYNAMIC = 1;

/** Whether the subnet has a pool; root and mechanism 0 exchange one to one. */
export function isDynamic(state: State, netuid: number): boolean {
  return subtensorStorage.SubnetMechanism.get(state, netuid) === DYNAMIC;
}

/** The pool of a subnet as storage holds it. */
export function readPool(state: State, netuid: number): WeightedPool | StablePool {
  if (!isDynamic(state, netuid)) return { kind: 'stable' };
  return {
    kind: 'weighted',
    taoReserve: rao(subtensorStorage.SubnetTAO.get(state, netuid)),
    alphaReserve: alphaRao(subtensorStorage.SubnetAlphaIn.get(state, netuid)),
    quoteWeight: swapStorage.SwapBalancer.get(state, netuid).quote,
    feeRate: swapStorage.FeeRate.get(state, netuid),
  };
}

/** Spot price, raw U64F64; 1 where there is no pool. Source: Swap, current_price. */
export function alphaPrice(state: State, netuid: number): bigint {
  if (!isDynamic(state, netuid)) return FIXED_ONE;
  const { SubnetAlphaIn, SubnetTAO } = subtensorStorage;
  const weight = swapStorage.SwapBalancer.get(state, netuid).quote;
  return priceOf(SubnetTAO.get(state, netuid), SubnetAlphaIn.get(state, netuid), weight);
}
