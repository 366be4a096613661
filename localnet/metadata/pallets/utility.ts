import type { Codec } from '#localnet/metadata/codec.ts';
import { named } from '#localnet/metadata/codec.ts';
import { vec } from '#localnet/metadata/collections.ts';
import { dispatchError, dispatchResult } from '#localnet/metadata/dispatchError.ts';
import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { call, constant, event, palletErrors } from '#localnet/metadata/pallet.ts';
import { u32 } from '#localnet/metadata/primitives.ts';

/** Calls of Utility, over the calls of the whole runtime. */
export function utilityCalls<C>(runtimeCall: Codec<C>) {
  const calls = named(vec(runtimeCall), 'Vec<<T as Config>::RuntimeCall>');
  return {
    batch: call(0, { calls }),
    batch_all: call(2, { calls }),
    force_batch: call(4, { calls }),
  };
}

/** Events of Utility. */
export const utilityEvents = {
  BatchInterrupted: event(0, { index: u32, error: dispatchError }),
  BatchCompleted: event(1, []),
  BatchCompletedWithErrors: event(2, []),
  ItemCompleted: event(3, []),
  ItemFailed: event(4, { error: dispatchError }),
  DispatchedAs: event(5, { result: dispatchResult }),
  IfElseMainSuccess: event(6, []),
  IfElseFallbackCalled: event(7, { main_error: dispatchError }),
};

/** Errors of Utility. */
export const utilityErrors = palletErrors(
  {
    TooManyCalls: 0,
    InvalidDerivedAccount: 1,
  },
  {
    TooManyCalls: 'The batch has too many calls.',
  },
);

/** Utility without its calls, which need the calls of the whole runtime. */
export const utility: Omit<PalletDefinition, 'calls'> = {
  name: 'Utility',
  index: 11,
  path: 'pallet_subtensor_utility::pallet',
  params: ['T'],
  eventParams: [],
  prefix: null,
  storage: {},
  events: utilityEvents,
  errors: utilityErrors,
  constants: { batched_calls_limit: constant(u32, 10_922) },
};
