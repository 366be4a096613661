import { stringToU8a } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { ByteReader } from '#localnet/metadata/bytes.ts';

/** One: the scale of `gaussian`. */
export const MILLION = 1_000_000n;

const WORD = (1n << 64n) - 1n;

/**
 * Numbers that look drawn by lot and follow from a seed and a block's number alone: the same on every machine, and the
 * same for a block whatever came before it. SplitMix64 (Steele, Lea and Flood, 2014), begun at a hash of both.
 */
export class Draws {
  private state: bigint;

  constructor(seed: string, block: number) {
    this.state = new ByteReader(blake2AsU8a(stringToU8a(`${seed}/${block}`), 64)).littleEndian(8);
  }

  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number {
    return Number((this.word() * BigInt(limit)) >> 64n);
  }

  /** Roughly normal, in millionths of a standard deviation: the sum of twelve even draws less six, within six of them. */
  gaussian(): bigint {
    let sum = 0;
    for (let index = 0; index < 12; index += 1) sum += this.below(1_000_000);
    return BigInt(sum) - 6n * MILLION;
  }

  private word(): bigint {
    this.state = (this.state + 0x9e37_79b9_7f4a_7c15n) & WORD;
    let mixed = this.state;
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & WORD;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d0_49bb_1331_11ebn) & WORD;
    return mixed ^ (mixed >> 31n);
  }
}
