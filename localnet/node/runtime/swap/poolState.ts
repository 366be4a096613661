import type { StablePool, WeightedPool } from '#domain/pool.ts';
import { spotPrice } from '#domain/price.ts';
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

/** Spot price, raw U64F64. */
export function alphaPrice(state: State, netuid: number): bigint {
  return spotPrice(readPool(state, netuid));
}
