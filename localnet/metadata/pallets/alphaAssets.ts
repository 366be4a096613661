import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { map, palletStorage } from '#localnet/metadata/pallet.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import { alpha, netuid } from '#localnet/metadata/types.ts';

const subnet: KeyPart<number> = ['Twox64Concat', netuid];

/** Alpha that exists, was burned or was recycled, by netuid. */
export const alphaAssetsStorage = palletStorage('AlphaAssets', {
  TotalAlphaIssuance: map(subnet, alpha, 0n),
  AlphaBurned: map(subnet, alpha, 0n),
  AlphaRecycled: map(subnet, alpha, 0n),
});

export const alphaAssets: PalletDefinition = {
  name: 'AlphaAssets',
  index: 31,
  path: 'pallet_alpha_assets::pallet',
  params: ['T'],
  prefix: 'AlphaAssets',
  storage: alphaAssetsStorage,
  calls: {},
  events: {},
  errors: {},
  constants: {},
};
