import type { Value } from '#localnet/metadata/codec.ts';
import type { dispatchError } from '#localnet/metadata/dispatchError.ts';

export type DispatchError = Value<typeof dispatchError>;
type TokenError = Extract<DispatchError, { type: 'Token' }>['value'];

/** A call that the chain refuses: thrown out of the call, so that everything it wrote is undone. */
export class DispatchFailure extends Error {
  readonly error: DispatchError;

  constructor(error: DispatchError, name: string) {
    super(name);
    this.error = error;
  }
}

/** An error of a pallet, by the pallet's and the error's index. */
export function moduleFailure(pallet: number, error: number, name: string): DispatchFailure {
  return new DispatchFailure(
    { type: 'Module', value: { index: pallet, error: Uint8Array.of(error, 0, 0, 0) } },
    name,
  );
}

/** TokenError of sp-runtime. */
export function tokenFailure(value: TokenError): DispatchFailure {
  return new DispatchFailure({ type: 'Token', value }, value);
}

/** The origin may not make this call. */
export function badOrigin(): DispatchFailure {
  return new DispatchFailure({ type: 'BadOrigin', value: null }, 'BadOrigin');
}
