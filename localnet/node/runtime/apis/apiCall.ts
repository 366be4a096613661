import type { ApiMethod } from '#localnet/metadata/apis.ts';
import { DecodeError } from '#localnet/metadata/bytes.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { RuntimeTrap } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';

/** A runtime API method over SCALE bytes. */
export type ApiCall = (state: State, input: Uint8Array) => Uint8Array;

/** Serves a method: decodes its arguments, encodes its answer. Input that does not decode traps. */
export function serve<I, O>(method: ApiMethod<I, O>, answer: (state: State, input: I) => O): ApiCall {
  return (state, bytes) => {
    let input: I;
    try {
      input = decode(method.input.codec, bytes);
    } catch (error) {
      if (error instanceof DecodeError) throw new RuntimeTrap(`bad input: ${error.message}`);
      throw error;
    }
    return encode(method.output, answer(state, input));
  };
}
