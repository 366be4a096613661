import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { ensure } from '#localnet/node/runtime/staking/failures.ts';
import type { State } from '#localnet/node/state.ts';

const { ColdkeySwapAnnouncements, ColdkeySwapDisputes } = subtensorStorage;

/** Whether a coldkey is about to be replaced, and whether that is disputed. A dispute without an announcement is none. */
export type ColdkeySwap = 'none' | 'announced' | 'disputed';

/** The state of a coldkey's replacement. Source: SubtensorModule, CheckColdkeySwap. */
export function coldkeySwap(state: State, coldkey: Uint8Array): ColdkeySwap {
  if (!ColdkeySwapAnnouncements.exists(state, coldkey)) return 'none';
  return ColdkeySwapDisputes.exists(state, coldkey) ? 'disputed' : 'announced';
}

/**
 * Refuses every call of a coldkey that is about to be replaced, wherever it is dispatched, in batches and through
 * delegates too: ColdkeySwapDisputed or ColdkeySwapAnnounced. The runtime lets the calls of the replacement itself
 * through, which this chain does not serve. Source: SubtensorModule, CheckColdkeySwap.
 */
export function ensureNoColdkeySwap(state: State, coldkey: Uint8Array): void {
  const swap = coldkeySwap(state, coldkey);
  ensure(swap !== 'disputed', 'ColdkeySwapDisputed');
  ensure(swap !== 'announced', 'ColdkeySwapAnnounced');
}
