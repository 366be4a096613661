import { decode } from '#localnet/metadata/codec.ts';
import { u32 } from '#localnet/metadata/primitives.ts';
import type { Runtime } from './runtime.ts';
import type { State } from './state.ts';

/** AccountNonceApi_account_nonce: the next nonce of an account, given its public key. */
export function accountNonce(runtime: Runtime, state: State, publicKey: Uint8Array): number {
  return decode(u32, runtime.call(state, 'AccountNonceApi_account_nonce', publicKey));
}
