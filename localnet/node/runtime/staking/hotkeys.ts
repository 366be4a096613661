import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { sameAccount } from '#localnet/node/runtime/accountKey.ts';
import type { State } from '#localnet/node/state.ts';

const { Delegates, NetworksAdded, Owner } = subtensorStorage;

/** Whether the hotkey was ever registered. */
export function hotkeyExists(state: State, hotkey: Uint8Array): boolean {
  return Owner.exists(state, hotkey);
}

/** Whether the coldkey owns the hotkey. */
export function ownsHotkey(state: State, coldkey: Uint8Array, hotkey: Uint8Array): boolean {
  return hotkeyExists(state, hotkey) && sameAccount(Owner.get(state, hotkey), coldkey);
}

/** A hotkey that others stake to becomes a delegate, with the default take. Source: SubtensorModule, maybe_become_delegate. */
export function becomeDelegateFor(state: State, coldkey: Uint8Array, hotkey: Uint8Array): void {
  if (ownsHotkey(state, coldkey, hotkey) || Delegates.exists(state, hotkey)) return;
  Delegates.set(state, hotkey, Delegates.get(state, hotkey));
}

/** Netuids of all subnets, root included, in the order of storage. */
export function allNetuids(state: State): number[] {
  return NetworksAdded.entries(state).flatMap(([[netuid], added]) => (added ? [netuid] : []));
}

/** Whether the subnet exists. */
export function subnetExists(state: State, netuid: number): boolean {
  return NetworksAdded.get(state, netuid);
}
