import { Keyring } from '@polkadot/keyring';
import { Metadata, TypeRegistry } from '@polkadot/types';
import type { Codec } from '@polkadot/types/types';
import { stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { header, inherentData } from '#localnet/metadata/blockTypes.ts';
import { encode } from '#localnet/metadata/codec.ts';
import { option, vec } from '#localnet/metadata/collections.ts';
import { u16, u32, u64 } from '#localnet/metadata/primitives.ts';
import { runtimeCall } from '#localnet/metadata/runtimeDefinition.ts';
import { call, TestChain } from '#localnet/node/runtime/testChain.ts';
import { RuntimeTrap } from '#localnet/node/runtime.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const chain = new TestChain([1, 64]);
chain.begin();
chain.submit(alice, call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: 1_000_000_000n }));
chain.runtime.finalizeBlock(chain.state);

const registry = new TypeRegistry();
const metadata = new Metadata(registry, u8aToHex(chain.runtime.metadata(15)));
registry.setMetadata(metadata);

const remark = call('System.remark', { remark: Uint8Array.of(1, 2, 3) });
/** Arguments by their names, as SCALE bytes; the others are the defaults of their types. */
const given: Readonly<Record<string, Uint8Array>> = {
  uxt: chain.sign(alice, remark),
  tx: chain.sign(alice, remark),
  extrinsic: chain.sign(alice, remark),
  call: encode(runtimeCall, remark),
  netuid: encode(u16, 64),
  netuids: encode(option(vec(u16)), [64]),
  version: encode(u32, 15),
  amount: encode(u64, 5_000n),
  tao: encode(u64, 1_000_000_000n),
  alpha: encode(u64, 1_000_000_000n),
  metagraph_indexes: encode(
    vec(u16),
    Array.from({ length: 74 }, (_, index) => index),
  ),
  coldkey: alice.publicKey,
  account: alice.publicKey,
  coldkey_account: alice.publicKey,
  coldkey_accounts: u8aConcat(Uint8Array.of(4), alice.publicKey),
  delegatee_account: alice.publicKey,
  hotkey,
  hotkey_account: hotkey,
  delegate_account: hotkey,
  header: encode(header, {
    parent_hash: chain.hash(1),
    number: 2,
    state_root: chain.hash(0),
    extrinsics_root: chain.hash(0),
    digest: { logs: [] },
  }),
  inherent: encode(inherentData, { data: [[stringToU8a('timstap0'), encode(u64, 2_000_000_000_000n)]] }),
};

/** Those that give up between blocks on every node, which is where calls are answered. */
const TRAPPING = ['Core_execute_block', 'BlockBuilder_finalize_block'];

interface DeclaredMethod {
  readonly name: string;
  readonly input: Uint8Array;
  readonly output: string;
}

/** Every method of the metadata, with input to call it with and the type of its answer. */
const declared: readonly DeclaredMethod[] = metadata.asV15.apis.toArray().flatMap((api) =>
  api.methods.toArray().map((method) => {
    const inputs = method.inputs
      .toArray()
      .map(({ name, type }) => given[name.toString()] ?? registry.createType(lookup(type)).toU8a());
    const name = `${api.name.toString()}_${method.name.toString()}`;
    return { name, input: u8aConcat(...inputs), output: lookup(method.output) };
  }),
);

function lookup(type: { toNumber(): number }): string {
  return `Lookup${type.toNumber()}`;
}

function answer(name: string, input: Uint8Array): Uint8Array {
  const undo = new Error('undo');
  let bytes: Uint8Array | undefined;
  try {
    chain.state.transaction(() => {
      bytes = chain.runtime.call(chain.state, name, input);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  if (bytes === undefined) throw new Error('no answer');
  return bytes;
}

describe('every runtime API method that the metadata declares', () => {
  it('is one of many', () => {
    expect(declared.length).toBeGreaterThan(40);
    for (const name of TRAPPING) expect(declared.map((method) => method.name)).toContain(name);
  });

  const answering = declared.filter(({ name }) => !TRAPPING.includes(name));

  it.each(answering)('$name answers bytes that an ordinary client reads', ({ name, input, output }) => {
    const bytes = answer(name, input);
    const read: Codec = registry.createType(output, bytes);
    expect(read.encodedLength).toBe(bytes.length);
    expect(u8aToHex(read.toU8a())).toBe(u8aToHex(bytes));
  });

  it.each(TRAPPING)('%s gives up', (name) => {
    const method = declared.find((candidate) => candidate.name === name);
    expect(() => answer(name, method?.input ?? new Uint8Array())).toThrow(RuntimeTrap);
  });

  it.each(declared.filter(({ input }) => input.length > 0))(
    '$name gives up on input that is cut short',
    ({ name, input }) => {
      expect(() => answer(name, input.slice(0, input.length - 1))).toThrow(RuntimeTrap);
    },
  );
});
