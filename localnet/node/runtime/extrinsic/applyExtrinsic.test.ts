import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeExtrinsic } from '#localnet/metadata/extrinsic.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const remark = (text = '') => call('System.remark', { remark: new TextEncoder().encode(text) });
const pay = (dest: Uint8Array, value: bigint) =>
  call('Balances.transfer_keep_alive', { dest: { type: 'Id', value: dest }, value });

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([64]);
  chain.begin();
});

const refused = (bytes: Uint8Array) => chain.refusal(bytes).data;

describe('signatures', () => {
  const kinds: readonly [string, KeyringPair, 'Sr25519' | 'Ed25519' | 'Ecdsa'][] = [
    ['sr25519', new Keyring({ type: 'sr25519' }).createFromUri('//Zoe'), 'Sr25519'],
    ['ed25519', new Keyring({ type: 'ed25519' }).createFromUri('//Zoe'), 'Ed25519'],
    ['ecdsa', new Keyring({ type: 'ecdsa' }).createFromUri('//Zoe'), 'Ecdsa'],
  ];

  it.each(kinds)('of %s are taken', (_, pair, kind) => {
    const publicKey = pair.type === 'ecdsa' ? pair.addressRaw : pair.publicKey;
    chain.submit(alice, pay(publicKey, 1_000_000_000n));
    expect(failure(chain.submit(pair, remark(), { kind }))).toBeNull();
    expect(failure(chain.submit(pair, remark('x'.repeat(300)), { kind }))).toBeNull();
    expect(account(chain.state, publicKey).nonce).toBe(2);
  });

  it.each(kinds)('of %s over something else are refused', (_, pair, kind) => {
    const publicKey = pair.type === 'ecdsa' ? pair.addressRaw : pair.publicKey;
    chain.submit(alice, pay(publicKey, 1_000_000_000n));
    const bytes = chain.sign(pair, remark('one'), { kind });
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(refused(bytes)).toBe('Transaction has a bad signature');
  });

  it('for another runtime version or with a metadata hash are refused', () => {
    expect(refused(chain.sign(alice, remark(), { specVersion: 474 }))).toBe(
      'Transaction has a bad signature',
    );
    expect(refused(chain.sign(alice, remark(), { coversMetadata: true }))).toBe(
      'Transaction has a bad signature',
    );
  });
});

describe('nonces', () => {
  it('must be the account’s', () => {
    expect(failure(chain.submit(alice, remark()))).toBeNull();
    expect(refused(chain.sign(alice, remark(), { nonce: 0 }))).toBe('Transaction is outdated');
    const future = chain.refusal(chain.sign(alice, remark(), { nonce: 2 }));
    expect([future.data, future.future, future.permanent]).toEqual([
      'Transaction will be valid in the future',
      true,
      false,
    ]);
  });

  it('above the account’s are valid for the pool, which waits', () => {
    chain.runtime.finalizeBlock(chain.state);
    const bytes = chain.sign(alice, remark(), { nonce: 5 });
    const validity = chain.runtime.validate(chain.state, bytes, chain.hash(chain.number));
    expect(validity).toMatchObject({ ok: true, nonce: 5, priority: 1n, longevity: 2n ** 64n - 1n });
  });
});

describe('eras', () => {
  const begin = (count: number) => {
    for (let block = 0; block < count; block += 1) {
      chain.runtime.finalizeBlock(chain.state);
      chain.begin();
    }
  };
  const mortal = (birth: number) => ({
    era: { type: 'Mortal', period: 8, phase: birth % 8 } as const,
    birthHash: chain.hash(birth),
  });

  it('hold from their first block to the last', () => {
    begin(4);
    expect(failure(chain.submit(alice, remark(), mortal(4)))).toBeNull();
    begin(6);
    expect(failure(chain.submit(alice, remark(), mortal(4)))).toBeNull();
    begin(1);
    expect(refused(chain.sign(alice, remark(), mortal(4)))).toBe('Transaction has an ancient birth block');
    begin(1);
    expect(refused(chain.sign(alice, remark(), mortal(4)))).toBe('Transaction has a bad signature');
  });

  it('bind to the hash of their first block', () => {
    begin(4);
    const signing = { ...mortal(4), birthHash: chain.hash(3) };
    expect(refused(chain.sign(alice, remark(), signing))).toBe('Transaction has a bad signature');
  });

  it('may begin at the best block, whose hash the node knows', () => {
    begin(4);
    chain.runtime.finalizeBlock(chain.state);
    const bytes = chain.sign(alice, remark(), mortal(5));
    const told = chain.runtime.validate(chain.state, bytes, chain.hash(5));
    expect(told).toMatchObject({ ok: true, longevity: 7n });
    const other = chain.runtime.validate(chain.state, bytes, chain.hash(4));
    expect(other).toMatchObject({ ok: false, data: 'Transaction has a bad signature' });
  });

  it('are too old when the chain forgot their first block', () => {
    const era = { type: 'Mortal', period: 4_096, phase: 100 } as const;
    const bytes = chain.sign(alice, remark(), { era, birthHash: chain.hash(100) });
    expect(refused(bytes)).toBe('Transaction has an ancient birth block');
  });
});

describe('payment', () => {
  it('is refused from an account that does not exist, or has too little', () => {
    const zoe = new Keyring({ type: 'sr25519' }).createFromUri('//Zoe');
    const words = 'Inability to pay some fees (e.g. account balance too low)';
    expect(refused(chain.sign(zoe, remark()))).toBe(words);
    chain.submit(alice, pay(zoe.publicKey, 10_000n));
    const validity = chain.refusal(chain.sign(zoe, remark()));
    expect([validity.data, validity.code, [...validity.encoded]]).toEqual([words, 1010, [0, 1]]);
  });

  it('leaves the sender the existential deposit', () => {
    const zoe = new Keyring({ type: 'sr25519' }).createFromUri('//Zoe');
    chain.submit(alice, pay(zoe.publicKey, 1_000_000n));
    const fee = chain.submit(zoe, remark())[0]?.fields[1] as bigint;
    const keepAlive = { dest: { type: 'Id', value: alice.publicKey }, keep_alive: true };
    expect(failure(chain.submit(zoe, call('Balances.transfer_all', keepAlive)))).toBeNull();
    expect(chain.free(zoe.publicKey)).toBe(500n);
    chain.submit(alice, pay(zoe.publicKey, fee - 1n));
    expect(refused(chain.sign(zoe, remark()))).toMatch('Inability to pay');
    chain.submit(alice, pay(zoe.publicKey, 1n));
    expect(failure(chain.submit(zoe, remark()))).toBeNull();
    expect(chain.free(zoe.publicKey)).toBe(500n);
  });

  it('is kept when the call fails, and recycled', () => {
    const before = {
      free: chain.free(alice.publicKey),
      total: balancesStorage.TotalIssuance.get(chain.state),
    };
    const events = chain.submit(alice, pay(new Uint8Array(32).fill(3), 2n ** 63n));
    expect(names(events)).toEqual([
      'Balances.Withdraw',
      'Balances.Deposit',
      'TransactionPayment.TransactionFeePaid',
      'System.ExtrinsicFailed',
    ]);
    expect(failure(events)).toBe('Token.FundsUnavailable');
    const [, fee, tip] = events[2]?.fields ?? [];
    expect(before.free - chain.free(alice.publicKey)).toBe(fee);
    expect(before.total - balancesStorage.TotalIssuance.get(chain.state)).toBe(fee);
    expect(subtensorStorage.TotalIssuance.get(chain.state)).toBe(
      balancesStorage.TotalIssuance.get(chain.state),
    );
    expect(tip).toBe(0n);
  });

  it('takes the tip along', () => {
    const events = chain.submit(alice, remark(), { tip: 123n });
    const paid = events.find(({ event }) => event === 'TransactionFeePaid');
    expect(paid?.fields[2]).toBe(123n);
    expect(events[0]?.fields[1]).toBe(paid?.fields[1]);
  });
});

describe('other extrinsics', () => {
  it('without a signer are refused, but for the author’s own', () => {
    expect(refused(encodeExtrinsic({ signed: null, call: remark() }))).toMatch('unsigned validator');
    const [inherent = new Uint8Array()] = chain.runtime.inherents(5);
    expect(chain.runtime.validate(chain.state, inherent, chain.hash(1))).toMatchObject({
      ok: false,
      encoded: Uint8Array.of(0, 9),
    });
  });

  it.each([
    ['nothing', []],
    ['a length without bytes', [8]],
    ['a wrong length', [12, 4, 0]],
    ['an unknown version', [4, 99]],
    ['the general form of version 5', [8, 0x45, 0]],
    ['an unknown call', [12, 4, 250, 250]],
  ])('that are %s are not decoded', (_, bytes) => {
    const outcome = chain.refusal(Uint8Array.from(bytes));
    expect([outcome.code, outcome.permanent]).toEqual([1002, true]);
    expect(chain.runtime.validate(chain.state, Uint8Array.from(bytes), chain.hash(1)).ok).toBe(false);
  });

  it('with a call that the chain knows but does not carry out are filtered', () => {
    const events = chain.submit(
      alice,
      call('SubtensorModule.update_symbol', { netuid: 64, symbol: new Uint8Array() }),
    );
    expect(failure(events)).toEqual([0, 5]);
  });

  it('leave no trace when refused', () => {
    const before = new Map(chain.state.entries());
    chain.refusal(chain.sign(alice, remark(), { nonce: 9 }));
    chain.refusal(chain.sign(alice, remark(), { specVersion: 1 }));
    expect(new Map(chain.state.entries())).toEqual(before);
  });
});
