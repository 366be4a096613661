import { systemErrors } from '#localnet/metadata/pallets/systemInterface.ts';
import { type DispatchFailure, moduleFailure } from '#localnet/node/runtime/dispatchFailure.ts';

const SYSTEM_INDEX = 0;

/** The runtime does not let this call be made: System.CallFiltered. */
export function callFiltered(): DispatchFailure {
  return moduleFailure(SYSTEM_INDEX, systemErrors.CallFiltered.index, 'System.CallFiltered');
}
