import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import { innerCalls } from '#localnet/node/runtime/utility/batchCalls.ts';
import { declaredWeight, feeRates } from './feeTable.ts';

/** The parts of an extrinsic's fee, in rao. */
export interface FeeParts {
  readonly base: bigint;
  readonly length: bigint;
  readonly weight: bigint;
}

/** The weight that a call declares, with that of the calls inside it: reference time in picoseconds. */
export function callWeight(profile: RuntimeProfile, call: RuntimeCall): bigint {
  const own = declaredWeight(profile.name, `${call.pallet}.${call.call}`);
  return innerCalls(call.args).reduce((sum, inner) => sum + callWeight(profile, inner), own);
}

/** Fee of reference time, in rao, to the nearest, a half down (Perbill's product). Source: TransactionPayment, weight_to_fee. */
export function weightFee(profile: RuntimeProfile, refTime: bigint): bigint {
  const { refTimePerRao } = feeRates[profile.name];
  return (refTime + refTimePerRao / 2n - 1n) / refTimePerRao;
}

/** Fee of an extrinsic's bytes, in rao, rounded down. Source: TransactionPayment, length_to_fee. */
export function lengthFee(profile: RuntimeProfile, bytes: number): bigint {
  return BigInt(bytes) / feeRates[profile.name].bytesPerRao;
}

/**
 * Fee of a signed call: the base, the whole extrinsic's bytes (length prefix included), the declared weight.
 * Source: TransactionPayment, compute_fee_details.
 */
export function feeParts(profile: RuntimeProfile, call: RuntimeCall, length: number): FeeParts {
  return {
    base: feeRates[profile.name].base,
    length: lengthFee(profile, length),
    weight: weightFee(profile, callWeight(profile, call)),
  };
}

/** Whole fee of a signed call, in rao, tip included. */
export function totalFee(profile: RuntimeProfile, call: RuntimeCall, length: number, tip: bigint): bigint {
  const { base, length: bytes, weight } = feeParts(profile, call, length);
  return base + bytes + weight + tip;
}
