import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { optionalValue, palletStorage } from '#localnet/metadata/pallet.ts';
import { u32 } from '#localnet/metadata/primitives.ts';

/** The block until which only vital calls are served. */
export const safeModeStorage = palletStorage('SafeMode', { EnteredUntil: optionalValue(u32) });

export const safeMode: PalletDefinition = {
  name: 'SafeMode',
  index: 20,
  path: 'pallet_safe_mode::pallet',
  params: ['T'],
  prefix: 'SafeMode',
  storage: safeModeStorage,
  calls: {},
  events: {},
  errors: {},
  constants: {},
};
