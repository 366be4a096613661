import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { innerCalls } from '#localnet/node/runtime/utility/batchCalls.ts';
import { BASE_FEE, type FeeCall, lengthFee, refTime, weightFee } from './feeTable.ts';

function feeCall(call: RuntimeCall): FeeCall {
  return { name: `${call.pallet}.${call.call}`, inner: innerCalls(call.args).map(feeCall) };
}

/** The parts of an extrinsic's fee, in rao. */
export interface FeeParts {
  readonly base: bigint;
  readonly length: bigint;
  readonly weight: bigint;
}

/**
 * Fee of a signed call: base 27,039, half a rao a byte (rounded down), and 0.00025 rao per unit of declared reference
 * time. `length` counts the whole extrinsic's bytes. Source: TransactionPayment, compute_fee_details.
 */
export function feeParts(call: RuntimeCall, length: number): FeeParts {
  return { base: BASE_FEE, length: lengthFee(length), weight: weightFee(feeCall(call)) };
}

/** Whole fee of a signed call, in rao, tip included. */
export function totalFee(call: RuntimeCall, length: number, tip: bigint): bigint {
  const { base, length: bytes, weight } = feeParts(call, length);
  return base + bytes + weight + tip;
}

/** The weight that a call declares: reference time in picoseconds. */
export function callWeight(call: RuntimeCall): bigint {
  return refTime(feeCall(call));
}
