import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import type { State } from '#localnet/node/state.ts';
import { position } from './sharePool.ts';

/** Alpha that a coldkey holds on a subnet over all validators. Source: SubtensorModule, total_coldkey_alpha_on_subnet. */
export function totalStake(state: State, coldkey: Uint8Array, netuid: number): bigint {
  const hotkeys = subtensorStorage.StakingHotkeys.get(state, coldkey);
  return hotkeys.reduce((sum, hotkey) => sum + position(state, { hotkey, netuid }, coldkey), 0n);
}
