import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { includesAccount, sameAccount } from '#localnet/node/runtime/accountKey.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { writeOwner } from '#localnet/node/runtime/genesis/genesisSubnet.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import { ensure } from './failures.ts';
import { hotkeyExists, subnetExists } from './hotkeys.ts';
import { noteStakingHotkey } from './sharePool.ts';

/** SubtensorModule.try_associate_hotkey: makes the signer the owner of a hotkey that has none; else does nothing. */
export const tryAssociateHotkey: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const hotkey = args.bytes('hotkey');
  if (hotkeyExists(state, hotkey)) return;
  writeOwner(state, signer, hotkey);
  noteStakingHotkey(state, signer, hotkey);
};

/**
 * SubtensorModule.set_coldkey_auto_stake_hotkey: names the hotkey that the signer's mining rewards on a subnet go to.
 * Refuses SubnetNotExists, HotKeyNotRegisteredInSubNet, SameAutoStakeHotkeyAlreadySet, in this order.
 */
export const setColdkeyAutoStakeHotkey: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const { AutoStakeDestination, AutoStakeDestinationColdkeys, Uids } = subtensorStorage;
  const [netuid, hotkey] = [args.number('netuid'), args.bytes('hotkey')];
  ensure(subnetExists(state, netuid), 'SubnetNotExists');
  ensure(Uids.exists(state, netuid, hotkey), 'HotKeyNotRegisteredInSubNet');
  const before = AutoStakeDestination.get(state, signer, netuid);
  if (before !== null) {
    ensure(!sameAccount(before, hotkey), 'SameAutoStakeHotkeyAlreadySet');
    const others = AutoStakeDestinationColdkeys.get(state, before, netuid);
    const left = others.filter((coldkey) => !sameAccount(coldkey, signer));
    AutoStakeDestinationColdkeys.set(state, before, netuid, left);
  }
  AutoStakeDestination.set(state, signer, netuid, hotkey);
  const coldkeys = AutoStakeDestinationColdkeys.get(state, hotkey, netuid);
  if (!includesAccount(coldkeys, signer)) {
    AutoStakeDestinationColdkeys.set(state, hotkey, netuid, [...coldkeys, signer]);
  }
  depositEvent(state, 'SubtensorModule', 'AutoStakeDestinationSet', [signer, netuid, hotkey]);
};
