import { choice } from '#localnet/metadata/composites.ts';
import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { event, optionalValue, palletStorage } from '#localnet/metadata/pallet.ts';
import { u32 } from '#localnet/metadata/primitives.ts';
import { blockNumber } from '#localnet/metadata/types.ts';

/** The block until which only vital calls are served. */
export const safeModeStorage = palletStorage('SafeMode', { EnteredUntil: optionalValue(u32) });

const exitReason = choice('pallet_safe_mode::pallet::ExitReason', { Timeout: 0, Force: 1 });

/** Events of SafeMode that this chain knows of. */
export const safeModeEvents = {
  Entered: event(0, { until: blockNumber }),
  Extended: event(1, { until: blockNumber }),
  Exited: event(2, { reason: exitReason }),
};

export const safeMode: PalletDefinition = {
  name: 'SafeMode',
  index: 20,
  path: 'pallet_safe_mode::pallet',
  params: ['T'],
  prefix: 'SafeMode',
  storage: safeModeStorage,
  calls: {},
  events: safeModeEvents,
  errors: {},
  constants: {},
};
