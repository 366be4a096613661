import { feeDetails, runtimeDispatchInfo } from '#localnet/metadata/apiTypes.ts';
import { ByteWriter } from '#localnet/metadata/bytes.ts';
import { decode } from '#localnet/metadata/codec.ts';
import { RuntimeCallError } from '#localnet/node/runtime.ts';
import { runtimeAt, stateAt } from './blockState.ts';
import type { Method, RpcContext } from './method.ts';
import { bytesParam, hashParam } from './params.ts';
import { RpcError } from './rpcError.ts';

const RUNTIME_ERROR = 1;

/** Weight, class and fee of an extrinsic; the fee in rao, as decimal text. */
export const payment_queryInfo: Method = (context, params) => {
  const problem = 'Unable to query dispatch info.';
  const {
    weight,
    class: dispatchClass,
    partial_fee,
  } = decode(runtimeDispatchInfo, query(context, params, 'TransactionPaymentApi_query_info', problem));
  return {
    weight: { ref_time: number(weight.ref_time), proof_size: number(weight.proof_size) },
    class: dispatchClass.toLowerCase(),
    partialFee: partial_fee.toString(),
  };
};

/** The parts of the fee in rao; a tip is no part of it. */
export const payment_queryFeeDetails: Method = (context, params) => {
  const problem = 'Unable to query fee details.';
  const details = decode(
    feeDetails,
    query(context, params, 'TransactionPaymentApi_query_fee_details', problem),
  );
  if (details.inclusion_fee === null) return { inclusionFee: null };
  const { base_fee, len_fee, adjusted_weight_fee } = details.inclusion_fee;
  return {
    inclusionFee: {
      baseFee: number(base_fee),
      lenFee: number(len_fee),
      adjustedWeightFee: number(adjusted_weight_fee),
    },
  };
};

function query(context: RpcContext, params: readonly unknown[], method: string, problem: string): Uint8Array {
  const extrinsic = bytesParam(params, 0);
  const at = hashParam(params, 1);
  const state = stateAt(context, at);
  const input = new ByteWriter();
  input.bytes(extrinsic);
  input.littleEndian(BigInt(extrinsic.length), 4);
  try {
    return runtimeAt(context, at).call(state, method, input.finish());
  } catch (error) {
    if (error instanceof RuntimeCallError) throw new RpcError(RUNTIME_ERROR, problem, error.message);
    throw error;
  }
}

/** A u64 as JSON gets it: a number while JavaScript holds it exactly, hex beyond. */
function number(value: bigint): number | string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : `0x${value.toString(16)}`;
}
