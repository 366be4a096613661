import { saturateFixed } from '#domain/fixed.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { compareAccounts, sameAccount } from '#localnet/node/runtime/accountKey.ts';
import type { State } from '#localnet/node/state.ts';
import {
  addLocks,
  emptyLock,
  type LockKind,
  type LockState,
  lockClock,
  rollForward,
  rollWithDust,
  subtractLocks,
} from './lockState.ts';

/** The sum of all locks of one kind on a hotkey of a subnet. */
export interface LockBucket extends LockKind {
  readonly netuid: number;
  readonly hotkey: Uint8Array;
}

const { DecayingHotkeyLock, DecayingOwnerLock, HotkeyLock, OwnerLock, SubnetOwnerHotkey } = subtensorStorage;

/** Whether the hotkey is that of the subnet's owner, whose locks are kept apart. */
export function isOwnerHotkey(state: State, netuid: number, hotkey: Uint8Array): boolean {
  return sameAccount(SubnetOwnerHotkey.get(state, netuid), hotkey);
}

function readBucket(state: State, { netuid, hotkey, isOwner, isPerpetual }: LockBucket): LockState | null {
  if (isOwner) return (isPerpetual ? OwnerLock : DecayingOwnerLock).get(state, netuid);
  return (isPerpetual ? HotkeyLock : DecayingHotkeyLock).get(state, netuid, hotkey);
}

function writeBucket(state: State, bucket: LockBucket, lock: LockState): void {
  const { netuid, hotkey, isOwner, isPerpetual } = bucket;
  const isEmpty = lock.locked_mass === 0n && lock.conviction === 0n;
  if (isOwner) {
    const item = isPerpetual ? OwnerLock : DecayingOwnerLock;
    if (isEmpty) item.remove(state, netuid);
    else item.set(state, netuid, lock);
    return;
  }
  const item = isPerpetual ? HotkeyLock : DecayingHotkeyLock;
  if (isEmpty) item.remove(state, netuid, hotkey);
  else item.set(state, netuid, hotkey, lock);
}

/**
 * Rolls a bucket to now, takes one member's old share out and puts its new share in; both shares are of now. Sums and
 * members are rolled apart, so they may differ by a unit for every time that one was written.
 * Source: SubtensorModule, ConvictionModel.
 */
export function replaceShare(state: State, bucket: LockBucket, old: LockState, fresh: LockState): void {
  const clock = lockClock(state);
  const sum = rollWithDust(readBucket(state, bucket) ?? emptyLock(clock.now), clock, bucket);
  writeBucket(state, bucket, addLocks(subtractLocks(sum, old), fresh));
}

function bucketConviction(state: State, bucket: LockBucket): bigint {
  const lock = readBucket(state, bucket);
  return lock === null ? 0n : rollForward(lock, lockClock(state), bucket).conviction;
}

/**
 * Conviction of everything locked to a hotkey of a subnet, rolled forward to now: a raw U64F64 of alpha. The owner's
 * hotkey has the owner's locks too. Source: SubtensorModule, hotkey_conviction.
 */
export function hotkeyConviction(state: State, hotkey: Uint8Array, netuid: number): bigint {
  const kinds = isOwnerHotkey(state, netuid, hotkey) ? [false, true] : [false];
  const convictions = kinds.flatMap((isOwner) =>
    [true, false].map((isPerpetual) => bucketConviction(state, { netuid, hotkey, isOwner, isPerpetual })),
  );
  return saturateFixed(convictions.reduce((sum, conviction) => sum + conviction, 0n));
}

function lockedHotkeys(state: State, netuid: number): Uint8Array[] {
  const plain = [HotkeyLock, DecayingHotkeyLock].flatMap((item) =>
    item.entries(state, netuid).map(([[, hotkey]]) => hotkey),
  );
  const hasOwner = OwnerLock.exists(state, netuid) || DecayingOwnerLock.exists(state, netuid);
  return hasOwner ? [...plain, SubnetOwnerHotkey.get(state, netuid)] : plain;
}

/**
 * The hotkey with the most conviction on a subnet; null where nothing is locked. Of equal ones the highest account.
 * Source: SubtensorModule, subnet_king.
 */
export function mostConvictedHotkey(state: State, netuid: number): Uint8Array | null {
  const ranked = lockedHotkeys(state, netuid).map((hotkey) => ({
    hotkey,
    conviction: hotkeyConviction(state, hotkey, netuid),
  }));
  ranked.sort((a, b) => {
    if (a.conviction !== b.conviction) return a.conviction > b.conviction ? -1 : 1;
    return compareAccounts(b.hotkey, a.hotkey);
  });
  return ranked[0]?.hotkey ?? null;
}
