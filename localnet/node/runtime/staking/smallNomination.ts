import { divFixed, fromInteger } from '#domain/fixed.ts';
import { MIN_PRICE } from '#domain/swap.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { ownsHotkey } from './hotkeys.ts';
import { MIN_STAKE } from './limits.ts';
import { reduceLock } from './locks.ts';
import { decreasePosition, position } from './sharePool.ts';
import { unstakeFromSubnet } from './unstakeFromSubnet.ts';

const MILLION = 1_000_000n;

/** The least that a nominator may leave with a validator, in rao. Source: SubtensorModule, get_nominator_min_required_stake. */
export function nominatorMinimum(state: State): bigint {
  return (subtensorStorage.NominatorMinRequiredStake.get(state) * MIN_STAKE) / MILLION;
}

/**
 * Sells what a nominator has left when it is worth less than the minimum, without a price limit and with the fee; what
 * cannot be sold is dropped. Owners of the hotkey keep any amount. A lock on it gives way first, by the same amount.
 * Source: SubtensorModule, clear_small_nomination_if_required.
 */
export function clearSmallNomination(
  state: State,
  coldkey: Uint8Array,
  hotkey: Uint8Array,
  netuid: number,
): void {
  if (ownsHotkey(state, coldkey, hotkey)) return;
  const amount = position(state, { hotkey, netuid }, coldkey);
  const minimum = divFixed(fromInteger(nominatorMinimum(state)), alphaPrice(state, netuid)) >> 64n;
  if (amount === 0n || amount >= minimum) return;
  reduceLock(state, coldkey, netuid, amount);
  try {
    state.transaction(() => unstakeFromSubnet(state, { coldkey, hotkey, netuid, amount, limit: MIN_PRICE }));
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error;
    decreasePosition(state, { hotkey, netuid }, coldkey, amount);
  }
}
