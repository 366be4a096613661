import { stringToU8a } from '@polkadot/util';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiMethod, runtimeApis } from '#localnet/metadata/apis.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { decodeExtrinsic, encodeExtrinsic, uncheckedExtrinsic } from '#localnet/metadata/extrinsic.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { timestampStorage } from '#localnet/metadata/pallets/timestamp.ts';
import { u64 } from '#localnet/metadata/primitives.ts';
import { TestChain } from '#localnet/node/runtime/testChain.ts';
import { RuntimeTrap } from '#localnet/node/runtime.ts';

const TIMESTAMP = stringToU8a('timstap0');
const { BlockBuilder, Core } = runtimeApis;

let chain: TestChain;
let now: bigint;
beforeEach(() => {
  chain = new TestChain([1]);
  chain.begin();
  now = timestampStorage.Now.get(chain.state);
});

function ask<I, O>(name: string, method: ApiMethod<I, O>, input: I): O {
  return decode(method.output, chain.runtime.call(chain.state, name, encode(method.input.codec, input)));
}

const at = (moment: bigint) => ({ data: [[TIMESTAMP, encode(u64, moment)] as const] });
const header = (number: number) => ({
  parent_hash: chain.hash(1),
  number,
  state_root: chain.hash(0),
  extrinsics_root: chain.hash(0),
  digest: { logs: [] },
});

describe('inherents', () => {
  const momentsOf = (data: ReturnType<typeof at>) =>
    ask('BlockBuilder_inherent_extrinsics', BlockBuilder.inherent_extrinsics, { inherent: data }).map(
      (bytes) => decodeExtrinsic(encode(uncheckedExtrinsic, bytes)).call.args.now,
    );

  it('set the time that is given, or the earliest that may be', () => {
    expect(momentsOf(at(now + 12_000n))).toEqual([now + 12_000n]);
    expect(momentsOf(at(now))).toEqual([now + 6_000n]);
  });

  it('cannot be made without a time', () => {
    const input = encode(BlockBuilder.inherent_extrinsics.input.codec, { inherent: { data: [] } });
    const make = () => chain.runtime.call(chain.state, 'BlockBuilder_inherent_extrinsics', input);
    expect(make).toThrow(RuntimeTrap);
  });

  it('are checked against the clock and the block before', () => {
    const check = (moment: bigint, clock: bigint) => {
      const call = { pallet: 'Timestamp', call: 'set', args: { now: moment } };
      const extrinsic = decode(uncheckedExtrinsic, encodeExtrinsic({ signed: null, call }));
      const block = { header: header(2), extrinsics: [extrinsic] };
      return ask('BlockBuilder_check_inherents', BlockBuilder.check_inherents, { block, data: at(clock) });
    };
    const fine = { okay: true, fatal_error: false, errors: { data: [] } };
    expect(check(now + 6_000n, now + 6_000n)).toEqual(fine);
    expect(check(now + 36_000n, now + 6_000n)).toEqual(fine);
    const early = check(now + 5_999n, now + 6_000n);
    expect(early).toMatchObject({ okay: false, fatal_error: true });
    expect(early.errors.data).toEqual([[TIMESTAMP, Uint8Array.of(0, ...encode(u64, now + 6_000n))]]);
    expect(check(now + 36_001n, now + 6_000n).errors.data).toEqual([[TIMESTAMP, Uint8Array.of(1)]]);
  });
});

describe('Core_initialize_block', () => {
  it('begins the block that the header names', () => {
    const mode = ask('Core_initialize_block', Core.initialize_block, { header: header(2) });
    expect(mode).toBe('AllExtrinsics');
    expect(systemStorage.Number.get(chain.state)).toBe(2);
    expect(systemStorage.BlockHash.get(chain.state, 1)).toEqual(chain.hash(1));
  });

  it('gives up on a block that none comes before', () => {
    const input = encode(Core.initialize_block.input.codec, { header: header(0) });
    expect(() => chain.runtime.call(chain.state, 'Core_initialize_block', input)).toThrow(RuntimeTrap);
  });
});
