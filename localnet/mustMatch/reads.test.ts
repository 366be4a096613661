import { TypeRegistry } from '@polkadot/types';
import { compactToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiMethod, runtimeApis } from '#localnet/metadata/apis.ts';
import { ByteReader } from '#localnet/metadata/bytes.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { StakingChain } from '#localnet/node/runtime/staking/testStaking.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { alice, buy, hotkey, SN, TAO } from './trading.ts';

const NAME = 'Größe ז';

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([SN]);
  chain.begin();
});

function answer<I, O>(name: string, { input }: ApiMethod<I, O>, args: I): Uint8Array {
  return chain.runtime.call(chain.state, name, encode(input.codec, args));
}

describe('16. DynamicInfo has names as Vec<Compact<u8>>, emission and pending_root_emission 0; StakeInfo.locked is 0', () => {
  const { get_dynamic_info } = runtimeApis.SubnetInfoRuntimeApi;
  const { get_stake_info_for_coldkey } = runtimeApis.StakeInfoRuntimeApi;
  const info = () => answer('SubnetInfoRuntimeApi_get_dynamic_info', get_dynamic_info, { netuid: SN });

  it('spends two bytes on each byte of a name from 64 up', () => {
    const identity = s.SubnetIdentitiesV3.get(chain.state, SN);
    if (identity === null) throw new Error('the subnet has a name');
    const name = new TextEncoder().encode(NAME);
    s.SubnetIdentitiesV3.set(chain.state, SN, { ...identity, subnet_name: name });
    const elements = [...name].map((byte) => compactToU8a(byte));
    const encoded = u8aConcat(compactToU8a(name.length), ...elements);
    expect(encoded.length).toBeGreaterThan(name.length + 1);
    // Some, the netuid as a compact of two bytes, two accounts.
    const start = 1 + compactToU8a(SN).length + 64;
    const bytes = info();
    expect(u8aToHex(bytes.slice(start, start + encoded.length))).toBe(u8aToHex(encoded));
    const read = new TypeRegistry().createType('Vec<Compact<u8>>', bytes.slice(start));
    const letters = (read.toJSON() as number[]).map(Number);
    expect(new TextDecoder().decode(Uint8Array.from(letters))).toBe(NAME);
  });

  it('says 0 for what is emitted and what waits for root, whatever does', () => {
    for (let block = 0; block < 3; block += 1) {
      chain.runtime.finalizeBlock(chain.state);
      chain.begin();
    }
    expect(s.PendingRootAlphaDivs.get(chain.state, SN)).toBeGreaterThan(0n);
    expect(s.SubnetAlphaOutEmission.get(chain.state, SN)).toBeGreaterThan(0n);
    const told = decode(get_dynamic_info.output, info());
    expect([told?.emission, told?.pending_root_emission]).toEqual([0n, 0n]);
    expect(told?.alpha_out_emission).toBe(s.SubnetAlphaOutEmission.get(chain.state, SN));
  });

  it('says 0 for what is locked, though it is', () => {
    chain.submit(alice, buy(10n * TAO));
    const amount = chain.held(alice, SN) / 2n;
    const lock = call('SubtensorModule.lock_stake', { hotkey, netuid: SN, amount });
    expect(failure(chain.submit(alice, lock))).toBeNull();
    const bytes = answer('StakeInfoRuntimeApi_get_stake_info_for_coldkey', get_stake_info_for_coldkey, {
      coldkey_account: alice.publicKey,
    });
    const input = new ByteReader(bytes);
    const rows = get_stake_info_for_coldkey.output.read(input);
    expect(rows.map(({ stake, locked }) => [stake, locked])).toEqual([[chain.held(alice, SN), 0n]]);
    expect(input.remaining).toBe(0);
  });
});
