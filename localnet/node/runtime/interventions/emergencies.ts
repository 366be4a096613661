import { safeModeStorage } from '#localnet/metadata/pallets/safeMode.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';

/** Ends safe mode before its time. Source: SafeMode, do_exit. */
export function leaveSafeMode(state: State): void {
  if (!safeModeStorage.EnteredUntil.exists(state)) return;
  safeModeStorage.EnteredUntil.remove(state);
  depositEvent(state, 'SafeMode', 'Exited', ['Force']);
}

/** How far the replacement of a coldkey has come: announced, then disputed; null for not at all. */
export type ColdkeySwapStage = 'announced' | 'disputed' | null;

/** Puts the replacement of a coldkey, by a key that is not known, at this stage. Source: SubtensorModule, swap_coldkey. */
export function setColdkeySwap(state: State, coldkey: Uint8Array, stage: ColdkeySwapStage): void {
  const { ColdkeySwapAnnouncements, ColdkeySwapDisputes } = subtensorStorage;
  const block = systemStorage.Number.get(state);
  const successor = new Uint8Array(32);
  ColdkeySwapAnnouncements.remove(state, coldkey);
  ColdkeySwapDisputes.remove(state, coldkey);
  if (stage === null) {
    depositEvent(state, 'SubtensorModule', 'ColdkeySwapCleared', [coldkey]);
    return;
  }
  ColdkeySwapAnnouncements.set(state, coldkey, [block, successor]);
  depositEvent(state, 'SubtensorModule', 'ColdkeySwapAnnounced', [coldkey, successor]);
  if (stage === 'announced') return;
  ColdkeySwapDisputes.set(state, coldkey, block);
  depositEvent(state, 'SubtensorModule', 'ColdkeySwapDisputed', [coldkey]);
}
