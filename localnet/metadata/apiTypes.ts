import { named } from './codec.ts';
import { btreeMap, option, vec } from './collections.ts';
import { struct, tuple } from './composites.ts';
import { bool, compact, compactBig, u64 } from './primitives.ts';
import { subnetIdentityV3 } from './subtensorTypes.ts';
import {
  accountId,
  accountKey,
  alpha,
  compactU8,
  compactU16,
  compactU64,
  compactU128,
  dispatchClass,
  i96f32,
  netuid,
  tao,
  weight,
} from './types.ts';

export const compactNetuid = compact(netuid);
export const compactTao = compactBig(tao);
export const compactAlpha = compactBig(alpha);

const amount = named(u64, 'Balance');

/** What a transaction will cost, in rao, without its tip. */
export const runtimeDispatchInfo = struct(
  'pallet_transaction_payment::types::RuntimeDispatchInfo',
  { weight, class: dispatchClass, partial_fee: amount },
  [
    ['Balance', u64],
    ['Weight', weight],
  ],
);

const inclusionFee = struct(
  'pallet_transaction_payment::types::InclusionFee',
  { base_fee: amount, len_fee: amount, adjusted_weight_fee: amount },
  [['Balance', u64]],
);

/** The parts of a transaction's fee, in rao; no inclusion fee for what pays none. */
export const feeDetails = struct(
  'pallet_transaction_payment::types::FeeDetails',
  { inclusion_fee: named(option(inclusionFee), 'Option<InclusionFee<Balance>>'), tip: amount },
  [['Balance', u64]],
);

/** A price in rao per whole alpha. */
export const subnetPrice = struct('pallet_subtensor_swap_runtime_api::SubnetPrice', { netuid, price: u64 });

/** What a swap would do; six zeros when it would fail. */
export const simSwapResult = struct('pallet_subtensor_swap_runtime_api::SimSwapResult', {
  tao_amount: tao,
  alpha_amount: alpha,
  tao_fee: tao,
  alpha_fee: alpha,
  tao_slippage: tao,
  alpha_slippage: alpha,
});

/** A position: alpha that a coldkey has with a hotkey on a subnet. */
export const stakeInfo = struct(
  'pallet_subtensor::rpc_info::stake_info::StakeInfo',
  {
    hotkey: accountKey,
    coldkey: accountKey,
    netuid: compactNetuid,
    stake: compactAlpha,
    locked: compactU64,
    emission: compactAlpha,
    tao_emission: compactTao,
    drain: compactU64,
    is_registered: bool,
  },
  [['AccountId', accountId]],
);

/** How much of a coldkey's alpha on a subnet may be unstaked. */
export const stakeAvailability = struct('pallet_subtensor::rpc_info::stake_info::StakeAvailability', {
  total: compactAlpha,
  locked: compactAlpha,
  available: compactAlpha,
});

/** Availability by coldkey and netuid. */
export const stakeAvailabilities = btreeMap(accountId, btreeMap(netuid, stakeAvailability));

/** A subnet's pool, emissions and epoch. Names are bytes, each of them compact. */
export const dynamicInfo = struct(
  'pallet_subtensor::rpc_info::dynamic_info::DynamicInfo',
  {
    netuid: compactNetuid,
    owner_hotkey: accountKey,
    owner_coldkey: accountKey,
    subnet_name: vec(compactU8),
    token_symbol: vec(compactU8),
    tempo: compactU16,
    last_step: compactU64,
    blocks_since_last_step: compactU64,
    emission: compactU64,
    alpha_in: compactAlpha,
    alpha_out: compactAlpha,
    tao_in: compactTao,
    alpha_out_emission: compactAlpha,
    alpha_in_emission: compactAlpha,
    tao_in_emission: compactTao,
    pending_alpha_emission: compactAlpha,
    pending_root_emission: compactTao,
    subnet_volume: compactU128,
    network_registered_at: compactU64,
    subnet_identity: option(subnetIdentityV3),
    moving_price: i96f32,
  },
  [['AccountId', accountId]],
);

/** A validator: take in parts of 65535, nominators with their alpha by netuid, and where it is registered. */
export const delegateInfo = struct(
  'pallet_subtensor::rpc_info::delegate_info::DelegateInfo',
  {
    delegate_ss58: accountKey,
    take: compactU16,
    nominators: vec(tuple(accountKey, vec(tuple(compactNetuid, compactU64)))),
    owner_ss58: accountKey,
    registrations: vec(compactNetuid),
    validator_permits: vec(compactNetuid),
    return_per_1000: compactU64,
    total_daily_return: compactU64,
  },
  [['AccountId', accountId]],
);
