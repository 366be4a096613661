import { Keyring } from '@polkadot/keyring';
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';
import { beforeEach, describe, expect, it } from 'vitest';
import { ByteWriter } from '#localnet/metadata/bytes.ts';
import { encode, type Value } from '#localnet/metadata/codec.ts';
import { encodeExtrinsic, extra, signingPayload, uncheckedExtrinsic } from '#localnet/metadata/extrinsic.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { systemConstants } from '#localnet/metadata/pallets/systemConstants.ts';
import { runtimeCall } from '#localnet/metadata/runtimeDefinition.ts';
import type { multiAddress } from '#localnet/metadata/types.ts';
import { type ProfileName, profiles } from '#localnet/node/runtime/profile.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call, failure, TestChain } from '#localnet/node/runtime/testChain.ts';
import { callWeight } from './fee.ts';
import { metadataDigest } from './metadataHash.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const remark = (bytes = 0) => call('System.remark', { remark: new Uint8Array(bytes) });

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([64]);
  chain.begin();
});

/** Alice's remark, signed with a digest of the metadata. */
function signedOver(on: TestChain, digest: Uint8Array): Uint8Array {
  const nonce = account(on.state, alice.publicKey).nonce;
  const extensions = { era: { type: 'Immortal' }, nonce, tip: 0n, metadataHash: 'Enabled' } as const;
  const payload = signingPayload(remark(), extensions, {
    specVersion: on.runtime.version.specVersion,
    transactionVersion: on.runtime.version.transactionVersion,
    genesisHash: on.hash(0),
    birthHash: on.hash(0),
    metadataHash: digest,
  });
  const address = { type: 'Id', value: alice.publicKey } as const;
  const signature = { type: 'Sr25519', value: alice.sign(payload) } as const;
  return encodeExtrinsic({ signed: { address, signature, ...extensions }, call: remark() });
}

describe('a signature over the metadata’s digest', () => {
  const digestOf = (on: TestChain, tokenSymbol: string) => {
    const bytes = on.runtime.metadata(15) ?? new Uint8Array();
    const { specName, specVersion } = on.runtime.version;
    const chainInfo = { base58Prefix: 42, decimals: 9, specName, specVersion, tokenSymbol };
    return merkleizeMetadata(bytes, chainInfo).digest();
  };

  it.each<ProfileName>(['425', 'live'])(
    'is taken when it is that of the metadata served, at %s',
    (profile) => {
      const own = new TestChain([64], { profile });
      own.begin();
      const bytes = signedOver(own, digestOf(own, 'TAO'));
      expect(own.runtime.validate(own.state, bytes, own.hash(1)).ok).toBe(true);
      expect(own.runtime.apply(own.state, bytes).ok).toBe(true);
    },
  );

  it('is refused when it is another’s', () => {
    const early = new TestChain([64], { profile: '425' });
    for (const digest of [digestOf(chain, 'DOT'), digestOf(early, 'TAO'), new Uint8Array(32)]) {
      const { code, data } = chain.refusal(signedOver(chain, digest));
      expect([code, data]).toEqual([1010, 'Transaction has a bad signature']);
    }
  });

  it('is made once, and only when it is asked for', () => {
    let asked = 0;
    const digest = metadataDigest((format) => {
      asked += 1;
      return chain.runtime.metadata(format);
    });
    expect(asked).toBe(0);
    expect(digest()).toEqual(digestOf(chain, 'TAO'));
    expect(digest()).toBe(digest());
    expect(asked).toBe(1);
    expect(metadataDigest(() => undefined)()).toBeNull();
  });
});

describe('a block', () => {
  const LENGTH = systemConstants.BlockLength.value.max.normal;
  const normal = systemConstants.BlockWeights.value.per_class.normal;
  const limit = normal.max_total?.ref_time ?? 0n;
  const heaviest = normal.max_extrinsic?.ref_time ?? 0n;
  const base = normal.base_extrinsic.ref_time;
  const FULL = 'Transaction would exhaust the block limits';

  it('takes bytes of normal extrinsics up to three quarters of its length', () => {
    const most = LENGTH - (systemStorage.AllExtrinsicsLen.get(chain.state) ?? 0);
    const overhead = chain.sign(alice, remark(100_000)).length - 100_000;
    expect(chain.refusal(chain.sign(alice, remark(most - overhead + 1)))).toMatchObject({
      data: FULL,
      permanent: false,
    });
    expect(failure(chain.submit(alice, remark(most - overhead)))).toBeNull();
    expect(systemStorage.AllExtrinsicsLen.get(chain.state)).toBe(LENGTH);
    expect(chain.refusal(chain.sign(alice, remark())).data).toBe(FULL);
    chain.runtime.finalizeBlock(chain.state);
    expect(systemStorage.AllExtrinsicsLen.get(chain.state)).toBeNull();
    chain.begin();
    expect(failure(chain.submit(alice, remark()))).toBeNull();
  });

  it('takes weight of normal extrinsics up to three quarters of its own', () => {
    const own = callWeight(profiles.live, remark()) + base;
    const fill = (ref_time: bigint) =>
      systemStorage.BlockWeight.set(chain.state, {
        ...systemStorage.BlockWeight.get(chain.state),
        normal: { ref_time, proof_size: 0n },
      });
    fill(limit - own + 1n);
    const before = new Map(chain.state.entries());
    expect(chain.refusal(chain.sign(alice, remark()))).toMatchObject({ data: FULL, permanent: false });
    expect(new Map(chain.state.entries())).toEqual(before);
    fill(limit - own);
    expect(failure(chain.submit(alice, remark()))).toBeNull();
    expect(systemStorage.BlockWeight.get(chain.state).normal.ref_time).toBe(limit);
    const next = chain.sign(alice, remark());
    expect(chain.runtime.validate(chain.state, next, chain.hash(1)).ok).toBe(true);
    chain.runtime.finalizeBlock(chain.state);
    chain.begin();
    expect(systemStorage.BlockWeight.get(chain.state).normal.ref_time).toBe(0n);
    expect(failure(chain.submit(alice, remark()))).toBeNull();
  });

  it('counts its own weight and that of its inherents apart', () => {
    const { base_block } = systemConstants.BlockWeights.value;
    const inherent = callWeight(profiles.live, call('Timestamp.set', { now: 0n }));
    const { mandatory, normal: taken } = systemStorage.BlockWeight.get(chain.state);
    expect(mandatory.ref_time).toBe(base_block.ref_time + inherent + base);
    expect(taken.ref_time).toBe(0n);
  });

  it('never takes what is too heavy for any', () => {
    const batch = (calls: number) =>
      call('Utility.batch', { calls: Array<RuntimeCall>(calls).fill(remark()) });
    const room = heaviest - callWeight(profiles.live, batch(0));
    const count = Number(room / callWeight(profiles.live, remark()));
    const bytes = chain.sign(alice, batch(count + 1));
    expect(chain.refusal(bytes).data).toBe(FULL);
    expect(chain.runtime.validate(chain.state, bytes, chain.hash(1))).toMatchObject({
      ok: false,
      data: FULL,
    });
    const light = chain.sign(alice, batch(count));
    expect(chain.runtime.validate(chain.state, light, chain.hash(1)).ok).toBe(true);
  });
});

describe('calls in calls', () => {
  const real = { type: 'Id', value: alice.publicKey };
  const wrap = (inner: RuntimeCall, times: number): RuntimeCall =>
    times === 0 ? inner : call('Proxy.proxy', { real, force_proxy_type: null, call: wrap(inner, times - 1) });
  const validity = (what: RuntimeCall) =>
    chain.runtime.validate(chain.state, chain.sign(alice, what), chain.hash(1));

  it('are taken eight deep, and refused deeper', () => {
    expect(validity(wrap(remark(), 7)).ok).toBe(true);
    const refusal = { ok: false, code: 1010, data: 'Transaction call is not expected', permanent: true };
    expect(validity(wrap(remark(), 8))).toMatchObject(refusal);
    expect(chain.refusal(chain.sign(alice, wrap(remark(), 8)))).toMatchObject(refusal);
  });

  it('are as deep as the deepest of a batch', () => {
    const batch = (times: number) => call('Utility.batch', { calls: [remark(), wrap(remark(), times)] });
    expect([validity(batch(6)).ok, validity(batch(7)).ok]).toEqual([true, false]);
  });
});

describe('an extrinsic', () => {
  const addresses: readonly Value<typeof multiAddress>[] = [
    { type: 'Index', value: null },
    { type: 'Raw', value: alice.publicKey },
    { type: 'Address32', value: alice.publicKey },
    { type: 'Address20', value: new Uint8Array(20) },
  ];

  it.each(addresses)('of an address that is no account is not looked up: $type', (address) => {
    const extensions = { era: { type: 'Immortal' }, nonce: 0, tip: 0n, metadataHash: 'Disabled' } as const;
    const signature = { type: 'Sr25519', value: new Uint8Array(64) } as const;
    const bytes = encodeExtrinsic({ signed: { address, signature, ...extensions }, call: remark() });
    const { code, data } = chain.refusal(bytes);
    expect([code, data]).toEqual([1011, 'Could not lookup information required to validate the transaction']);
  });

  it('of the zero account is refused', () => {
    const extensions = { era: { type: 'Immortal' }, nonce: 0, tip: 0n, metadataHash: 'Disabled' } as const;
    const address = { type: 'Id', value: new Uint8Array(32) } as const;
    const signature = { type: 'Sr25519', value: new Uint8Array(64) } as const;
    const bytes = encodeExtrinsic({ signed: { address, signature, ...extensions }, call: remark() });
    expect(chain.refusal(bytes).code).toBe(1010);
  });

  it('of the general form is read, and has no origin', () => {
    const general = (version: number, tail: readonly number[] = []) => {
      const out = new ByteWriter();
      out.bytes(Uint8Array.of(0x45, version));
      const system = [null, null, null, null, { type: 'Immortal' }, 0, null] as const;
      extra.write(out, [system, [0n, null, null, null, null], { mode: 'Disabled' }]);
      runtimeCall.write(out, remark());
      out.bytes(Uint8Array.from(tail));
      return encode(uncheckedExtrinsic, out.finish());
    };
    const refusal = { code: 1010, data: 'The transaction extension did not authorize any origin' };
    expect(chain.refusal(general(0))).toMatchObject({ ...refusal, encoded: Uint8Array.of(0, 12) });
    expect(chain.runtime.validate(chain.state, general(0), chain.hash(1))).toMatchObject(refusal);
    for (const bytes of [general(1), general(0, [0])]) expect(chain.refusal(bytes).code).toBe(1002);
  });
});

describe('an era', () => {
  it('of a phase that the chain has not reached is not yet known', () => {
    const era = { type: 'Mortal', period: 64, phase: 40 } as const;
    const bytes = chain.sign(alice, remark(), { era, birthHash: chain.hash(40) });
    expect(chain.refusal(bytes).data).toBe('Transaction has an ancient birth block');
  });

  it('of the longest period counts its phase in steps of sixteen', () => {
    for (let block = 0; block < 32; block += 1) {
      chain.runtime.finalizeBlock(chain.state);
      chain.begin();
    }
    const era = { type: 'Mortal', period: 65_536, phase: 16 } as const;
    const bytes = chain.sign(alice, remark(), { era, birthHash: chain.hash(16) });
    const told = chain.runtime.validate(chain.state, bytes, chain.hash(33));
    expect(told).toMatchObject({ ok: true, longevity: BigInt(16 + 65_536 - 34) });
    const between = { ...era, phase: 31 };
    const rounded = chain.sign(alice, remark(), { era: between, birthHash: chain.hash(16) });
    expect(chain.runtime.validate(chain.state, rounded, chain.hash(33)).ok).toBe(true);
  });
});
