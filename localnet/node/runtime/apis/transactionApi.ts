import { u8aConcat } from '@polkadot/util';
import { runtimeApis } from '#localnet/metadata/apis.ts';
import {
  type applyExtrinsicResult,
  type transactionValidity,
  transactionValidityError,
} from '#localnet/metadata/blockTypes.ts';
import { decode, encode, type Value } from '#localnet/metadata/codec.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { u32 } from '#localnet/metadata/primitives.ts';
import { applyExtrinsic, validateExtrinsic } from '#localnet/node/runtime/extrinsic/applyExtrinsic.ts';
import type { RuntimeRules } from '#localnet/node/runtime/rules.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import type { Validity } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { type ApiCall, serve } from './apiCall.ts';
import { withLength } from './feeApi.ts';

/** What a transaction of an account with a nonce provides, or one that follows it requires. */
function tag(sender: Uint8Array, nonce: number): Uint8Array {
  return u8aConcat(sender, encode(u32, nonce));
}

/** Validity against the state after the best block, whose hash is given. */
function validate(state: State, rules: RuntimeRules, bytes: Uint8Array, parentHash: Uint8Array): Validity {
  const block = systemStorage.Number.get(state) + 1;
  return validateExtrinsic({ state, rules, block, parentHash }, bytes);
}

/** TaggedTransactionQueue, BlockBuilder (the dry run of one extrinsic) and AccountNonceApi. */
export const transactionApi = (rules: RuntimeRules): Readonly<Record<string, ApiCall>> => ({
  TaggedTransactionQueue_validate_transaction: serve(
    runtimeApis.TaggedTransactionQueue.validate_transaction,
    (state, { tx, block_hash }): Value<typeof transactionValidity> => {
      const validity = validate(state, rules, withLength(tx), block_hash);
      if (!validity.ok) return { ok: false, error: decode(transactionValidityError, validity.encoded) };
      const { sender, nonce, priority, longevity } = validity;
      const waits = nonce > account(state, sender).nonce;
      const requires = waits ? [tag(sender, nonce - 1)] : [];
      return {
        ok: true,
        value: { priority, requires, provides: [tag(sender, nonce)], longevity, propagate: true },
      };
    },
  ),
  BlockBuilder_apply_extrinsic: serve(
    runtimeApis.BlockBuilder.apply_extrinsic,
    (state, { extrinsic }): Value<typeof applyExtrinsicResult> => {
      const applied = applyExtrinsic(state, rules, withLength(extrinsic));
      if (!applied.ok) return { ok: false, error: decode(transactionValidityError, applied.encoded) };
      const { failure } = applied;
      return {
        ok: true,
        value: failure === null ? { ok: true, value: null } : { ok: false, error: failure.error },
      };
    },
  ),
  AccountNonceApi_account_nonce: serve(
    runtimeApis.AccountNonceApi.account_nonce,
    (state, { account: who }) => account(state, who).nonce,
  ),
});
