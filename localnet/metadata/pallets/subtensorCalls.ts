import { btreeSet, option } from '#localnet/metadata/collections.ts';
import { call } from '#localnet/metadata/pallet.ts';
import { bool, bytes } from '#localnet/metadata/primitives.ts';
import { rootClaimType } from '#localnet/metadata/subtensorTypes.ts';
import { alpha, netuid, tao, who } from '#localnet/metadata/types.ts';

/** Calls of SubtensorModule that this chain serves: staking, subnet start and what a trader's account needs. */
export const subtensorCalls = {
  add_stake: call(2, { hotkey: who, netuid, amount_staked: tao }),
  remove_stake: call(3, { hotkey: who, netuid, amount_unstaked: alpha }),
  unstake_all: call(83, { hotkey: who }),
  unstake_all_alpha: call(84, { hotkey: who }),
  move_stake: call(85, {
    origin_hotkey: who,
    destination_hotkey: who,
    origin_netuid: netuid,
    destination_netuid: netuid,
    alpha_amount: alpha,
  }),
  transfer_stake: call(86, {
    destination_coldkey: who,
    hotkey: who,
    origin_netuid: netuid,
    destination_netuid: netuid,
    alpha_amount: alpha,
  }),
  swap_stake: call(87, {
    hotkey: who,
    origin_netuid: netuid,
    destination_netuid: netuid,
    alpha_amount: alpha,
  }),
  add_stake_limit: call(88, {
    hotkey: who,
    netuid,
    amount_staked: tao,
    limit_price: tao,
    allow_partial: bool,
  }),
  remove_stake_limit: call(89, {
    hotkey: who,
    netuid,
    amount_unstaked: alpha,
    limit_price: tao,
    allow_partial: bool,
  }),
  swap_stake_limit: call(90, {
    hotkey: who,
    origin_netuid: netuid,
    destination_netuid: netuid,
    alpha_amount: alpha,
    limit_price: tao,
    allow_partial: bool,
  }),
  try_associate_hotkey: call(91, { hotkey: who }),
  start_call: call(92, { netuid }),
  recycle_alpha: call(101, { hotkey: who, amount: alpha, netuid }),
  burn_alpha: call(102, { hotkey: who, amount: alpha, netuid }),
  remove_stake_full_limit: call(103, { hotkey: who, netuid, limit_price: option(tao) }),
  update_symbol: call(112, { netuid, symbol: bytes }),
  set_coldkey_auto_stake_hotkey: call(114, { netuid, hotkey: who }),
  claim_root: call(121, { subnets: btreeSet(netuid) }),
  set_root_claim_type: call(122, { new_root_claim_type: rootClaimType }),
  add_stake_burn: call(132, { hotkey: who, netuid, amount: tao, limit: option(tao) }),
  lock_stake: call(136, { hotkey: who, netuid, amount: alpha }),
  move_lock: call(137, { destination_hotkey: who, netuid }),
  set_perpetual_lock: call(138, { netuid, enabled: bool }),
  set_reject_locked_alpha: call(142, { enabled: bool }),
  move_stake_limit: call(149, {
    origin_hotkey: who,
    destination_hotkey: who,
    origin_netuid: netuid,
    destination_netuid: netuid,
    alpha_amount: alpha,
    limit_price: tao,
    allow_partial: bool,
  }),
};
