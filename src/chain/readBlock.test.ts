import { existsSync, readFileSync } from 'node:fs';
import { u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { encode } from '#localnet/metadata/codec.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { bool, u16, u64 } from '#localnet/metadata/primitives.ts';
import type { JsonRpc } from './jsonRpc.ts';
import type { Node } from './node.ts';
import { readBlock } from './readBlock.ts';
import { readPrices, readSubnets } from './readSubnets.ts';
import { loadRuntime, type Runtime } from './runtime.ts';
import { checkExtensions } from './signedExtensions.ts';
import { findStorage, needStorage } from './storage.ts';

const version = { specVersion: 475, transactionVersion: 1 };
const metadata = u8aToHex(encodeMetadata(15));
const runtime = loadRuntime(metadata, version);
const AT = { number: 9, hash: '0x99' };

/** The runtime with one name of its metadata turned into another of any length. */
function renamed(from: string, to: string): Runtime {
  const text = (name: string) => u8aToHex(new Uint8Array([name.length * 4, ...Buffer.from(name)])).slice(2);
  expect(metadata).toContain(text(from));
  return loadRuntime(metadata.replaceAll(text(from), text(to)), version);
}

/** A node that holds these values under keys, and counts what it is asked. */
function node(on: Runtime, values: Readonly<Record<string, Uint8Array>>) {
  const asked: string[] = [];
  const rpc: JsonRpc = {
    async request(method, params = []) {
      asked.push(method);
      const [keys, at] = params as [readonly string[], string];
      expect([method, at]).toEqual(['state_queryStorageAt', AT.hash]);
      const changes = keys.map((key) => [key, values[key] === undefined ? null : u8aToHex(values[key])]);
      return [{ block: at, changes }];
    },
    subscribe: () => Promise.reject(new Error('not asked')),
    answeredAt: () => 0,
    close: () => undefined,
  };
  const made: Node = { rpc, runtime: () => on };
  return { node: made, asked };
}

function pool64(on: Runtime): Record<string, Uint8Array> {
  const key = (name: string) => needStorage(on, 'SubtensorModule', name).key(64);
  return {
    [key('NetworksAdded')]: encode(bool, true),
    [key('NetworkRegisteredAt')]: encode(u64, 4_321n),
    [key('SubtokenEnabled')]: encode(bool, true),
    [key('SubnetMechanism')]: encode(u16, 1),
    [key('SubnetTAO')]: encode(u64, 2n ** 63n),
    [key('SubnetAlphaIn')]: encode(u64, 5_000_000n),
  };
}

describe('readBlock', () => {
  it('reads everything in one request, with the metadata’s fallbacks for what is not stored', async () => {
    const { node: from, asked } = node(runtime, pool64(runtime));
    const account = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
    const reading = await readBlock(from, { netuids: [64, 65], account }, AT);
    expect(asked).toHaveLength(1);
    expect([...reading.pools.values()]).toEqual([
      {
        netuid: 64,
        registeredAt: 4_321n,
        tradable: true,
        block: AT,
        pool: {
          kind: 'weighted',
          taoReserve: 2n ** 63n,
          alphaReserve: 5_000_000n,
          quoteWeight: 500_000_000_000_000_000n,
          feeRate: 33,
        },
      },
    ]);
    expect(reading).toMatchObject({ nonce: 0, safeMode: false, balance: { free: 0n, spendable: 0n } });
  });

  it('knows a subnet of mechanism 0 as one to one', async () => {
    const key = needStorage(runtime, 'SubtensorModule', 'SubnetMechanism').key(64);
    const { node: from } = node(runtime, { ...pool64(runtime), [key]: encode(u16, 0) });
    const { pools } = await readBlock(from, { netuids: [64], account: null }, AT);
    expect(pools.get(64)?.pool).toEqual({ kind: 'stable' });
  });

  it.each([
    ['of another curve', 'PalSwapInitialized', 'SwapSuperellipse'],
    ['without weights', 'SwapBalancer', 'SwapBalancez'],
  ])('leaves the pools of a runtime %s to the chain', async (_what, from, to) => {
    const changed = renamed(from, to);
    const { pools } = await readBlock(
      node(changed, pool64(changed)).node,
      { netuids: [64], account: null },
      AT,
    );
    expect(pools.get(64)?.pool).toEqual({ kind: 'foreign' });
  });

  it('says that the chain is in safe mode', async () => {
    const item = needStorage(runtime, 'SafeMode', 'EnteredUntil');
    const { node: from } = node(runtime, { [item.key()]: new Uint8Array([1, 0, 0, 0]) });
    expect((await readBlock(from, { netuids: [], account: null }, AT)).safeMode).toBe(true);
  });

  it('reads what a nominator must keep, in millionths of the minimum stake', async () => {
    const item = needStorage(runtime, 'SubtensorModule', 'NominatorMinRequiredStake');
    const { node: from } = node(runtime, { [item.key()]: encode(u64, 10_000_000n) });
    const wanted = { netuids: [], account: null };
    expect((await readBlock(from, wanted, AT)).nominatorMinimum).toBe(20_000_000n);
    const without = renamed('NominatorMinRequiredStake', 'NominatorMinRequiredStakf');
    expect((await readBlock(node(without, {}).node, wanted, AT)).nominatorMinimum).toBeNull();
  });

  it('does without a safe mode, a clock and a count', async () => {
    for (const [from, to] of [
      ['SafeMode', 'SafeModf'],
      ['Timestamp', 'Timestamq'],
      ['TotalNetworks', 'TotalNetworkt'],
    ] as const) {
      const { node: on } = node(renamed(from, to), {});
      await expect(readBlock(on, { netuids: [], account: null }, AT)).resolves.toMatchObject({ block: AT });
    }
  });

  it('says what the runtime lacks', async () => {
    const { node: from } = node(renamed('SubnetAlphaIn', 'SubnetAlphaIm'), {});
    await expect(readBlock(from, { netuids: [64], account: null }, AT)).rejects.toMatchObject({
      code: 'unsupportedRuntime',
      detail: 'SubtensorModule.SubnetAlphaIn',
    });
    const without = renamed('SubnetInfoRuntimeApi', 'SubnetInfoRuntimeApj');
    await expect(readSubnets(node(without, {}).node, AT)).rejects.toMatchObject({
      code: 'unsupportedRuntime',
    });
    const old = loadRuntime(u8aToHex(encodeMetadata(14)), version);
    await expect(readPrices(node(old, {}).node, AT)).rejects.toMatchObject({ code: 'unsupportedRuntime' });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'x'],
    ['no changes', [{}]],
    ['a key left out', [{ changes: [] }]],
    ['a value that is too short', null],
  ])('takes %s for garbage', async (_what, answer) => {
    const rpc: JsonRpc = {
      request: async (_method, [keys] = []) =>
        answer !== null ? answer : [{ changes: (keys as string[]).map((key) => [key, '0x01']) }],
      subscribe: () => Promise.reject(new Error('not asked')),
      answeredAt: () => 0,
      close: () => undefined,
    };
    const reading = readBlock({ rpc, runtime: () => runtime }, { netuids: [64], account: null }, AT);
    await expect(reading).rejects.toMatchObject({ code: 'nodeGarbage' });
  });
});

it('takes metadata that does not decode for garbage', () => {
  for (const hex of ['0x', '0x6d657461', '0x6d6574610f', `${metadata.slice(0, 20_000)}`]) {
    expect(() => loadRuntime(hex, version)).toThrow(expect.objectContaining({ code: 'nodeGarbage' }));
  }
});

const mainnet = '../shared/chain/metadata-424.scale';

describe.skipIf(!existsSync(mainnet))('mainnet’s own metadata', () => {
  it('has all that the app reads, and nothing signed that it does not write', () => {
    const real = loadRuntime(u8aToHex(readFileSync(mainnet)), { specVersion: 424, transactionVersion: 1 });
    expect(() => checkExtensions(real)).not.toThrow();
    for (const [pallet, name, ...parts] of [
      ['SubtensorModule', 'SubnetTAO', 64],
      ['SubtensorModule', 'TotalHotkeyAlpha', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY', 64],
      ['SubtensorModule', 'Keys', 64, 3],
      ['SubtensorModule', 'IdentitiesV2', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'],
      ['Swap', 'SwapBalancer', 64],
      ['System', 'Account', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'],
      ['SafeMode', 'EnteredUntil'],
      ['SubtensorModule', 'NominatorMinRequiredStake'],
    ] as const) {
      expect(needStorage(real, pallet, name).key(...parts)).toBe(
        needStorage(runtime, pallet, name).key(...parts),
      );
    }
    expect(findStorage(real, 'Swap', 'SwapSuperellipse')).toBeNull();
  });
});
