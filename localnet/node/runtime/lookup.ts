import { DispatchFailure } from './dispatchFailure.ts';

/** The account that a MultiAddress names; only plain accounts can be looked up on this chain. Refuses with CannotLookup. */
export function lookup(address: unknown): Uint8Array {
  if (typeof address === 'object' && address !== null && 'type' in address && 'value' in address) {
    if (address.type === 'Id' && address.value instanceof Uint8Array) return address.value;
  }
  throw new DispatchFailure({ type: 'CannotLookup', value: null }, 'CannotLookup');
}
