import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { includesAccount } from '#localnet/node/runtime/accountKey.ts';
import {
  add,
  isZero,
  multiplyDivide,
  type SafeFloat,
  safeFloat,
  subtract,
  toInteger,
} from '#localnet/node/runtime/arithmetic/safeFloat.ts';
import { saturatingAdd, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import type { State } from '#localnet/node/state.ts';

const { AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2, StakingHotkeys } = subtensorStorage;

/** A validator on a subnet: those who stake to it share its Alpha. */
export interface SharePool {
  readonly hotkey: Uint8Array;
  readonly netuid: number;
}

function setTotal(state: State, { hotkey, netuid }: SharePool, alpha: bigint): void {
  if (alpha > 0n) TotalHotkeyAlpha.set(state, hotkey, netuid, alpha);
  else TotalHotkeyAlpha.remove(state, hotkey, netuid);
}

function setShares(
  state: State,
  { hotkey, netuid }: SharePool,
  coldkey: Uint8Array,
  share: SafeFloat,
  denominator: SafeFloat,
): void {
  if (isZero(share)) AlphaV2.remove(state, hotkey, coldkey, netuid);
  else AlphaV2.set(state, hotkey, coldkey, netuid, share);
  if (isZero(denominator)) TotalHotkeySharesV2.remove(state, hotkey, netuid);
  else TotalHotkeySharesV2.set(state, hotkey, netuid, denominator);
}

/** Shares that an amount of Alpha is worth now; rounds down. Source: share-pool, shares_for_value_update. */
function sharesFor(state: State, { hotkey, netuid }: SharePool, alpha: bigint): SafeFloat {
  const total = safeFloat(TotalHotkeyAlpha.get(state, hotkey, netuid));
  return multiplyDivide(safeFloat(alpha), TotalHotkeySharesV2.get(state, hotkey, netuid), total);
}

/** Alpha that a coldkey holds through the validator: total × share / shares, rounded down. Source: share-pool, get_value. */
export function position(state: State, { hotkey, netuid }: SharePool, coldkey: Uint8Array): bigint {
  const total = safeFloat(TotalHotkeyAlpha.get(state, hotkey, netuid));
  const share = AlphaV2.get(state, hotkey, coldkey, netuid);
  return toInteger(multiplyDivide(total, share, TotalHotkeySharesV2.get(state, hotkey, netuid)));
}

/** Whether adding the amount would change anyone's shares. Source: share-pool, sim_update_value_for_one. */
export function isPreciseEnough(state: State, pool: SharePool, alpha: bigint): boolean {
  const denominator = TotalHotkeySharesV2.get(state, pool.hotkey, pool.netuid);
  return isZero(denominator) || !isZero(sharesFor(state, pool, alpha));
}

/** Remembers that the coldkey stakes to the hotkey. */
export function noteStakingHotkey(state: State, coldkey: Uint8Array, hotkey: Uint8Array): void {
  const hotkeys = StakingHotkeys.get(state, coldkey);
  if (!includesAccount(hotkeys, hotkey)) StakingHotkeys.set(state, coldkey, [...hotkeys, hotkey]);
}

/** Gives one coldkey Alpha and the shares for it. Source: share-pool, update_value_for_one. */
export function increasePosition(state: State, pool: SharePool, coldkey: Uint8Array, alpha: bigint): void {
  const { hotkey, netuid } = pool;
  if (alpha > 0n) noteStakingHotkey(state, coldkey, hotkey);
  const denominator = TotalHotkeySharesV2.get(state, hotkey, netuid);
  const minted = isZero(denominator) ? safeFloat(alpha) : sharesFor(state, pool, alpha);
  const share = isZero(denominator) ? minted : add(AlphaV2.get(state, hotkey, coldkey, netuid), minted);
  setShares(state, pool, coldkey, share, add(denominator, minted));
  setTotal(state, pool, saturatingAdd(TotalHotkeyAlpha.get(state, hotkey, netuid), alpha));
}

/** Takes Alpha and its shares from one coldkey; nothing when it holds less. Source: share-pool, update_value_for_one. */
export function decreasePosition(state: State, pool: SharePool, coldkey: Uint8Array, alpha: bigint): void {
  const { hotkey, netuid } = pool;
  if (position(state, pool, coldkey) < alpha) return;
  const burned = sharesFor(state, pool, alpha);
  const share = AlphaV2.get(state, hotkey, coldkey, netuid);
  const denominator = TotalHotkeySharesV2.get(state, hotkey, netuid);
  setShares(
    state,
    pool,
    coldkey,
    subtract(share, burned) ?? share,
    subtract(denominator, burned) ?? denominator,
  );
  setTotal(state, pool, saturatingSubtract(TotalHotkeyAlpha.get(state, hotkey, netuid), alpha));
}

/** Gives all who stake to the validator Alpha in proportion: dividends. Source: share-pool, update_value_for_all. */
export function increaseAll(state: State, pool: SharePool, alpha: bigint): void {
  setTotal(state, pool, saturatingAdd(TotalHotkeyAlpha.get(state, pool.hotkey, pool.netuid), alpha));
}
