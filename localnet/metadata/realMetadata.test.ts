import { existsSync, readFileSync } from 'node:fs';
import { u8aConcat } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './codec.ts';
import { encodeMetadata } from './encoder.ts';
import { metadataDifferences } from './metadataParity.ts';
import { metadataV15 } from './portable.ts';
import { metadataV16 } from './portableV16.ts';
import { MetadataError, realMetadata } from './realMetadata.ts';
import { laterCalls } from './servedMetadata.ts';
import { versionOf } from './version.ts';

const realMetadataFile = '../shared/chain/metadata-424.scale';

function bytesOf(served: ReturnType<typeof realMetadata>, format: number): Uint8Array {
  const bytes = served.bytes(format);
  if (bytes === undefined) throw new Error(`format ${format} is not served`);
  return bytes;
}

function refusal(source: Uint8Array): string {
  try {
    realMetadata(source);
  } catch (error) {
    if (error instanceof MetadataError) return error.message;
    throw error;
  }
  return 'served';
}

/** The same metadata, with this text, wherever it first stands, in the place of one as long. */
function altered(source: Uint8Array, before: string, after: string): Uint8Array {
  const at = Buffer.from(source).indexOf(before);
  if (at < 0 || before.length !== after.length) throw new Error(`no place for ${after}`);
  const copy = Uint8Array.from(source);
  copy.set(new TextEncoder().encode(after), at);
  return copy;
}

describe('metadata of format 15', () => {
  const own = encodeMetadata(15, { version: versionOf(425), lackedCalls: laterCalls });

  it('is served as it is and as 14, with the version and the calls that are in it', () => {
    const served = realMetadata(own);
    expect(served.formats).toEqual([14, 15]);
    expect(bytesOf(served, 15)).toEqual(own);
    expect(served.bytes(16)).toBeUndefined();
    expect(served.version.spec_version).toBe(425);
    expect(served.lackedCalls).toEqual(laterCalls);
    const v14 = bytesOf(served, 14);
    const ours = encodeMetadata(14, served);
    expect([metadataDifferences(v14, ours), metadataDifferences(ours, v14)]).toEqual([[], []]);
    expect(realMetadata(encodeMetadata(15)).lackedCalls).toEqual([]);
  });

  it.each([
    ['SubnetAlphaIn', 'SubnetAlphaXx', 'SubtensorModule.SubnetAlphaIn is not there'],
    ['amount_staked', 'amount_stakxx', 'SubtensorModule calls.add_stake fields: '],
    ['SubtokenEnabled', 'SubtokenEnablex', 'SubtensorModule.SubtokenEnabled is not there'],
    ['SlippageTooHigh', 'SlippageTooBigx', 'SubtensorModule errors.SlippageTooHigh is not there'],
    ['CheckMetadataHash', 'CheckMetadataHush', 'CheckMetadataHash path: '],
    ['AccountNonceApi', 'AccountNonceApx', 'api AccountNonceApi is not there'],
  ])('with %s altered is refused at that', (before, after, difference) => {
    expect(refusal(altered(own, before, after))).toContain(
      `The metadata is of a runtime that this chain is not like: ${difference}`,
    );
  });
});

describe('what is no metadata to be served', () => {
  it.each([
    ['text', new TextEncoder().encode('{"meta": 15}'), 'This is no metadata: it does not begin with "meta".'],
    ['nothing', new Uint8Array(), 'This is no metadata: it does not begin with "meta".'],
    [
      'format 14',
      encodeMetadata(14),
      'Metadata of format 14 cannot be served: it must be of 15 or 16, which tell of runtime APIs.',
    ],
    ['a part of it', encodeMetadata(15).subarray(0, 9_000), 'The metadata cannot be decoded: '],
    [
      'more than it',
      u8aConcat(encodeMetadata(15), Uint8Array.of(0)),
      'The metadata cannot be decoded: 1 bytes too many.',
    ],
  ])('%s is refused with a sentence', (_, source, sentence) => {
    expect(refusal(source)).toContain(sentence);
  });
});

describe.skipIf(!existsSync(realMetadataFile))('the metadata of mainnet, spec 424', () => {
  const source = existsSync(realMetadataFile)
    ? new Uint8Array(readFileSync(realMetadataFile))
    : new Uint8Array();

  it('is decoded whole: encoded again it is the same bytes', () => {
    const body = source.subarray(5);
    expect(Buffer.from(encode(metadataV16, decode(metadataV16, body))).equals(body)).toBe(true);
  });

  it('is served as 14, 15 and 16, all of them of one runtime, in the eyes of an unmodified polkadot-js', () => {
    const served = realMetadata(source);
    expect(served.formats).toEqual([14, 15, 16]);
    expect(bytesOf(served, 16)).toBe(source);
    expect(served.version).toMatchObject({ spec_name: 'node-subtensor', spec_version: 424 });
    expect(served.version.apis.length).toBeGreaterThan(20);
    for (const format of [14, 15]) {
      const bytes = bytesOf(served, format);
      expect(bytes[4]).toBe(format);
      expect(metadataDifferences(bytes, source)).toEqual([]);
    }
    expect(metadataDifferences(source, bytesOf(served, 15))).toEqual([]);
    expect(decode(metadataV15, bytesOf(served, 15).subarray(5)).apis.length).toBeGreaterThan(20);
  });

  it('is refused when an index, a type or a hasher is another', () => {
    const metadata = decode(metadataV16, source.subarray(5));
    const withPallets = (change: (pallet: (typeof metadata.pallets)[number]) => typeof pallet) =>
      u8aConcat(
        source.subarray(0, 5),
        encode(metadataV16, { ...metadata, pallets: metadata.pallets.map(change) }),
      );
    const moved = withPallets((pallet) => (pallet.name === 'Swap' ? { ...pallet, index: 29 } : pallet));
    expect(refusal(moved)).toContain('this chain is not like: Swap index: 28 is 29 there.');
    const hashed = withPallets((pallet) => {
      if (pallet.storage === null || pallet.name !== 'Swap') return pallet;
      const items = pallet.storage.items.map((item) =>
        item.name === 'FeeRate' && item.type.type === 'Map'
          ? { ...item, type: { ...item.type, value: { ...item.type.value, hashers: ['Identity' as const] } } }
          : item,
      );
      return { ...pallet, storage: { ...pallet.storage, items } };
    });
    expect(refusal(hashed)).toContain('Swap.FeeRate hashers: ["Twox64Concat"] is ["Identity"] there.');
    const gone = withPallets((pallet) =>
      pallet.name === 'Balances' ? { ...pallet, constants: [] } : pallet,
    );
    expect(refusal(gone)).toContain('constant Balances.ExistentialDeposit is not there.');
  });
});
