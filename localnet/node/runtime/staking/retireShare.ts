import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { isZero, subtract } from '#localnet/node/runtime/arithmetic/safeFloat.ts';
import type { State } from '#localnet/node/state.ts';
import { position, type SharePool } from './sharePool.ts';

/**
 * Takes away the share of a coldkey that is worth less than one base unit: what is left of a position that went as a
 * whole, since positions read rounded down. Does nothing while the position is worth something.
 */
export function retireShare(state: State, pool: SharePool, coldkey: Uint8Array): void {
  const { hotkey, netuid } = pool;
  const { AlphaV2, TotalHotkeySharesV2 } = subtensorStorage;
  const share = AlphaV2.get(state, hotkey, coldkey, netuid);
  if (isZero(share) || position(state, pool, coldkey) > 0n) return;
  AlphaV2.remove(state, hotkey, coldkey, netuid);
  const rest = subtract(TotalHotkeySharesV2.get(state, hotkey, netuid), share);
  if (rest === null || isZero(rest)) TotalHotkeySharesV2.remove(state, hotkey, netuid);
  else TotalHotkeySharesV2.set(state, hotkey, netuid, rest);
}
