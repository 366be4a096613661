import { scaleFloor } from '#domain/fixed.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure } from './failures.ts';
import { noteStakeBlock } from './flow.ts';
import { becomeDelegateFor } from './hotkeys.ts';
import { MIN_STAKE } from './limits.ts';
import { transferLockWithin } from './lockTransfer.ts';
import { decreasePosition, increasePosition } from './sharePool.ts';
import type { StakePlace } from './stakeTransition.ts';

/**
 * Moves Alpha between two places of one subnet: no swap, no fee, no change of price. A lock goes along to another
 * coldkey, or refuses to. Refuses AmountTooLow what is worth less than the smallest stake at the price. Gives what it
 * is worth, in rao, rounded down.
 * Source: SubtensorModule, transfer_stake_within_subnet.
 */
export function transferWithin(state: State, from: StakePlace, to: StakePlace, alpha: bigint): bigint {
  const { netuid } = from;
  const hotkeys = { originHotkey: from.hotkey, destinationHotkey: to.hotkey };
  transferLockWithin(state, { from: from.coldkey, to: to.coldkey, ...hotkeys, netuid, alpha });
  decreasePosition(state, from, from.coldkey, alpha);
  becomeDelegateFor(state, to.coldkey, to.hotkey);
  increasePosition(state, to, to.coldkey, alpha);
  const worth = scaleFloor(alpha, alphaPrice(state, netuid));
  ensure(worth >= MIN_STAKE, 'AmountTooLow');
  noteStakeBlock(state, to.coldkey, to.hotkey);
  const removed = [from.coldkey, from.hotkey, worth, alpha, netuid, 0n];
  depositEvent(state, 'SubtensorModule', 'StakeRemoved', removed);
  depositEvent(state, 'SubtensorModule', 'StakeAdded', [to.coldkey, to.hotkey, worth, alpha, netuid, 0n]);
  return worth;
}
