import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { saturatingSubtract, smaller } from '#localnet/node/runtime/integers.ts';
import type { State } from '#localnet/node/state.ts';
import { isOwnerHotkey, type LockBucket, replaceShare } from './lockAggregates.ts';
import {
  emptyLock,
  isDust,
  type LockKind,
  type LockState,
  lockClock,
  rollForward,
  rollWithDust,
  shareOfLock,
  subtractLocks,
} from './lockState.ts';

/** A lock, and the hotkey that it is bound to. */
export interface BoundLock {
  readonly hotkey: Uint8Array;
  readonly lock: LockState;
}

const { DecayingLock, Lock, LockingColdkeys } = subtensorStorage;

/** Whether the coldkey's lock on the subnet does not decay. */
export function isPerpetual(state: State, coldkey: Uint8Array, netuid: number): boolean {
  return DecayingLock.get(state, coldkey, netuid) === false;
}

function kindOf(state: State, coldkey: Uint8Array, netuid: number, hotkey: Uint8Array): LockKind {
  return {
    isOwner: isOwnerHotkey(state, netuid, hotkey),
    isPerpetual: isPerpetual(state, coldkey, netuid),
  };
}

/** A lock as it would be now if it were bound to this hotkey by this coldkey. */
export function rolledAt(
  state: State,
  coldkey: Uint8Array,
  netuid: number,
  { hotkey, lock }: BoundLock,
): LockState {
  return rollForward(lock, lockClock(state), kindOf(state, coldkey, netuid, hotkey));
}

/**
 * The lock of a coldkey on a subnet, rolled forward to now; null when none is stored. There is at most one, whichever
 * the hotkey. Source: SubtensorModule, read_conviction_model and get_coldkey_lock.
 */
export function coldkeyLock(state: State, coldkey: Uint8Array, netuid: number): BoundLock | null {
  const [entry] = Lock.entries(state, coldkey, netuid);
  if (entry === undefined) return null;
  const [[, , hotkey], lock] = entry;
  return { hotkey, lock: rolledAt(state, coldkey, netuid, { hotkey, lock }) };
}

/** Alpha that the coldkey has locked on the subnet now. */
export function currentLocked(state: State, coldkey: Uint8Array, netuid: number): bigint {
  return coldkeyLock(state, coldkey, netuid)?.lock.locked_mass ?? 0n;
}

function writeMember(state: State, coldkey: Uint8Array, netuid: number, { hotkey, lock }: BoundLock): void {
  if (isDust(lock)) {
    LockingColdkeys.remove(state, netuid, hotkey, coldkey);
    Lock.remove(state, coldkey, netuid, hotkey);
  } else {
    LockingColdkeys.set(state, netuid, hotkey, coldkey, null);
    Lock.set(state, coldkey, netuid, hotkey, lock);
  }
}

/**
 * Stores what a lock has become (a state of now; dust is forgotten), in the coldkey's entry and in the sum of its
 * hotkey. Source: SubtensorModule, insert_lock_state and save_conviction_model.
 */
export function putLock(state: State, coldkey: Uint8Array, netuid: number, fresh: BoundLock): void {
  const clock = lockClock(state);
  const bucket: LockBucket = {
    netuid,
    hotkey: fresh.hotkey,
    ...kindOf(state, coldkey, netuid, fresh.hotkey),
  };
  const stored = Lock.get(state, coldkey, netuid, fresh.hotkey);
  const old = stored === null ? emptyLock(clock.now) : rollWithDust(stored, clock, bucket);
  const kept = isDust(fresh.lock) ? emptyLock(clock.now) : fresh.lock;
  writeMember(state, coldkey, netuid, { hotkey: fresh.hotkey, lock: kept });
  replaceShare(state, bucket, old, kept);
}

/** Takes the lock away, from the coldkey's entry and from its hotkey's sum. */
export function dropLock(state: State, coldkey: Uint8Array, netuid: number, hotkey: Uint8Array): void {
  putLock(state, coldkey, netuid, { hotkey, lock: emptyLock(lockClock(state).now) });
}

/**
 * Rolls the coldkey's lock forward and stores it, or forgets it when it has decayed to nothing: what every stake and
 * unstake does. Source: SubtensorModule, cleanup_lock_if_zero.
 */
export function refreshLock(state: State, coldkey: Uint8Array, netuid: number): void {
  const current = coldkeyLock(state, coldkey, netuid);
  if (current !== null) putLock(state, coldkey, netuid, current);
}

/**
 * Lowers a lock by Alpha that left the coldkey against its will, conviction in proportion (rounds down).
 * Source: SubtensorModule, force_reduce_lock.
 */
export function reduceLock(state: State, coldkey: Uint8Array, netuid: number, alpha: bigint): void {
  const current = coldkeyLock(state, coldkey, netuid);
  if (current === null) return;
  const { hotkey, lock } = current;
  const gone = smaller(alpha, lock.locked_mass);
  const left = saturatingSubtract(lock.locked_mass, gone);
  const reduced = left === 0n ? emptyLock(lock.last_update) : subtractLocks(lock, shareOfLock(lock, gone));
  putLock(state, coldkey, netuid, { hotkey, lock: reduced });
}
