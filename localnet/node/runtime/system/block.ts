import { stringToHex } from '@polkadot/util';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { systemConstants } from '#localnet/metadata/pallets/systemConstants.ts';
import { timestampStorage } from '#localnet/metadata/pallets/timestamp.ts';
import { u32 } from '#localnet/metadata/primitives.ts';
import { digestItem } from '#localnet/metadata/types.ts';
import { dropForcedFailure } from '#localnet/node/runtime/interventions/forcedFailure.ts';
import { authorshipStorage } from '#localnet/node/runtime/laterStorage.ts';
import type { BlockStart } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';

/** Blocks whose hashes the chain remembers: the reach of mortal transactions. */
const BLOCK_HASH_COUNT = 2_400;

const NO_WEIGHT = { ref_time: 0n, proof_size: 0n };
const { base_block } = systemConstants.BlockWeights.value;

/** The well-known key that counts the extrinsics of the block being built. */
const EXTRINSIC_INDEX = stringToHex(':extrinsic_index').slice(2);

/** Number of extrinsics applied so far in this block. */
export function extrinsicIndex(state: State): number {
  const bytes = state.get(EXTRINSIC_INDEX);
  return bytes === undefined ? 0 : decode(u32, bytes);
}

function beginExtrinsic(state: State, index: number): void {
  state.set(EXTRINSIC_INDEX, encode(u32, index));
  systemStorage.ExecutionPhase.set(state, { type: 'ApplyExtrinsic', value: index });
}

/** Does work whose events belong to no extrinsic: they are told as those of the block's beginning. */
export function outsideExtrinsics(state: State, work: () => void): void {
  const { ExecutionPhase } = systemStorage;
  const phase = ExecutionPhase.get(state);
  ExecutionPhase.set(state, { type: 'Initialization', value: null });
  work();
  if (phase === null) ExecutionPhase.remove(state);
  else ExecutionPhase.set(state, phase);
}

/** Ends one extrinsic; what follows is the next one's. */
export function finishExtrinsic(state: State): void {
  beginExtrinsic(state, extrinsicIndex(state) + 1);
}

/** Forgets the block before and takes up the new one. Source: System, initialize. */
export function beginBlock(state: State, start: BlockStart): void {
  const { BlockHash, BlockWeight, Digest, EventCount, Events, ExecutionPhase, ParentHash } = systemStorage;
  ExecutionPhase.set(state, { type: 'Initialization', value: null });
  Events.remove(state);
  EventCount.remove(state);
  BlockWeight.set(state, { normal: NO_WEIGHT, operational: NO_WEIGHT, mandatory: base_block });
  systemStorage.Number.set(state, start.number);
  ParentHash.set(state, start.parentHash);
  BlockHash.set(state, start.number - 1, start.parentHash);
  const forgotten = start.number - 1 - BLOCK_HASH_COUNT;
  if (forgotten > 0) BlockHash.remove(state, forgotten);
  Digest.set(state, { logs: start.digest.map((item) => decode(digestItem, item)) });
  if (start.author === null) authorshipStorage.Author.remove(state);
  else authorshipStorage.Author.set(state, start.author);
}

/** The hooks are done; extrinsics follow. */
export function beginExtrinsics(state: State): void {
  beginExtrinsic(state, 0);
}

/** Drops what only the building of the block needs; gives the header's digest. Source: System, finalize. */
export function endBlock(state: State): Uint8Array[] {
  const { AllExtrinsicsLen, Digest, ExecutionPhase } = systemStorage;
  ExecutionPhase.remove(state);
  AllExtrinsicsLen.remove(state);
  state.delete(EXTRINSIC_INDEX);
  dropForcedFailure(state);
  timestampStorage.DidUpdate.remove(state);
  authorshipStorage.Author.remove(state);
  return Digest.get(state).logs.map((item) => encode(digestItem, item));
}
