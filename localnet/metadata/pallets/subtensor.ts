import { type PalletDefinition, palletStorage } from '#localnet/metadata/pallet.ts';
import { subtensorCalls } from './subtensorCalls.ts';
import { subtensorConstants } from './subtensorConstants.ts';
import { subtensorErrors } from './subtensorErrors.ts';
import { subtensorEvents } from './subtensorEvents.ts';
import { networkStorage } from './subtensorNetworkStorage.ts';
import { neuronStorage } from './subtensorNeuronStorage.ts';
import { poolStorage } from './subtensorPoolStorage.ts';
import { stakeStorage } from './subtensorStakeStorage.ts';
import { valueStorage } from './subtensorValueStorage.ts';

/** Storage of SubtensorModule that this chain keeps. */
export const subtensorStorage = palletStorage('SubtensorModule', {
  ...valueStorage,
  ...poolStorage,
  ...stakeStorage,
  ...neuronStorage,
  ...networkStorage,
});

export const subtensor: PalletDefinition = {
  name: 'SubtensorModule',
  index: 7,
  path: 'pallet_subtensor::pallet',
  params: ['T'],
  prefix: 'SubtensorModule',
  storage: subtensorStorage,
  calls: subtensorCalls,
  events: subtensorEvents,
  errors: subtensorErrors,
  constants: subtensorConstants,
};
