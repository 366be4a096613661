import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { safeModeStorage } from '#localnet/metadata/pallets/safeMode.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';

const { EnteredUntil } = safeModeStorage;

/** Pallets whose calls safe mode lets through, of those that this chain serves; batches and proxies are not among them. */
const SERVED_PALLETS: ReadonlySet<string> = new Set(['System', 'Timestamp', 'SafeMode']);

/** Begins safe mode: it holds up to and including this block. Source: SafeMode, do_force_enter. */
export function enterSafeMode(state: State, until: number): void {
  EnteredUntil.set(state, until);
  depositEvent(state, 'SafeMode', 'Entered', [until]);
}

/** Whether safe mode refuses the call now. Source: SafeMode, is_allowed; runtime, SafeModeWhitelistedCalls. */
export function safeModeRefuses(state: State, call: RuntimeCall): boolean {
  return EnteredUntil.exists(state) && !SERVED_PALLETS.has(call.pallet);
}

/** Ends safe mode at the start of the first block after its last. Source: SafeMode, on_initialize. */
export function expireSafeMode(state: State): void {
  const until = EnteredUntil.get(state);
  if (until === null || systemStorage.Number.get(state) <= until) return;
  EnteredUntil.remove(state);
  depositEvent(state, 'SafeMode', 'Exited', ['Timeout']);
}
