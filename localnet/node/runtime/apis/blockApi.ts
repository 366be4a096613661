import { runtimeApis } from '#localnet/metadata/apis.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { encodeExtrinsic, uncheckedExtrinsic } from '#localnet/metadata/extrinsic.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { digestItem } from '#localnet/metadata/types.ts';
import { readExtrinsic } from '#localnet/node/runtime/extrinsic/check.ts';
import type { RuntimeRules } from '#localnet/node/runtime/rules.ts';
import { type BlockStart, RuntimeTrap } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { type ApiCall, serve } from './apiCall.ts';
import { withLength } from './feeApi.ts';
import { checkInherents, inherentCalls } from './inherents.ts';

const { Core, BlockBuilder } = runtimeApis;

/** The calls of a block that nobody signed. */
function unsignedCalls(rules: RuntimeRules, extrinsics: readonly Uint8Array[]): RuntimeCall[] {
  return extrinsics.flatMap((bytes) => {
    const extrinsic = readExtrinsic(withLength(bytes), rules.lackedCalls);
    return 'ok' in extrinsic || extrinsic.signed !== null ? [] : [extrinsic.call];
  });
}

/** Bytes of an extrinsic without the length in front, as lists of extrinsics hold them. */
function opaque(call: RuntimeCall): Uint8Array {
  return decode(uncheckedExtrinsic, encodeExtrinsic({ signed: null, call }));
}

/**
 * Those methods of Core and BlockBuilder by which a node builds and checks blocks. Executing and finalizing a block trap:
 * between blocks, which is where calls are answered, they do so on every node, as no time is set and no block begun.
 */
export function blockApi(
  rules: RuntimeRules,
  begin: (state: State, start: BlockStart) => void,
): Readonly<Record<string, ApiCall>> {
  return {
    Core_initialize_block: serve(Core.initialize_block, (state, { header }) => {
      const { number, parent_hash: parentHash, digest } = header;
      if (number === 0) throw new RuntimeTrap('no block comes before the first');
      const logs = digest.logs.map((item) => encode(digestItem, item));
      begin(state, { number, parentHash, digest: logs, author: null });
      return 'AllExtrinsics' as const;
    }),
    Core_execute_block: serve(Core.execute_block, () => {
      throw new RuntimeTrap('Parent hash should be valid.');
    }),
    BlockBuilder_finalize_block: serve(BlockBuilder.finalize_block, () => {
      throw new RuntimeTrap('Timestamp must be updated once in the block');
    }),
    BlockBuilder_inherent_extrinsics: serve(BlockBuilder.inherent_extrinsics, (state, { inherent }) =>
      inherentCalls(state, inherent).map(opaque),
    ),
    BlockBuilder_check_inherents: serve(BlockBuilder.check_inherents, (state, { block, data }) =>
      checkInherents(state, unsignedCalls(rules, block.extrinsics), data),
    ),
  };
}
