import type { AnyStorageItem } from '#localnet/metadata/pallet.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { netuid as netuidCodec } from '#localnet/metadata/types.ts';
import { ageStorage, reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import type { State } from '#localnet/node/state.ts';

/** Counts the subnets that a netuid ever stood for: it outlives each of them. */
const OUTLIVING = subtensorStorage.RegisteredSubnetCounter;

const items: readonly AnyStorageItem[] = [
  ...Object.values(subtensorStorage).filter((item) => item !== OUTLIVING),
  ...Object.values(swapStorage),
  ...Object.values(alphaAssetsStorage),
  ...Object.values(ageStorage),
  ...Object.values(reservoirStorage),
];

/** The items that have a netuid among their keys, each with the place of the first. */
const bySubnet = items.flatMap((item) => {
  const place = item.keyParts.findIndex(([, codec]) => codec === netuidCodec);
  return place < 0 ? [] : [{ item, place }];
});

/** Storage keys of everything that is kept under the subnet's netuid, in any pallet. */
export function subnetKeys(state: State, netuid: number): string[] {
  return bySubnet.flatMap(({ item, place }) =>
    state.keys(item.prefix).filter((key) => item.keysOf(key)[place] === netuid),
  );
}

/** Removes everything that is kept under the subnet's netuid, also what validators' root claims hold of it. */
export function removeSubnetStorage(state: State, netuid: number): void {
  for (const key of subnetKeys(state, netuid)) state.delete(key);
  const { RootClaimable } = subtensorStorage;
  for (const [[hotkey], rates] of RootClaimable.entries(state)) {
    const kept = rates.filter(([where]) => where !== netuid);
    if (kept.length < rates.length) RootClaimable.set(state, hotkey, kept);
  }
}
