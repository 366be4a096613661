import { Keyring } from '@polkadot/keyring';
import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types';
import type { RuntimeVersion } from '@polkadot/types/interfaces';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { cryptoWaitReady, signatureVerify } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import { DecodeError } from './bytes.ts';
import { encode } from './codec.ts';
import { encodeMetadata } from './encoder.ts';
import { eraBirth } from './era.ts';
import { decodeExtrinsic, encodeExtrinsic, type Implicit, signingPayload } from './extrinsic.ts';
import { bytes } from './primitives.ts';

const genesisHash = new Uint8Array(32).fill(7);
const birthHash = new Uint8Array(32).fill(8);
const hotkey = new Uint8Array(32).fill(9);
const addStake = {
  pallet: 'SubtensorModule',
  call: 'add_stake_limit',
  args: {
    hotkey,
    netuid: 64,
    amount_staked: 25_000_000_000n,
    limit_price: 130_000_000n,
    allow_partial: false,
  },
};

// The keys come from WebAssembly, which has to be ready before them.
await cryptoWaitReady();
const pair = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri('//Alice');

describe.each([14, 15] as const)('extrinsics that polkadot-js makes of metadata V%i', (format) => {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, encodeMetadata(format));
  registry.setMetadata(metadata);
  const { tx } = expandMetadata(registry, metadata);
  const options = {
    blockHash: birthHash,
    era: registry.createType('ExtrinsicEra', { current: 1000, period: 64 }),
    genesisHash,
    nonce: 300,
    runtimeVersion: registry.createType<RuntimeVersion>('RuntimeVersion', {
      specVersion: 475,
      transactionVersion: 1,
    }),
    tip: 12_345,
  };
  const implicit: Implicit = {
    specVersion: 475,
    transactionVersion: 1,
    genesisHash,
    birthHash,
    metadataHash: null,
  };

  function signedByPolkadot(remark?: Uint8Array): Uint8Array {
    const call =
      remark === undefined
        ? tx.subtensorModule?.addStakeLimit?.(hotkey, 64, 25_000_000_000n, 130_000_000n, false)
        : tx.system?.remark?.(u8aToHex(remark));
    if (call === undefined) throw new Error('call is missing');
    const extrinsic = registry.createType('Extrinsic', call, { version: 4 });
    extrinsic.sign(pair, options);
    return extrinsic.toU8a();
  }

  it('decode, and encode to the same bytes', () => {
    const encoded = signedByPolkadot();
    const decoded = decodeExtrinsic(encoded);
    expect(decoded.call).toEqual(addStake);
    expect(decoded.signed).toMatchObject({
      address: { type: 'Id', value: pair.publicKey },
      nonce: 300,
      tip: 12_345n,
      metadataHash: 'Disabled',
    });
    expect(decoded.signed === null ? -1 : eraBirth(decoded.signed.era, 1010)).toBe(1000);
    expect(u8aToHex(encodeExtrinsic(decoded))).toBe(u8aToHex(encoded));
  });

  it('bear signatures over the payload that the runtime builds', () => {
    const { call, signed } = decodeExtrinsic(signedByPolkadot());
    if (signed === null) throw new Error('not signed');
    const verified = (changed: Partial<Implicit>) => {
      const payload = signingPayload(call, signed, { ...implicit, ...changed });
      return signatureVerify(payload, signed.signature.value, pair.publicKey).isValid;
    };
    expect(verified({})).toBe(true);
    expect(verified({ specVersion: 476 })).toBe(false);
    expect(verified({ metadataHash: new Uint8Array(32) })).toBe(false);
  });

  it('sign the hash of a payload above 256 bytes', () => {
    const { call, signed } = decodeExtrinsic(signedByPolkadot(new Uint8Array(300)));
    if (signed === null) throw new Error('not signed');
    const payload = signingPayload(call, signed, implicit);
    expect(payload).toHaveLength(32);
    expect(signatureVerify(payload, signed.signature.value, pair.publicKey).isValid).toBe(true);
  });
});

describe('extrinsics', () => {
  it('of no known format, cut short or with bytes left over are refused', () => {
    const bare = encodeExtrinsic({
      signed: null,
      call: { pallet: 'Timestamp', call: 'set', args: { now: 5n } },
    });
    expect(u8aToHex(bare)).toBe('0x100402' + '0014');
    expect(decodeExtrinsic(bare).signed).toBeNull();
    for (const input of ['0x1006020014', '0x0c040200', '0x1004020014ff', '0x140402001400', '0x', '0x04c4']) {
      expect(() => decodeExtrinsic(hexToU8a(input))).toThrow(DecodeError);
    }
  });

  it('whose calls nest without end are refused, not followed', () => {
    const depth = 100_000;
    const body = new Uint8Array(1 + depth * 3);
    body[0] = 0x04;
    for (let index = 0; index < depth; index += 1) body.set([11, 0, 4], 1 + index * 3);
    expect(() => decodeExtrinsic(encode(bytes, body))).toThrow(DecodeError);
  });
});
