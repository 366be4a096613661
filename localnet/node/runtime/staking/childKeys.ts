import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { fromInteger, fromU64F64, multiply, toInteger } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { allNetuids } from './hotkeys.ts';

/** Rao that a hotkey's stake on all subnets is worth at their prices; rounds down. Source: SubtensorModule, get_total_stake_for_hotkey. */
function totalStakeOf(state: State, hotkey: Uint8Array): bigint {
  const worth = allNetuids(state).map((netuid) => {
    const alpha = fromInteger(subtensorStorage.TotalHotkeyAlpha.get(state, hotkey, netuid));
    return multiply(alpha, fromU64F64(alphaPrice(state, netuid)));
  });
  return toInteger(worth.reduce((sum, part) => sum + part, 0n));
}

/**
 * After a sale: a hotkey that is left with less than the threshold loses the child keys that it asked for.
 * Source: SubtensorModule, do_remove_stake.
 */
export function clearPendingChildren(state: State, hotkey: Uint8Array): void {
  const { PendingChildKeys, StakeThreshold } = subtensorStorage;
  const threshold = StakeThreshold.get(state);
  if (threshold === 0n || totalStakeOf(state, hotkey) >= threshold) return;
  for (const netuid of allNetuids(state)) PendingChildKeys.remove(state, netuid, hotkey);
}
