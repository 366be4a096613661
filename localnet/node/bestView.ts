import { hexToU8a } from '@polkadot/util';
import type { Block } from './block.ts';
import type { Hash } from './header.ts';
import type { Runtime } from './runtime.ts';
import { accountNonce } from './runtimeCalls.ts';
import type { State } from './state.ts';
import type { PoolView } from './transactionPool.ts';

interface BestState {
  readonly best: Block;
  readonly runtime: Runtime;
  stateAt(hash: Hash): State;
}

/** What the pool sees of a chain: always its best block, with the runtime of the next one. */
export function bestView(chain: BestState): PoolView {
  const state = () => chain.stateAt(chain.best.hash);
  return {
    validate: (extrinsic) => chain.runtime.validate(state(), extrinsic, hexToU8a(chain.best.hash)),
    accountNonce: (sender) => accountNonce(chain.runtime, state(), sender),
    bestNumber: () => chain.best.header.number,
  };
}
