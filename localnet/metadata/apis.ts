import {
  compactAlpha,
  compactNetuid,
  delegateInfo,
  dynamicInfo,
  feeDetails,
  runtimeDispatchInfo,
  simSwapResult,
  stakeAvailabilities,
  stakeInfo,
  subnetPrice,
} from './apiTypes.ts';
import {
  applyExtrinsicResult,
  block,
  checkInherentsResult,
  extrinsicInclusionMode,
  header,
  inherentData,
  opaqueMetadata,
  transactionSource,
  transactionValidity,
} from './blockTypes.ts';
import type { Codec } from './codec.ts';
import { option, vec } from './collections.ts';
import { type CodecRecord, type Fields, type RecordValue, record, tuple } from './composites.ts';
import { uncheckedExtrinsic } from './extrinsic.ts';
import { u16, u32, u64, unit } from './primitives.ts';
import { runtimeCall } from './runtimeDefinition.ts';
import { selectiveMetagraph } from './selectiveMetagraph.ts';
import { lockState } from './subtensorTypes.ts';
import { accountId, alpha, h256, netuid, tao, u64f64, weight } from './types.ts';
import { runtimeVersion } from './version.ts';

/** A method of a runtime API: its arguments by name, one after the other, and what it answers. */
export interface ApiMethod<I, O> {
  readonly input: Fields<I>;
  readonly output: Codec<O>;
}

function method<F extends CodecRecord, O>(input: F, output: Codec<O>): ApiMethod<RecordValue<F>, O> {
  return { input: record(input), output };
}

const feeMethods = {
  query_weight_to_fee: method({ weight }, u64),
  query_length_to_fee: method({ length: u32 }, u64),
};

const origin = option(tuple(accountId, netuid));
const nomination = tuple(delegateInfo, tuple(compactNetuid, compactAlpha));

/** The runtime APIs that this chain serves, with mainnet's methods. Their versions are in version.ts. */
export const runtimeApis = {
  Core: {
    version: method({}, runtimeVersion),
    execute_block: method({ block }, unit),
    initialize_block: method({ header }, extrinsicInclusionMode),
  },
  Metadata: {
    metadata: method({}, opaqueMetadata),
    metadata_at_version: method({ version: u32 }, option(opaqueMetadata)),
    metadata_versions: method({}, vec(u32)),
  },
  BlockBuilder: {
    apply_extrinsic: method({ extrinsic: uncheckedExtrinsic }, applyExtrinsicResult),
    finalize_block: method({}, header),
    inherent_extrinsics: method({ inherent: inherentData }, vec(uncheckedExtrinsic)),
    check_inherents: method({ block, data: inherentData }, checkInherentsResult),
  },
  TaggedTransactionQueue: {
    validate_transaction: method(
      { source: transactionSource, tx: uncheckedExtrinsic, block_hash: h256 },
      transactionValidity,
    ),
  },
  AccountNonceApi: {
    account_nonce: method({ account: accountId }, u32),
  },
  TransactionPaymentApi: {
    query_info: method({ uxt: uncheckedExtrinsic, len: u32 }, runtimeDispatchInfo),
    query_fee_details: method({ uxt: uncheckedExtrinsic, len: u32 }, feeDetails),
    ...feeMethods,
  },
  TransactionPaymentCallApi: {
    query_call_info: method({ call: runtimeCall, len: u32 }, runtimeDispatchInfo),
    query_call_fee_details: method({ call: runtimeCall, len: u32 }, feeDetails),
    ...feeMethods,
  },
  DelegateInfoRuntimeApi: {
    get_delegates: method({}, vec(delegateInfo)),
    get_delegate: method({ delegate_account: accountId }, option(delegateInfo)),
    get_delegated: method({ delegatee_account: accountId }, vec(nomination)),
  },
  SubnetInfoRuntimeApi: {
    get_all_dynamic_info: method({}, vec(option(dynamicInfo))),
    get_dynamic_info: method({ netuid }, option(dynamicInfo)),
    get_selective_metagraph: method({ netuid, metagraph_indexes: vec(u16) }, option(selectiveMetagraph)),
    get_coldkey_auto_stake_hotkey: method({ coldkey: accountId, netuid }, option(accountId)),
    get_subnet_to_prune: method({}, option(netuid)),
    get_subnet_account_id: method({ netuid }, option(accountId)),
    get_next_epoch_start_block: method({ netuid }, option(u64)),
  },
  StakeInfoRuntimeApi: {
    get_stake_info_for_coldkey: method({ coldkey_account: accountId }, vec(stakeInfo)),
    get_stake_info_for_coldkeys: method(
      { coldkey_accounts: vec(accountId) },
      vec(tuple(accountId, vec(stakeInfo))),
    ),
    get_stake_info_for_hotkey_coldkey_netuid: method(
      { hotkey_account: accountId, coldkey_account: accountId, netuid },
      option(stakeInfo),
    ),
    get_stake_availability_for_coldkeys: method(
      { coldkey_accounts: vec(accountId), netuids: option(vec(netuid)) },
      stakeAvailabilities,
    ),
    get_stake_fee: method(
      {
        origin,
        origin_coldkey_account: accountId,
        destination: origin,
        destination_coldkey_account: accountId,
        amount: u64,
      },
      u64,
    ),
    get_coldkey_lock: method({ coldkey: accountId, netuid }, option(lockState)),
    get_hotkey_conviction: method({ hotkey: accountId, netuid }, u64f64),
    get_most_convicted_hotkey_on_subnet: method({ netuid }, option(accountId)),
  },
  SubnetRegistrationRuntimeApi: {
    get_network_registration_cost: method({}, tao),
  },
  SwapRuntimeApi: {
    current_alpha_price: method({ netuid }, u64),
    current_alpha_price_all: method({}, vec(subnetPrice)),
    sim_swap_tao_for_alpha: method({ netuid, tao }, simSwapResult),
    sim_swap_alpha_for_tao: method({ netuid, alpha }, simSwapResult),
  },
} as const;
