import { named } from '#localnet/metadata/codec.ts';
import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { call, constant, palletStorage, value } from '#localnet/metadata/pallet.ts';
import { bool, u64 } from '#localnet/metadata/primitives.ts';
import { compactU64 } from '#localnet/metadata/types.ts';

export const timestampStorage = palletStorage('Timestamp', {
  Now: value(u64, 0n),
  DidUpdate: value(bool, false),
});

export const timestampCalls = {
  set: call(0, { now: named(compactU64, 'T::Moment') }),
};

/** Milliseconds since 1970. */
export const timestamp: PalletDefinition = {
  name: 'Timestamp',
  index: 2,
  path: 'pallet_timestamp::pallet',
  params: ['T'],
  prefix: 'Timestamp',
  storage: timestampStorage,
  calls: timestampCalls,
  events: {},
  errors: {},
  constants: { MinimumPeriod: constant(u64, 6000n) },
};
