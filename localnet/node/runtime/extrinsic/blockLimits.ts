import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { systemConstants } from '#localnet/metadata/pallets/systemConstants.ts';
import type { State } from '#localnet/node/state.ts';

type DispatchClass = 'normal' | 'mandatory';

/** What an extrinsic takes of a block: reference time of its call, in picoseconds, and bytes with the length prefix. */
export interface ExtrinsicSize {
  readonly weight: bigint;
  readonly length: number;
}

const { max_block, per_class } = systemConstants.BlockWeights.value;
const lengths = systemConstants.BlockLength.value.max;

/** Reference time of any extrinsic beside its call's. */
export const BASE_WEIGHT = per_class.normal.base_extrinsic.ref_time;

/** Whether a normal extrinsic is too long or too heavy for any block. Source: System, CheckWeight, do_validate. */
export function exceedsEveryBlock({ weight, length }: ExtrinsicSize): boolean {
  const heaviest = per_class.normal.max_extrinsic;
  return length > lengths.normal || (heaviest !== null && weight > heaviest.ref_time);
}

/**
 * Whether a normal extrinsic still fits into the block being built: its class must not pass three quarters of the
 * block's weight or of its bytes, nor all of them together the block's weight. Source: System, CheckWeight, do_prepare.
 */
export function hasRoom(state: State, { weight, length }: ExtrinsicSize): boolean {
  const { normal, operational, mandatory } = systemStorage.BlockWeight.get(state);
  const bytes = (systemStorage.AllExtrinsicsLen.get(state) ?? 0) + length;
  const ofClass = normal.ref_time + weight + BASE_WEIGHT;
  const limit = per_class.normal.max_total;
  if (bytes > lengths.normal || (limit !== null && ofClass > limit.ref_time)) return false;
  return ofClass + operational.ref_time + mandatory.ref_time <= max_block.ref_time;
}

/** Counts an extrinsic into the block being built. */
export function takeRoom(state: State, kind: DispatchClass, { weight, length }: ExtrinsicSize): void {
  const { AllExtrinsicsLen, BlockWeight } = systemStorage;
  const taken = BlockWeight.get(state);
  const { ref_time, proof_size } = taken[kind];
  BlockWeight.set(state, { ...taken, [kind]: { ref_time: ref_time + weight + BASE_WEIGHT, proof_size } });
  AllExtrinsicsLen.set(state, (AllExtrinsicsLen.get(state) ?? 0) + length);
}
