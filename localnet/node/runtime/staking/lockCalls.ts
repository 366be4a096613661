import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { sameAccount } from '#localnet/node/runtime/accountKey.ts';
import type { CallContext, CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { saturatingAdd } from '#localnet/node/runtime/integers.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import { ensure, subtensorFailure } from './failures.ts';
import { hotkeyExists, subnetExists } from './hotkeys.ts';
import { emptyLock, lockClock } from './lockState.ts';
import { coldkeyLock, dropLock, isPerpetual, putLock, rolledAt } from './locks.ts';
import { setAcceptsLockedAlpha } from './lockTransfer.ts';
import { totalStake } from './totalStake.ts';

function signer({ signer: coldkey }: CallContext): Uint8Array {
  if (coldkey === null) throw badOrigin();
  return coldkey;
}

/**
 * SubtensorModule.lock_stake: locks Alpha of the coldkey's stake on a subnet to a hotkey, on top of what is locked. Any
 * of its stake on the subnet covers the lock, with whichever validators. Refuses in this order: SubnetNotExists,
 * AmountTooLow (nothing), HotKeyAccountNotExists, LockHotkeyMismatch, InsufficientStakeForLock.
 */
export const lockStake: CallHandler = (context, args) => {
  const { state } = context;
  const coldkey = signer(context);
  const [hotkey, netuid, amount] = [args.bytes('hotkey'), args.number('netuid'), args.amount('amount')];
  ensure(subnetExists(state, netuid), 'SubnetNotExists');
  ensure(amount > 0n, 'AmountTooLow');
  ensure(hotkeyExists(state, hotkey), 'HotKeyAccountNotExists');
  const current = coldkeyLock(state, coldkey, netuid);
  if (current !== null) ensure(sameAccount(current.hotkey, hotkey), 'LockHotkeyMismatch');
  const before = current?.lock ?? emptyLock(lockClock(state).now);
  const mass = saturatingAdd(before.locked_mass, amount);
  ensure(totalStake(state, coldkey, netuid) >= mass, 'InsufficientStakeForLock');
  const grown = { hotkey, lock: { ...before, locked_mass: mass } };
  putLock(state, coldkey, netuid, { hotkey, lock: rolledAt(state, coldkey, netuid, grown) });
  depositEvent(state, 'SubtensorModule', 'StakeLocked', [coldkey, hotkey, netuid, amount]);
};

/**
 * SubtensorModule.move_lock: binds the coldkey's lock to another hotkey; its conviction is lost unless both hotkeys
 * have one owner. Refuses in this order: SubnetNotExists, HotKeyAccountNotExists, NoExistingLock.
 */
export const moveLock: CallHandler = (context, args) => {
  const { state } = context;
  const coldkey = signer(context);
  const [hotkey, netuid] = [args.bytes('destination_hotkey'), args.number('netuid')];
  ensure(subnetExists(state, netuid), 'SubnetNotExists');
  ensure(hotkeyExists(state, hotkey), 'HotKeyAccountNotExists');
  const current = coldkeyLock(state, coldkey, netuid);
  if (current === null) throw subtensorFailure('NoExistingLock');
  const { Owner } = subtensorStorage;
  const keeps = sameAccount(Owner.get(state, current.hotkey), Owner.get(state, hotkey));
  const moved = keeps ? current.lock : { ...current.lock, conviction: 0n };
  dropLock(state, coldkey, netuid, current.hotkey);
  const bound = { hotkey, lock: rolledAt(state, coldkey, netuid, { hotkey, lock: moved }) };
  putLock(state, coldkey, netuid, bound);
  depositEvent(state, 'SubtensorModule', 'LockMoved', [coldkey, current.hotkey, hotkey, netuid]);
};

/**
 * SubtensorModule.set_perpetual_lock: whether the coldkey's lock on a subnet, present or to come, decays. Refuses with
 * SubnetNotExists.
 */
export const setPerpetualLock: CallHandler = (context, args) => {
  const { state } = context;
  const coldkey = signer(context);
  const [netuid, enabled] = [args.number('netuid'), args.flag('enabled')];
  ensure(subnetExists(state, netuid), 'SubnetNotExists');
  const current = coldkeyLock(state, coldkey, netuid);
  const changes = isPerpetual(state, coldkey, netuid) !== enabled;
  if (current !== null && changes) dropLock(state, coldkey, netuid, current.hotkey);
  if (enabled) subtensorStorage.DecayingLock.set(state, coldkey, netuid, false);
  else subtensorStorage.DecayingLock.remove(state, coldkey, netuid);
  if (current !== null) putLock(state, coldkey, netuid, current);
  depositEvent(state, 'SubtensorModule', 'PerpetualLockUpdated', [coldkey, netuid, enabled]);
};

/** SubtensorModule.set_reject_locked_alpha: whether the coldkey refuses locked Alpha of others, as all do at first. */
export const setRejectLockedAlpha: CallHandler = (context, args) => {
  const coldkey = signer(context);
  const enabled = args.flag('enabled');
  setAcceptsLockedAlpha(context.state, coldkey, !enabled);
  depositEvent(context.state, 'SubtensorModule', 'RejectLockedAlphaUpdated', [coldkey, enabled]);
};
