import { Keyring } from '@polkadot/keyring';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { u8aConcat, u8aToHex } from '@polkadot/util';
import { encodeAddress } from '@polkadot/util-crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { encode } from '#localnet/metadata/codec.ts';
import { vec } from '#localnet/metadata/collections.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { u16 } from '#localnet/metadata/primitives.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { call, TestChain } from '#localnet/node/runtime/testChain.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const s = subtensorStorage;
const NETUID = 64;
const netuid = encode(u16, NETUID);

let chain: TestChain;
let registry: TypeRegistry;
let metadata: Metadata;

beforeAll(() => {
  chain = new TestChain([1, NETUID]);
  chain.begin();
  const stake = { hotkey, netuid: NETUID, amount_staked: 10_000_000_000n };
  chain.submit(alice, call('SubtensorModule.add_stake', stake));
  registry = new TypeRegistry();
  metadata = new Metadata(registry, u8aToHex(chain.runtime.metadata(15)));
  registry.setMetadata(metadata);
});

/** Calls a method as a client does and reads the answer by the metadata's types; what it says as plain data. */
function read(api: string, method: string, input: Uint8Array): unknown {
  const apis = metadata.asV15.apis.toArray();
  const found = apis
    .find(({ name }) => name.toString() === api)
    ?.methods.find(({ name }) => name.toString() === method);
  if (found === undefined) throw new Error(`no ${api}.${method}`);
  const bytes = chain.runtime.call(chain.state, `${api}_${method}`, input);
  return registry.createType(`Lookup${found.output.toNumber()}`, bytes).toJSON();
}

function metagraph(positions: readonly number[]): Record<string, unknown> {
  const input = u8aConcat(netuid, encode(vec(u16), positions));
  return read('SubnetInfoRuntimeApi', 'get_selective_metagraph', input) as Record<string, unknown>;
}

describe('an ordinary client reads', () => {
  it('a subnet with its names as numbers, its emission always 0', () => {
    const info = read('SubnetInfoRuntimeApi', 'get_dynamic_info', netuid) as Record<string, unknown>;
    const name = s.SubnetIdentitiesV3.get(chain.state, NETUID)?.subnet_name ?? new Uint8Array();
    expect(info).toMatchObject({
      netuid: NETUID,
      subnetName: [...name],
      tokenSymbol: [...s.TokenSymbol.get(chain.state, NETUID)],
      emission: 0,
      pendingRootEmission: 0,
      taoIn: Number(s.SubnetTAO.get(chain.state, NETUID)),
    });
    expect(new TextDecoder().decode(Uint8Array.from(info.subnetName as number[]))).toBe('Chutes');
  });

  it('positions with nothing locked', () => {
    const [info] = read('StakeInfoRuntimeApi', 'get_stake_info_for_coldkey', alice.publicKey) as unknown[];
    expect(info).toEqual({
      hotkey: encodeAddress(hotkey, 42),
      coldkey: alice.address,
      netuid: NETUID,
      stake: Number(position(chain.state, { hotkey, netuid: NETUID }, alice.publicKey)),
      locked: 0,
      emission: Number(s.AlphaDividendsPerSubnet.get(chain.state, NETUID, hotkey)),
      taoEmission: 0,
      drain: 0,
      isRegistered: true,
    });
  });

  it('availability by coldkey and netuid', () => {
    const input = u8aConcat(Uint8Array.of(4), alice.publicKey, Uint8Array.of(0));
    const answer = read('StakeInfoRuntimeApi', 'get_stake_availability_for_coldkeys', input);
    const total = Number(position(chain.state, { hotkey, netuid: NETUID }, alice.publicKey));
    expect(answer).toEqual({ [alice.address]: { [NETUID]: { total, locked: 0, available: total } } });
  });

  it('whom a coldkey delegates to, without the other nominators', () => {
    const rows = read('DelegateInfoRuntimeApi', 'get_delegated', alice.publicKey) as [
      Record<string, unknown>,
      [number, number],
    ][];
    expect(rows).toHaveLength(1);
    expect(rows[0]?.[0]).toMatchObject({
      delegateSs58: encodeAddress(hotkey, 42),
      take: 11_796,
      nominators: [],
      registrations: [0, 1, NETUID],
    });
    expect(rows[0]?.[1]).toEqual([
      NETUID,
      Number(position(chain.state, { hotkey, netuid: NETUID }, alice.publicKey)),
    ]);
  });
});

describe('a selective metagraph', () => {
  it('tells the validators: keys, permits, stakes, identities', () => {
    const graph = metagraph([0, 52, 53, 54, 57, 67, 68, 69, 71, 72]);
    expect(graph.netuid).toBe(NETUID);
    expect(graph.hotkeys).toHaveLength(10);
    expect(graph.validatorPermit).toEqual([...genesisValidators.map(({ hasPermit }) => hasPermit), false]);
    const coldkeys = genesisValidators.map(({ coldkey }) => encodeAddress(coldkey, 42));
    expect((graph.coldkeys as string[]).slice(0, 9)).toEqual(coldkeys);
    const names = (graph.identities as ({ name: string } | null)[]).map((identity) => identity?.name ?? null);
    const hex = genesisValidators.map(({ name }) => u8aToHex(new TextEncoder().encode(name)));
    expect(names).toEqual([...hex, null]);
    const [alpha, tao] = [
      s.TotalHotkeyAlpha.get(chain.state, hotkey, NETUID),
      s.TotalHotkeyAlpha.get(chain.state, hotkey, 0),
    ];
    expect((graph.alphaStake as number[])[0]).toBe(Number(alpha));
    expect((graph.taoStake as number[])[0]).toBe(Number(tao));
    // 18 % of the TAO on root counts.
    const total = BigInt((graph.totalStake as number[])[0] ?? 0);
    expect(total - alpha - (tao * 18n) / 100n).toBeLessThan(tao / 1_000_000n);
    expect(total - alpha - (tao * 18n) / 100n).toBeGreaterThan(-tao / 1_000_000n);
    const dividends = graph.alphaDividendsPerHotkey as [string, number][];
    expect(dividends[0]).toEqual([
      encodeAddress(hotkey, 42),
      Number(s.AlphaDividendsPerSubnet.get(chain.state, NETUID, hotkey)),
    ]);
    expect([...(graph.validators as number[])].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect((graph.validators as number[]).at(-1)).toBe(0);
  });

  it('leaves out what is not asked for, and passes over what there is not', () => {
    const graph = metagraph([8, 999]);
    const told = Object.entries(graph).filter(([, value]) => value !== null);
    expect(told).toEqual([
      ['netuid', 0],
      ['tempo', s.Tempo.get(chain.state, NETUID)],
    ]);
  });

  it('is nothing for a subnet that is not there', () => {
    const input = u8aConcat(encode(u16, 77), encode(vec(u16), [0]));
    expect(read('SubnetInfoRuntimeApi', 'get_selective_metagraph', input)).toBeNull();
  });
});
