import type { SwapError } from '#domain/swap.ts';
import { subtensorErrors } from '#localnet/metadata/pallets/subtensorErrors.ts';
import { swapErrors } from '#localnet/metadata/pallets/swap.ts';
import { type DispatchFailure, moduleFailure } from '#localnet/node/runtime/dispatchFailure.ts';

const SUBTENSOR_INDEX = 7;
const SWAP_INDEX = 28;

export type SubtensorError = keyof typeof subtensorErrors;

/** An error of SubtensorModule by name. */
export function subtensorFailure(name: SubtensorError): DispatchFailure {
  return moduleFailure(SUBTENSOR_INDEX, subtensorErrors[name].index, `SubtensorModule.${name}`);
}

/** An error of pallet Swap by name. */
export function swapFailure(name: SwapError): DispatchFailure {
  return moduleFailure(SWAP_INDEX, swapErrors[name].index, `Swap.${name}`);
}

/** Refuses with an error of SubtensorModule unless the condition holds. */
export function ensure(condition: boolean, name: SubtensorError): void {
  if (!condition) throw subtensorFailure(name);
}
