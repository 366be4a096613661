import { existsSync, readFileSync } from 'node:fs';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { SignerPayloadJSON } from '@polkadot/types/types';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import type { ChainCall } from '#domain/order.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { decodeExtrinsic, encodeExtrinsic, signingPayload } from '#localnet/metadata/extrinsic.ts';
import type { PreparedExtrinsic, SigningTerms, WalletAnswer } from './client.ts';
import { compareCall, comparePayload, compareSigned } from './compareTransaction.ts';
import { loadRuntime } from './runtime.ts';
import { checkExtensions } from './signedExtensions.ts';
import { completeExtrinsic, prepareExtrinsic } from './signing.ts';

await cryptoWaitReady();

const version = { specVersion: 475, transactionVersion: 1 };
const runtime = loadRuntime(u8aToHex(encodeMetadata(15)), version);
const genesis = u8aToHex(new Uint8Array(32).fill(7));
const checkpoint = { number: 1_000, hash: u8aToHex(new Uint8Array(32).fill(8)) };
const digest = u8aToHex(new Uint8Array(32).fill(9));
const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
const [alice, bob] = [keyring.addFromUri('//Alice'), keyring.addFromUri('//Bob')];

const CALL: ChainCall = {
  pallet: 'SubtensorModule',
  method: 'remove_stake_full_limit',
  args: [
    { name: 'hotkey', value: bob.address },
    { name: 'netuid', value: 64 },
    { name: 'limit_price', value: 130_000_000n },
  ],
};

function prepare(metadataHash: string | null): PreparedExtrinsic {
  return prepareExtrinsic(
    runtime,
    genesis,
    CALL,
    { address: alice.address, nonce: 3 },
    checkpoint,
    metadataHash,
  );
}

type Decoded = ReturnType<typeof decodeExtrinsic>;
type Signed = NonNullable<Decoded['signed']>;

/** What a wallet gives that makes the transaction itself, with changes of its own, and signs what it made. */
function made(
  prepared: PreparedExtrinsic,
  change: (decoded: Decoded, signed: Signed) => Decoded,
  by = alice,
): WalletAnswer {
  const own = { signature: sign(alice, prepared.message), signedTransaction: null };
  const decoded = decodeExtrinsic(hexToU8a(completeExtrinsic(runtime, prepared, own, []).hex));
  if (decoded.signed === null) throw new Error('not signed');
  const changed = change(decoded, decoded.signed);
  if (changed.signed === null) throw new Error('not signed');
  const payload = signingPayload(changed.call, changed.signed, {
    ...version,
    genesisHash: hexToU8a(genesis),
    birthHash: hexToU8a(checkpoint.hash),
    metadataHash: changed.signed.metadataHash === 'Enabled' ? hexToU8a(digest) : null,
  });
  const signature = { type: 'Sr25519', value: by.sign(payload) } as const;
  const signed = { ...changed.signed, signature };
  return {
    signature: `0x01${u8aToHex(signature.value).slice(2)}`,
    signedTransaction: u8aToHex(encodeExtrinsic({ ...changed, signed })),
  };
}

function sign(pair: KeyringPair, message: string): string {
  return u8aToHex(pair.sign(hexToU8a(message), { withType: true }));
}

const complete = (prepared: PreparedExtrinsic, answer: WalletAnswer) =>
  completeExtrinsic(runtime, prepared, answer, [alice.address, bob.address]);
const refusal = (detail: string) => expect.objectContaining({ code: 'notAsOrdered', detail });

describe('a transaction of the wallet’s own making', () => {
  it.each([null, digest])('is taken when it is the one asked for, digest %s', (metadataHash) => {
    const prepared = prepare(metadataHash);
    const answer = made(prepared, (decoded) => decoded);
    expect(complete(prepared, answer)).toMatchObject({ hex: answer.signedTransaction, call: prepared.call });
  });

  const arg = (name: string, value: unknown) => (decoded: Decoded) => ({
    ...decoded,
    call: { ...decoded.call, args: { ...decoded.call.args, [name]: value } },
  });
  const part = (given: Partial<Signed>) => (decoded: Decoded, signed: Signed) => ({
    ...decoded,
    signed: { ...signed, ...given },
  });

  it.each([
    ['hotkey', arg('hotkey', alice.publicKey)],
    ['netuid', arg('netuid', 65)],
    ['limit_price', arg('limit_price', 1n)],
    ['limit_price', arg('limit_price', null)],
    [
      'call',
      (decoded: Decoded) => ({
        ...decoded,
        call: { pallet: 'System', call: 'remark', args: { remark: new Uint8Array(3) } },
      }),
    ],
    ['address', part({ address: { type: 'Id', value: bob.publicKey } })],
    ['CheckNonce', part({ nonce: 4 })],
    ['ChargeTransactionPayment', part({ tip: 1n })],
    ['CheckMortality', part({ era: { type: 'Immortal' } })],
    ['CheckMetadataHash', part({ metadataHash: 'Enabled' })],
  ])('is refused, by name, when %s was changed', (name, change) => {
    const prepared = prepare(null);
    expect(() => complete(prepared, made(prepared, change))).toThrow(refusal(name));
  });

  it('may leave the metadata’s digest out where the wallet was allowed to make it, and nothing else', () => {
    const prepared = prepare(digest);
    const disabled = made(prepared, part({ metadataHash: 'Disabled' }));
    expect(complete(prepared, disabled).hex).toBe(disabled.signedTransaction);
    const more = made(prepared, part({ metadataHash: 'Disabled', tip: 1n }));
    expect(() => complete(prepared, more)).toThrow(refusal('ChargeTransactionPayment'));
  });

  it('is refused when its signature is another account’s, another digest’s, or not the one told', () => {
    const prepared = prepare(digest);
    const same = (decoded: Decoded) => decoded;
    expect(() => complete(prepared, made(prepared, same, bob))).toThrow(
      expect.objectContaining({ code: 'walletWrongAccount' }),
    );
    const foreign = prepare(u8aToHex(new Uint8Array(32).fill(1)));
    expect(() => complete(foreign, made(foreign, same))).toThrow(
      expect.objectContaining({ code: 'walletBadSignature' }),
    );
    const { signedTransaction } = made(prepared, same);
    const another = { signedTransaction, signature: sign(alice, prepared.message) };
    expect(() => complete(prepared, another)).toThrow(
      expect.objectContaining({ code: 'walletBadSignature' }),
    );
  });

  it.each([
    ['no hex', 'nonsense', 'signedTransaction'],
    ['empty', '0x', 'length'],
    ['cut', '0x0401', 'version'],
    ['unsigned', '0x080400', 'version'],
  ])('is refused when it is %s', (_what, signedTransaction, name) => {
    const prepared = prepare(null);
    const signature = sign(alice, prepared.message);
    expect(() => complete(prepared, { signature, signedTransaction })).toThrow(refusal(name));
  });

  it('is refused with bytes behind its end', () => {
    const prepared = prepare(null);
    const { hex } = complete(prepared, { signature: sign(alice, prepared.message), signedTransaction: null });
    const longer = hexToU8a(`${hex}00`);
    expect(() => compareSigned(runtime, longer, CALL, prepared.terms)).toThrow(refusal('length'));
  });
});

describe('a payload', () => {
  const { payload, terms } = prepare(null);
  const bytesOf = (given: SignerPayloadJSON) =>
    runtime.registry.createType('ExtrinsicPayload', given, { version: 4 }).toU8a({ method: true });
  const compare = (given: SignerPayloadJSON, meant: SigningTerms = terms) =>
    comparePayload(runtime, bytesOf(given), given, CALL, meant);

  it('that says call and terms is read back', () => {
    expect(compare(payload).call.method).toBe('remove_stake_full_limit');
  });

  const other = `0x${'ee'.repeat(32)}` as const;
  const moreRemark = '0x00000c010203' as const;
  it.each<[string, Partial<SignerPayloadJSON>]>([
    ['call', { method: moreRemark }],
    ['CheckNonce', { nonce: '0x00000004' }],
    ['CheckMortality', { era: '0x00' }],
    ['CheckMortality', { era: '0x9502' }],
    ['CheckMortality', { blockHash: other }],
    ['CheckGenesis', { genesisHash: other }],
    ['CheckSpecVersion', { specVersion: '0x000001dc' }],
    ['CheckTxVersion', { transactionVersion: '0x00000002' }],
    ['ChargeTransactionPayment', { tip: '0x01' }],
    ['CheckMetadataHash', { mode: 1 }],
    ['CheckMetadataHash', { metadataHash: other }],
    ['address', { address: bob.address }],
    ['version', { version: 5 as never }],
    ['signedExtensions', { signedExtensions: [...payload.signedExtensions, 'More'] }],
  ])('is refused for %s when it has %j', (name, change) => {
    expect(() => compare({ ...payload, ...change })).toThrow(refusal(name));
  });

  it('is refused when there is more behind the call than the extensions take', () => {
    const longer = new Uint8Array([...bytesOf(payload), 0]);
    expect(() => comparePayload(runtime, longer, payload, CALL, terms)).toThrow(refusal('length'));
  });
});

it('compareCall names the first difference, whichever has more', () => {
  const [hotkey, ...rest] = CALL.args;
  expect(() => compareCall(CALL, CALL)).not.toThrow();
  expect(() => compareCall({ ...CALL, args: rest }, CALL)).toThrow(refusal('netuid'));
  expect(() => compareCall({ ...CALL, args: hotkey === undefined ? [] : [hotkey] }, CALL)).toThrow(
    refusal('netuid'),
  );
  expect(() => compareCall({ ...CALL, method: 'remark' }, CALL)).toThrow(refusal('call'));
});

const REAL = new URL('../../../shared/chain/metadata-424.scale', import.meta.url);

describe.skipIf(!existsSync(REAL))('with the metadata of mainnet', () => {
  it('a transaction is prepared, read back, signed and read back again', () => {
    const real = loadRuntime(u8aToHex(readFileSync(REAL)), { specVersion: 424, transactionVersion: 1 });
    expect(() => checkExtensions(real)).not.toThrow();
    for (const metadataHash of [null, digest]) {
      const account = { address: alice.address, nonce: 70_000 };
      const prepared = prepareExtrinsic(real, genesis, CALL, account, checkpoint, metadataHash);
      expect(prepared.extensions).toHaveLength(13);
      const answer = { signature: sign(alice, prepared.message), signedTransaction: null };
      const { call, hex } = completeExtrinsic(real, prepared, answer, []);
      expect(call).toEqual(prepared.call);
      expect(decodeExtrinsic(hexToU8a(hex))).toMatchObject({ call: { call: 'remove_stake_full_limit' } });
    }
  });
});
