import { Keyring } from '@polkadot/keyring';
import { u8aToHex } from '@polkadot/util';
import { beforeEach, describe, expect, it } from 'vitest';
import { blockAuthor, developmentAccounts, genesisValidators } from '#localnet/genesis/accounts.ts';
import { type ApiMethod, runtimeApis } from '#localnet/metadata/apis.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { call, TestChain } from '#localnet/node/runtime/testChain.ts';
import { RuntimeCallError } from '#localnet/node/runtime.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const TAO = 1_000_000_000n;

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([1, 59, 64]);
});

function ask<I, O>(name: string, method: ApiMethod<I, O>, input: I): O {
  return decode(method.output, chain.runtime.call(chain.state, name, encode(method.input.codec, input)));
}

describe('the other APIs', () => {
  it('tell fees before and after they are paid alike', () => {
    chain.begin();
    const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: TAO });
    const bytes = chain.sign(alice, stake);
    const { query_info, query_fee_details } = runtimeApis.TransactionPaymentApi;
    const input = { uxt: bytes.slice(2), len: bytes.length };
    const info = ask('TransactionPaymentApi_query_info', query_info, input);
    const details = ask('TransactionPaymentApi_query_fee_details', query_fee_details, input).inclusion_fee;
    const paid = chain.submit(alice, stake).find(({ event }) => event === 'TransactionFeePaid')?.fields[1];
    expect(info).toMatchObject({ class: 'Normal', partial_fee: paid });
    expect((details?.base_fee ?? 0n) + (details?.len_fee ?? 0n) + (details?.adjusted_weight_fee ?? 0n)).toBe(
      paid,
    );
  });

  it('tell nonces', () => {
    chain.begin();
    chain.submit(alice, call('System.remark', { remark: new Uint8Array() }));
    const { account_nonce } = runtimeApis.AccountNonceApi;
    expect(ask('AccountNonceApi_account_nonce', account_nonce, { account: alice.publicKey })).toBe(1);
  });

  it('judge a transaction for the pool', () => {
    const { validate_transaction } = runtimeApis.TaggedTransactionQueue;
    const judge = (nonce: number) =>
      ask('TaggedTransactionQueue_validate_transaction', validate_transaction, {
        source: 'External' as const,
        tx: chain.sign(alice, call('System.remark', { remark: new Uint8Array() }), { nonce }).slice(2),
        block_hash: chain.hash(0),
      });
    expect(judge(0)).toMatchObject({ ok: true, value: { priority: 1n, requires: [] } });
    expect(judge(3)).toMatchObject({ ok: true, value: { requires: [expect.any(Uint8Array)] } });
  });

  it('run a transaction dry', () => {
    chain.begin();
    const { apply_extrinsic } = runtimeApis.BlockBuilder;
    const run = (amount: bigint) => {
      const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: amount });
      const bytes = chain.sign(alice, stake);
      let outcome: unknown;
      const undo = new Error('undo');
      expect(() =>
        chain.state.transaction(() => {
          outcome = ask('BlockBuilder_apply_extrinsic', apply_extrinsic, { extrinsic: bytes.slice(2) });
          throw undo;
        }),
      ).toThrow(undo);
      return outcome;
    };
    expect(run(TAO)).toEqual({ ok: true, value: { ok: true, value: null } });
    expect(run(1n)).toMatchObject({ ok: true, value: { ok: false, error: { type: 'Module' } } });
  });

  it('list validators with take, permits and nominators', () => {
    const { get_delegates } = runtimeApis.DelegateInfoRuntimeApi;
    const delegates = ask('DelegateInfoRuntimeApi_get_delegates', get_delegates, {});
    expect(delegates).toHaveLength(9);
    const first = delegates.find(({ delegate_ss58 }) => u8aToHex(delegate_ss58) === u8aToHex(hotkey));
    expect(first).toMatchObject({
      take: 11_796,
      registrations: [0, 1, 59, 64],
      validator_permits: [0, 1, 59, 64],
    });
    expect(first?.nominators).toHaveLength(1);
  });

  it('tell the version and the metadata', () => {
    const version = ask('Core_version', runtimeApis.Core.version, {});
    expect([version.spec_name, version.spec_version, version.transaction_version]).toEqual([
      'node-subtensor',
      475,
      1,
    ]);
    expect(ask('Metadata_metadata_versions', runtimeApis.Metadata.metadata_versions, {})).toEqual([14, 15]);
    const at = (wanted: number) =>
      ask('Metadata_metadata_at_version', runtimeApis.Metadata.metadata_at_version, { version: wanted });
    expect(at(16)).toBeNull();
    expect(at(15)?.slice(0, 5)).toEqual(Uint8Array.of(0x6d, 0x65, 0x74, 0x61, 15));
  });

  it('refuse unknown methods and input that does not decode', () => {
    expect(() => chain.runtime.call(chain.state, 'Nothing_at_all', new Uint8Array())).toThrow(
      RuntimeCallError,
    );
    expect(() =>
      chain.runtime.call(chain.state, 'SwapRuntimeApi_current_alpha_price', new Uint8Array(3)),
    ).toThrow(RuntimeCallError);
  });

  it('know the development accounts by their usual keys', () => {
    expect(u8aToHex(developmentAccounts[0]?.publicKey)).toBe(u8aToHex(alice.publicKey));
    expect(blockAuthor.uri).toBe('//Author');
  });
});
