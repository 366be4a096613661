import { Keyring } from '@polkadot/keyring';
import { compactToU8a } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { blockAuthor, genesisValidators } from '#localnet/genesis/accounts.ts';
import { type ApiMethod, runtimeApis } from '#localnet/metadata/apis.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import type { ProfileName } from '#localnet/node/runtime/profile.ts';
import { call, TestChain } from '#localnet/node/runtime/testChain.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const remark = call('System.remark', { remark: new Uint8Array(3) });
const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: 1_000_000_000n });
const proxied = call('Proxy.proxy', {
  real: { type: 'Id', value: alice.publicKey },
  force_proxy_type: null,
  call: stake,
});
const failing = call('SubtensorModule.remove_stake', { hotkey, netuid: 999, amount_unstaked: 1n });

const calls = [
  ['a remark', remark],
  ['a purchase', stake],
  ['a batch of many', call('Utility.batch', { calls: [remark, stake, remark] })],
  ['a proxied purchase', proxied],
  ['a batch with a proxied batch', call('Utility.force_batch', { calls: [proxied, remark] })],
  ['a call that fails', failing],
] as const;
const profiles: readonly ProfileName[] = ['425', 'live'];

function begin(profile: ProfileName, author: Uint8Array | null = blockAuthor.publicKey): TestChain {
  const chain = new TestChain([64], { profile });
  chain.begin(author);
  return chain;
}

function ask<I, O>(chain: TestChain, name: string, method: ApiMethod<I, O>, input: I): O {
  return decode(method.output, chain.runtime.call(chain.state, name, encode(method.input.codec, input)));
}

/** The extrinsic without its length in front, as runtime APIs take it. */
const opaque = (bytes: Uint8Array) => {
  for (const length of [1, 2, 4]) {
    const prefix = compactToU8a(bytes.length - length);
    if (prefix.length === length) return bytes.slice(length);
  }
  throw new Error('longer than a test’s extrinsic');
};

describe.each(profiles)('what the runtime of %s charges', (profile) => {
  it.each(calls)('for %s is what it quotes, tip aside', (_, what) => {
    const chain = begin(profile);
    const tip = 77n;
    const bytes = chain.sign(alice, what, { tip });
    const input = { uxt: opaque(bytes), len: bytes.length };
    const { query_info, query_fee_details } = runtimeApis.TransactionPaymentApi;
    const { query_call_info } = runtimeApis.TransactionPaymentCallApi;
    const info = ask(chain, 'TransactionPaymentApi_query_info', query_info, input);
    const details = ask(chain, 'TransactionPaymentApi_query_fee_details', query_fee_details, input);
    const ofCall = { call: what, len: bytes.length };
    const callInfo = ask(chain, 'TransactionPaymentCallApi_query_call_info', query_call_info, ofCall);
    const { base_fee = 0n, len_fee = 0n, adjusted_weight_fee = 0n } = details.inclusion_fee ?? {};

    const events = chain.submit(alice, what, { tip });
    const [, fee, paidTip] = events.find(({ event }) => event === 'TransactionFeePaid')?.fields ?? [];
    expect([events[0]?.event, events[0]?.fields]).toEqual(['Withdraw', [alice.publicKey, fee]]);
    expect([info.partial_fee, callInfo.partial_fee]).toEqual([(fee as bigint) - tip, (fee as bigint) - tip]);
    expect([base_fee + len_fee + adjusted_weight_fee, details.tip]).toEqual([info.partial_fee, tip]);
    expect(paidTip).toBe(tip);
  });
});

describe('a fee in TAO', () => {
  const totals = (chain: TestChain) => [
    balancesStorage.TotalIssuance.get(chain.state),
    subtensorStorage.TotalIssuance.get(chain.state),
  ];
  const charge = (chain: TestChain) => {
    const before = { totals: totals(chain), author: chain.free(blockAuthor.publicKey) };
    const events = chain.submit(alice, remark, { tip: 5n });
    const fee = events.find(({ event }) => event === 'TransactionFeePaid')?.fields[1] as bigint;
    const recycled = totals(chain).map((total, index) => (before.totals[index] ?? 0n) - total);
    return { events, fee, recycled, earned: chain.free(blockAuthor.publicKey) - before.author };
  };

  it('goes to the author with its tip at 425', () => {
    const { events, fee, recycled, earned } = charge(begin('425'));
    expect([recycled, earned]).toEqual([[0n, 0n], fee]);
    expect(events.map(({ event, fields }) => [event, fields[0], fields[1]]).slice(0, 4)).toEqual([
      ['Withdraw', alice.publicKey, fee],
      ['Deposit', alice.publicKey, 0n],
      ['Deposit', blockAuthor.publicKey, fee],
      ['TransactionFeePaid', alice.publicKey, fee],
    ]);
  });

  it('leaves existence at 425 when a block has no author, and always later', () => {
    for (const chain of [begin('425', null), begin('live'), begin('live', null)]) {
      const { events, fee, recycled, earned } = charge(chain);
      expect([recycled, earned]).toEqual([[fee, fee], 0n]);
      expect(events.map(({ event }) => event)).toEqual([
        'Withdraw',
        'Deposit',
        'TransactionFeePaid',
        'ExtrinsicSuccess',
      ]);
    }
  });
});
