import { runtimeApis } from '#localnet/metadata/apis.ts';
import type { feeDetails, runtimeDispatchInfo } from '#localnet/metadata/apiTypes.ts';
import { ByteWriter } from '#localnet/metadata/bytes.ts';
import type { Value } from '#localnet/metadata/codec.ts';
import type { Extrinsic } from '#localnet/metadata/extrinsic.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { writeCompact } from '#localnet/metadata/primitives.ts';
import { readExtrinsic } from '#localnet/node/runtime/extrinsic/check.ts';
import { callWeight, feeParts, lengthFee, weightFee } from '#localnet/node/runtime/extrinsic/fee.ts';
import { usesLacked } from '#localnet/node/runtime/extrinsic/lackedCall.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import type { RuntimeRules } from '#localnet/node/runtime/rules.ts';
import { RuntimeCallError } from '#localnet/node/runtime.ts';
import { type ApiCall, serve } from './apiCall.ts';

type DispatchInfo = Value<typeof runtimeDispatchInfo>;
type FeeDetails = Value<typeof feeDetails>;

const extrinsicMethods = runtimeApis.TransactionPaymentApi;
const callMethods = runtimeApis.TransactionPaymentCallApi;

/** An opaque extrinsic with its length in front again. */
export function withLength(opaque: Uint8Array): Uint8Array {
  const out = new ByteWriter();
  writeCompact(out, BigInt(opaque.length));
  out.bytes(opaque);
  return out.finish();
}

function read(opaque: Uint8Array, lackedCalls: readonly string[]): Extrinsic {
  const extrinsic = readExtrinsic(withLength(opaque), lackedCalls);
  if ('ok' in extrinsic) throw new RuntimeCallError('not an extrinsic of this runtime');
  return extrinsic;
}

/** The call, unless the runtime lacks it. */
function known(call: RuntimeCall, lackedCalls: readonly string[]): RuntimeCall {
  if (usesLacked(call, lackedCalls)) throw new RuntimeCallError('not a call of this runtime');
  return call;
}

function info(profile: RuntimeProfile, call: RuntimeCall, length: number, pays: boolean): DispatchInfo {
  const { base, length: bytes, weight } = feeParts(profile, call, length);
  return {
    weight: { ref_time: callWeight(profile, call), proof_size: 0n },
    class: pays ? 'Normal' : 'Mandatory',
    partial_fee: pays ? base + bytes + weight : 0n,
  };
}

function details(profile: RuntimeProfile, call: RuntimeCall, length: number, tip: bigint): FeeDetails {
  const { base, length: bytes, weight } = feeParts(profile, call, length);
  return { inclusion_fee: { base_fee: base, len_fee: bytes, adjusted_weight_fee: weight }, tip };
}

/** TransactionPaymentApi and TransactionPaymentCallApi: what a transaction costs, in rao, before its tip. */
export const feeApi = ({ profile, lackedCalls }: RuntimeRules): Readonly<Record<string, ApiCall>> => ({
  TransactionPaymentApi_query_info: serve(extrinsicMethods.query_info, (_, { uxt, len }) => {
    const { call, signed } = read(uxt, lackedCalls);
    return info(profile, call, len, signed !== null);
  }),
  TransactionPaymentApi_query_fee_details: serve(extrinsicMethods.query_fee_details, (_, { uxt, len }) => {
    const { call, signed } = read(uxt, lackedCalls);
    return signed === null ? { inclusion_fee: null, tip: 0n } : details(profile, call, len, signed.tip);
  }),
  TransactionPaymentApi_query_weight_to_fee: serve(extrinsicMethods.query_weight_to_fee, (_, { weight }) =>
    weightFee(profile, weight.ref_time),
  ),
  TransactionPaymentApi_query_length_to_fee: serve(extrinsicMethods.query_length_to_fee, (_, { length }) =>
    lengthFee(profile, length),
  ),
  TransactionPaymentCallApi_query_call_info: serve(callMethods.query_call_info, (_, { call, len }) =>
    info(profile, known(call, lackedCalls), len, true),
  ),
  TransactionPaymentCallApi_query_call_fee_details: serve(
    callMethods.query_call_fee_details,
    (_, { call, len }) => details(profile, known(call, lackedCalls), len, 0n),
  ),
  TransactionPaymentCallApi_query_weight_to_fee: serve(callMethods.query_weight_to_fee, (_, { weight }) =>
    weightFee(profile, weight.ref_time),
  ),
  TransactionPaymentCallApi_query_length_to_fee: serve(callMethods.query_length_to_fee, (_, { length }) =>
    lengthFee(profile, length),
  ),
});
