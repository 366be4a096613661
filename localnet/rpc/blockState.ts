import { UnknownBlockError } from '#localnet/node/blockTree.ts';
import type { Chain } from '#localnet/node/chain.ts';
import type { Hash } from '#localnet/node/header.ts';
import { type Runtime, RuntimeCallError, RuntimeTrap } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { CallAnswers } from './callAnswers.ts';
import type { RpcContext } from './method.ts';
import { stateClientError } from './rpcError.ts';

/** How a node tells that the runtime's code gave up; why it did, the node writes to its log alone. */
const TRAP = 'Execution aborted due to trap: wasm trap: wasm `unreachable` instruction executed';

const answers = new WeakMap<Chain, CallAnswers>();

/** The state after a block, the best one by default; an error in a node's words when it is not there. */
export function stateAt({ chain }: RpcContext, at: Hash | undefined): State {
  return orClientError('UnknownBlock', () => chain.stateAt(at ?? chain.best.hash));
}

/** The runtime of the state after a block, as stateAt; the words are those of a node's runtime API client. */
export function runtimeAt({ chain }: RpcContext, at: Hash | undefined): Runtime {
  return orClientError('Api called for an unknown Block', () => chain.runtimeAt(at ?? chain.best.hash));
}

/** A runtime API call on the state after a block. */
export function callRuntime(context: RpcContext, method: string, input: Uint8Array, at?: Hash): Uint8Array {
  const state = stateAt(context, at);
  const { chain } = context;
  try {
    return answersOf(chain).answer(at ?? chain.best.hash, method, input, () =>
      runtimeAt(context, at).call(state, method, input),
    );
  } catch (error) {
    if (error instanceof RuntimeTrap) throw stateClientError(`Execution failed: ${TRAP}`);
    if (error instanceof RuntimeCallError)
      throw stateClientError(`Execution failed: Other: ${error.message}`);
    throw error;
  }
}

function answersOf(chain: Chain): CallAnswers {
  const known = answers.get(chain);
  if (known !== undefined) return known;
  const fresh = new CallAnswers();
  answers.set(chain, fresh);
  return fresh;
}

function orClientError<T>(prefix: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownBlockError) throw stateClientError(`${prefix}: ${error.message}`);
    throw error;
  }
}
