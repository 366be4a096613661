import { ROOT } from '#domain/subnet.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { ageStorage } from '#localnet/node/runtime/laterStorage.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import { allNetuids } from '#localnet/node/runtime/staking/hotkeys.ts';
import type { State } from '#localnet/node/state.ts';

/**
 * The subnet that the next registration would end: of those past their immunity the one with the lowest moving price,
 * the oldest of equals; null when all are immune. Source: SubtensorModule, get_network_to_prune.
 */
export function subnetToPrune(state: State): number | null {
  const { NetworkImmunityPeriod, NetworkRegisteredAt, SubnetMovingPrice } = subtensorStorage;
  const immunity = NetworkImmunityPeriod.get(state);
  const block = currentBlock(state);
  let found: { readonly netuid: number; readonly price: bigint; readonly age: bigint } | null = null;
  for (const netuid of allNetuids(state)) {
    const age =
      block - NetworkRegisteredAt.get(state, netuid) + ageStorage.RegistrationAge.get(state, netuid);
    if (netuid === ROOT || age < immunity) continue;
    const price = SubnetMovingPrice.get(state, netuid);
    if (found === null || price < found.price || (price === found.price && age > found.age))
      found = { netuid, price, age };
  }
  return found?.netuid ?? null;
}
