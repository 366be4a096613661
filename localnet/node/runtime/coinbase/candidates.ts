import { ROOT } from '#domain/subnet.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import type { State } from '#localnet/node/state.ts';

/** Subnets that take part in emission: started and open to registration. Source: SubtensorModule, get_subnets_to_emit_to. */
export function emittingNetuids(state: State, all: readonly number[]): number[] {
  const { FirstEmissionBlockNumber, NetworkRegistrationAllowed, SubtokenEnabled } = subtensorStorage;
  return all.filter(
    (netuid) =>
      netuid !== ROOT &&
      FirstEmissionBlockNumber.exists(state, netuid) &&
      SubtokenEnabled.get(state, netuid) &&
      NetworkRegistrationAllowed.get(state, netuid),
  );
}

/** All Alpha of a subnet that exists: in the pool, outstanding, and waiting to join the pool. */
export function alphaIssuance(state: State, netuid: number): bigint {
  return (
    subtensorStorage.SubnetAlphaIn.get(state, netuid) +
    subtensorStorage.SubnetAlphaOut.get(state, netuid) +
    reservoirStorage.BalancerAlphaReservoir.get(state, netuid)
  );
}

/** Weight of TAO in the subnet's pool, parts of 1e18. */
export function quoteWeight(state: State, netuid: number): bigint {
  return swapStorage.SwapBalancer.get(state, netuid).quote;
}
