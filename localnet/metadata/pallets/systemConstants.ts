import { named } from '#localnet/metadata/codec.ts';
import { option } from '#localnet/metadata/collections.ts';
import { struct } from '#localnet/metadata/composites.ts';
import { constant } from '#localnet/metadata/pallet.ts';
import { u16, u32, u64 } from '#localnet/metadata/primitives.ts';
import { perDispatchClass, weight } from '#localnet/metadata/types.ts';

const limit = option(weight);

const weightsPerClass = struct('frame_system::limits::WeightsPerClass', {
  base_extrinsic: weight,
  max_extrinsic: limit,
  max_total: limit,
  reserved: limit,
});

const blockWeights = struct('frame_system::limits::BlockWeights', {
  base_block: weight,
  max_block: weight,
  per_class: named(perDispatchClass(weightsPerClass), 'PerDispatchClass<WeightsPerClass>'),
});

const blockLength = struct('frame_system::limits::BlockLength', {
  max: named(perDispatchClass(u32), 'PerDispatchClass<u32>'),
});

const dbWeight = struct('sp_weights::RuntimeDbWeight', { read: u64, write: u64 });

const maxProof = (1n << 64n) - 1n;
const baseExtrinsic = { ref_time: 108_157_000n, proof_size: 0n };

/** Constants of System but for Version, which each runtime has of its own: weights in picoseconds and bytes, lengths in bytes. */
export const systemConstants = {
  BlockWeights: constant(blockWeights, {
    base_block: { ref_time: 431_614_000n, proof_size: 0n },
    max_block: { ref_time: 4_000_000_000_000n, proof_size: maxProof },
    per_class: {
      normal: {
        base_extrinsic: baseExtrinsic,
        max_extrinsic: { ref_time: 2_599_891_843_000n, proof_size: 11_990_383_647_911_208_550n },
        max_total: { ref_time: 3_000_000_000_000n, proof_size: 13_835_058_055_282_163_711n },
        reserved: { ref_time: 0n, proof_size: 0n },
      },
      operational: {
        base_extrinsic: baseExtrinsic,
        max_extrinsic: { ref_time: 3_599_891_843_000n, proof_size: 16_602_069_666_338_596_454n },
        max_total: { ref_time: 4_000_000_000_000n, proof_size: maxProof },
        reserved: { ref_time: 1_000_000_000_000n, proof_size: 4_611_686_018_427_387_904n },
      },
      mandatory: { base_extrinsic: baseExtrinsic, max_extrinsic: null, max_total: null, reserved: null },
    },
  }),
  BlockLength: constant(blockLength, {
    max: { normal: 7_864_320, operational: 10_485_760, mandatory: 10_485_760 },
  }),
  BlockHashCount: constant(u32, 2400),
  DbWeight: constant(dbWeight, { read: 25_000_000n, write: 100_000_000n }),
  SS58Prefix: constant(u16, 42),
};
