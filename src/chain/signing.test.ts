import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex, cryptoWaitReady } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import type { ChainCall } from '#domain/order.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { decodeExtrinsic } from '#localnet/metadata/extrinsic.ts';
import type { PreparedExtrinsic } from './client.ts';
import { describeCall, encodeCall } from './extrinsics.ts';
import { loadRuntime } from './runtime.ts';
import { checkExtensions, unknownExtension } from './signedExtensions.ts';
import { completeExtrinsic, prepareExtrinsic, unsignedSample } from './signing.ts';

await cryptoWaitReady();

const metadata = u8aToHex(encodeMetadata(15));
const version = { specVersion: 475, transactionVersion: 1 };
const runtime = loadRuntime(metadata, version);
const genesis = u8aToHex(new Uint8Array(32).fill(7));
const checkpoint = { number: 1_000, hash: u8aToHex(new Uint8Array(32).fill(8)) };

const pair = (type: 'sr25519' | 'ed25519' | 'ecdsa', uri: string) =>
  new Keyring({ type, ss58Format: 42 }).addFromUri(uri);
const alice = pair('sr25519', '//Alice');
const bob = pair('sr25519', '//Bob');

const CALL: ChainCall = {
  pallet: 'SubtensorModule',
  method: 'add_stake_limit',
  args: [
    { name: 'hotkey', value: bob.address },
    { name: 'netuid', value: 64 },
    { name: 'amount_staked', value: 25_000_000_000n },
    { name: 'limit_price', value: 130_000_000n },
    { name: 'allow_partial', value: false },
  ],
};

function prepare(
  signer: KeyringPair,
  call = CALL,
  metadataHash: string | null = null,
  nonce = 300,
): PreparedExtrinsic {
  return prepareExtrinsic(
    runtime,
    genesis,
    call,
    { address: signer.address, nonce },
    checkpoint,
    metadataHash,
  );
}

function answer(signer: KeyringPair, message: string) {
  return { signature: u8aToHex(signer.sign(hexToU8a(message), { withType: true })), signedTransaction: null };
}

/** The metadata with one name turned into another of any length. */
function renamed(from: string, to: string) {
  const text = (name: string) => u8aToHex(new Uint8Array([name.length * 4, ...Buffer.from(name)])).slice(2);
  expect(metadata).toContain(text(from));
  return loadRuntime(metadata.replaceAll(text(from), text(to)), version);
}

describe('encodeCall', () => {
  it('gives the chain’s own bytes', () => {
    const limit = '80a4bf0700000000';
    expect(u8aToHex(encodeCall(runtime, CALL).toU8a())).toBe(
      `0x0758${u8aToHex(bob.publicKey).slice(2)}400000ba1dd205000000${limit}00`,
    );
  });

  it('describes a call with the hash that wallets show', () => {
    const { method, args, hash, hex } = describeCall(runtime, CALL);
    expect(method).toBe('SubtensorModule.add_stake_limit');
    expect(args[2]).toEqual({ name: 'amount_staked', value: '25000000000' });
    expect(hash).toBe(blake2AsHex(hexToU8a(hex), 256));
  });

  it.each([
    ['the call is gone', 'add_stake_limit', 'add_stake_limiu'],
    ['the pallet is gone', 'SubtensorModule', 'SubtensorModulf'],
    ['an argument has another name', 'limit_price', 'limit_pricf'],
  ])('refuses when %s', (_why, from, to) => {
    expect(() => encodeCall(renamed(from, to), CALL)).toThrow(
      expect.objectContaining({ code: 'unsupportedRuntime' }),
    );
  });

  it('refuses arguments that are too few or in another order', () => {
    for (const args of [CALL.args.slice(1), [...CALL.args].reverse()]) {
      expect(() => encodeCall(runtime, { ...CALL, args })).toThrow(
        expect.objectContaining({ code: 'unsupportedRuntime' }),
      );
    }
  });
});

describe('checkExtensions', () => {
  it('accepts the thirteen of the chain', () => {
    expect(() => checkExtensions(runtime)).not.toThrow();
  });

  it('accepts an unknown one without data, and lists it', () => {
    const runtime = renamed('DrandPriority', 'SomethingNew');
    expect(() => checkExtensions(runtime)).not.toThrow();
    expect(unknownExtension(runtime)).toBeNull();
    const account = { address: alice.address, nonce: 300 };
    const { extensions, message } = prepareExtrinsic(runtime, genesis, CALL, account, checkpoint, null);
    expect(extensions[11]).toEqual({ name: 'SomethingNew', carried: '0x', implied: '0x' });
    expect(message).toBe(prepare(alice).message);
  });

  it.each([
    ['in the transaction', 'CheckNonce', 'CheckNoncf'],
    ['in what is signed', 'CheckGenesis', 'CheckGenesit'],
  ])('refuses an unknown one with data %s', (_where, from, to) => {
    expect(unknownExtension(renamed(from, to))).toBe(to);
    expect(() => checkExtensions(renamed(from, to))).toThrow(
      expect.objectContaining({ code: 'unknownExtension', detail: to }),
    );
  });
});

describe('a prepared transaction', () => {
  const prepared = prepare(alice);

  it('asks the wallet for exactly the intent', () => {
    expect(prepared.payload).toMatchObject({
      address: alice.address,
      blockHash: checkpoint.hash,
      genesisHash: genesis,
      method: u8aToHex(encodeCall(runtime, CALL).toU8a()),
      nonce: '0x0000012c',
      specVersion: '0x000001db',
      transactionVersion: '0x00000001',
      tip: '0x00000000000000000000000000000000',
    });
  });

  it('is read back from the bytes that are signed: the call, and what every extension carries', () => {
    expect(prepared.call.args.map(({ value }) => String(value))).toEqual(
      CALL.args.map(({ value }) => String(value)),
    );
    expect(prepared.callHash).toBe(describeCall(runtime, CALL).hash);
    const data = prepared.extensions.filter(({ carried, implied }) => carried !== '0x' || implied !== '0x');
    expect(data).toEqual([
      { name: 'CheckSpecVersion', carried: '0x', implied: '0xdb010000' },
      { name: 'CheckTxVersion', carried: '0x', implied: '0x01000000' },
      { name: 'CheckGenesis', carried: '0x', implied: genesis },
      { name: 'CheckMortality', carried: '0x8502', implied: checkpoint.hash },
      { name: 'CheckNonce', carried: '0xb104', implied: '0x' },
      { name: 'ChargeTransactionPayment', carried: '0x00', implied: '0x' },
      { name: 'CheckMetadataHash', carried: '0x00', implied: '0x00' },
    ]);
    expect(prepared.extensions).toHaveLength(13);
  });

  it('covers the metadata’s digest when it is given', () => {
    const digest = `0x${'d1'.repeat(32)}`;
    const hardware = prepare(alice, CALL, digest);
    expect(hardware.payload).toMatchObject({ mode: 1, metadataHash: digest, withSignedTransaction: true });
    expect(hardware.extensions.at(-1)).toEqual({
      name: 'CheckMetadataHash',
      carried: '0x01',
      implied: `0x01${'d1'.repeat(32)}`,
    });
    const { hex } = completeExtrinsic(runtime, hardware, answer(alice, hardware.message), []);
    expect(decodeExtrinsic(hexToU8a(hex))).toMatchObject({ signed: { metadataHash: 'Enabled' } });
    expect(prepared.payload).toMatchObject({ mode: 0, withSignedTransaction: false });
  });

  it('may enter the 63 blocks after its checkpoint', () => {
    expect(prepared.era).toEqual({ birth: 1_001, death: 1_064 });
  });

  it.each(['sr25519', 'ed25519', 'ecdsa'] as const)('is completed by a signature of an %s key', (type) => {
    const signer = pair(type, '//Carol');
    const own = prepare(signer);
    const { hash, hex } = completeExtrinsic(runtime, own, answer(signer, own.message), []);
    expect(hash).toBe(blake2AsHex(hexToU8a(hex), 256));
    expect(decodeExtrinsic(hexToU8a(hex))).toMatchObject({
      signed: { nonce: 300, tip: 0n },
      call: {
        pallet: 'SubtensorModule',
        call: 'add_stake_limit',
        args: { netuid: 64, allow_partial: false },
      },
    });
  });

  it('is hashed before it is signed when it is long', () => {
    const long = prepare(alice, {
      pallet: 'System',
      method: 'remark',
      args: [{ name: 'remark', value: `0x${'ab'.repeat(300)}` }],
    });
    expect(long.message).toHaveLength(2 + 64);
    expect(() => completeExtrinsic(runtime, long, answer(alice, long.message), [])).not.toThrow();
  });

  it('refuses the signature of another account, and says so when it is known', () => {
    const foreign = answer(bob, prepared.message);
    expect(() => completeExtrinsic(runtime, prepared, foreign, [alice.address, bob.address])).toThrow(
      expect.objectContaining({ code: 'walletWrongAccount' }),
    );
    expect(() => completeExtrinsic(runtime, prepared, foreign, [alice.address])).toThrow(
      expect.objectContaining({ code: 'walletBadSignature' }),
    );
  });

  it('refuses a signature over anything else', () => {
    const another = prepare(alice, CALL, null, 301);
    const wrapped = `0x${Buffer.from('<Bytes>').toString('hex')}${prepared.message.slice(2)}${Buffer.from('</Bytes>').toString('hex')}`;
    for (const message of [another.message, wrapped]) {
      expect(() => completeExtrinsic(runtime, prepared, answer(alice, message), [])).toThrow(
        expect.objectContaining({ code: 'walletBadSignature' }),
      );
    }
  });

  it.each([
    '',
    '0x',
    '0x01',
    'hello',
    `0x01${'00'.repeat(64)}`,
    `0x02${'ff'.repeat(65)}`,
    `0x07${'11'.repeat(64)}`,
  ])('refuses %s as a signature', (signature) => {
    expect(() => completeExtrinsic(runtime, prepared, { signature, signedTransaction: null }, [])).toThrow(
      expect.objectContaining({ code: 'walletBadSignature' }),
    );
  });

  it('tells the call that was signed, as its bytes say', () => {
    const { call } = completeExtrinsic(runtime, prepared, answer(alice, prepared.message), []);
    expect(call).toEqual({
      ...CALL,
      args: CALL.args.map((arg) => (arg.name === 'netuid' ? { ...arg, value: 64n } : arg)),
    });
  });

  it('has a sample of the same length, to ask what it would cost', () => {
    const { hex } = completeExtrinsic(runtime, prepared, answer(alice, prepared.message), []);
    const sample = unsignedSample(runtime, genesis, CALL, { address: alice.address, nonce: 300 }, checkpoint);
    expect(sample).toHaveLength(hex.length);
    expect(() => decodeExtrinsic(hexToU8a(sample))).not.toThrow();
  });
});
