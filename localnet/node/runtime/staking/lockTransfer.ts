import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { sameAccount } from '#localnet/node/runtime/accountKey.ts';
import { saturatingSubtract, smaller } from '#localnet/node/runtime/integers.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure } from './failures.ts';
import { addLocks, emptyLock, lockClock, shareOfLock, subtractLocks } from './lockState.ts';
import { coldkeyLock, putLock, refreshLock, rolledAt } from './locks.ts';
import { totalStake } from './totalStake.ts';

/** Stake that changes its coldkey, and perhaps its hotkey, within a subnet. */
export interface StakeTransfer {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly originHotkey: Uint8Array;
  readonly destinationHotkey: Uint8Array;
  readonly netuid: number;
  readonly alpha: bigint;
}

/** Bit of AccountFlags by which an account takes locked alpha from others. */
const ACCEPTS_LOCKED_ALPHA = 1n;

/** Whether others may send the account locked alpha: no, unless it said so. Source: SubtensorModule, account_rejects_locked_alpha. */
export function acceptsLockedAlpha(state: State, coldkey: Uint8Array): boolean {
  return (subtensorStorage.AccountFlags.get(state, coldkey) & ACCEPTS_LOCKED_ALPHA) !== 0n;
}

/** Says whether others may send the account locked alpha; the account's other flags stay. */
export function setAcceptsLockedAlpha(state: State, coldkey: Uint8Array, accepts: boolean): void {
  const { AccountFlags } = subtensorStorage;
  const others = AccountFlags.get(state, coldkey) & ~ACCEPTS_LOCKED_ALPHA;
  const flags = accepts ? others | ACCEPTS_LOCKED_ALPHA : others;
  if (flags === 0n) AccountFlags.remove(state, coldkey);
  else AccountFlags.set(state, coldkey, flags);
}

/**
 * Lets the lock follow stake that one coldkey gives another on the same subnet; called before the shares move. Unlocked
 * stake goes first; what exceeds it takes that much of the lock along, with conviction in proportion. The lock stays
 * bound to its own hotkey, whichever hotkeys the stake is with, so originHotkey and destinationHotkey have no say.
 * Refuses with LockHotkeyMismatch (the receiver's lock is bound to another hotkey), then AccountRejectsLockedAlpha.
 * Source: SubtensorModule, transfer_lock.
 */
export function transferLockWithin(state: State, { from, to, netuid, alpha }: StakeTransfer): void {
  if (sameAccount(from, to) || alpha === 0n) return;
  const source = coldkeyLock(state, from, netuid);
  if (source === null) return;
  const free = saturatingSubtract(totalStake(state, from, netuid), source.lock.locked_mass);
  const mass = smaller(saturatingSubtract(alpha, free), source.lock.locked_mass);
  if (mass === 0n) {
    refreshLock(state, from, netuid);
    refreshLock(state, to, netuid);
    return;
  }
  const { hotkey } = source;
  const destination = coldkeyLock(state, to, netuid);
  if (destination !== null) ensure(sameAccount(destination.hotkey, hotkey), 'LockHotkeyMismatch');
  ensure(acceptsLockedAlpha(state, to), 'AccountRejectsLockedAlpha');
  const moved = shareOfLock(source.lock, mass);
  const left = { hotkey, lock: subtractLocks(source.lock, moved) };
  const grown = { hotkey, lock: addLocks(destination?.lock ?? emptyLock(lockClock(state).now), moved) };
  putLock(state, from, netuid, { hotkey, lock: rolledAt(state, from, netuid, left) });
  putLock(state, to, netuid, { hotkey, lock: rolledAt(state, to, netuid, grown) });
}
