import { stringToHex } from '@polkadot/util';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { dispatchError } from '#localnet/metadata/dispatchError.ts';
import { pallets } from '#localnet/metadata/runtimeDefinition.ts';
import { type DispatchError, DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import type { State } from '#localnet/node/state.ts';

/** A key of no pallet, which no finished block holds. */
const KEY = stringToHex(':localnet:forced_failure').slice(2);

/** Kinds of errors whose second half is a name of its own, such as Token.Frozen. */
const NAMED_KINDS = ['Token', 'Arithmetic', 'Transactional', 'Trie'] as const;

/** The next signed extrinsic of this block fails with the error, whatever it does. */
export function forceFailure(state: State, error: DispatchError): void {
  state.set(KEY, encode(dispatchError, error));
}

/** The failure that the extrinsic being applied is to have, once; null when there is none. */
export function takeForcedFailure(state: State): DispatchFailure | null {
  const bytes = state.get(KEY);
  if (bytes === undefined) return null;
  state.delete(KEY);
  return new DispatchFailure(decode(dispatchError, bytes), 'forced');
}

/** Forgets a failure that no extrinsic of this block had. */
export function dropForcedFailure(state: State): void {
  state.delete(KEY);
}

/** An error by its name, "SubtensorModule.SlippageTooHigh", "Token.Frozen", "BadOrigin"; null when there is none. */
export function errorNamed(name: string): DispatchError | null {
  const [first = '', second] = name.split('.');
  const pallet = pallets.find((own) => own.name === first);
  const definition = pallet?.errors[second ?? ''];
  if (pallet !== undefined && definition !== undefined)
    return {
      type: 'Module',
      value: { index: pallet.index, error: Uint8Array.of(definition.index, 0, 0, 0) },
    };
  const isNamedKind = NAMED_KINDS.some((kind) => kind === first);
  if (first === 'Module' || isNamedKind === (second === undefined)) return null;
  const error = { type: first, value: second ?? null } as DispatchError;
  try {
    encode(dispatchError, error);
    return error;
  } catch {
    return null;
  }
}
