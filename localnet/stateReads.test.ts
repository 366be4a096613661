import { WsProvider } from '@polkadot/api';
import { Keyring } from '@polkadot/keyring';
import { hexToBigInt, u8aToHex } from '@polkadot/util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from '#localnet/metadata/codec.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { u32 } from '#localnet/metadata/primitives.ts';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from './server.ts';

const KEEP = 8;
const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const s = subtensorStorage;
const numberKey = `0x${systemStorage.Number.key()}`;
const accountKey = `0x${systemStorage.Account.key(alice.publicKey)}`;
const nothingKey = `0x${s.SubnetTAO.key(9_999)}`;

let localnet: Localnet;
let provider: WsProvider;
/** Hashes by number. */
const hashes: string[] = [];

const block = () => {
  const { hash } = localnet.chain.produceBlock(Date.now());
  hashes.push(hash);
  return hash;
};

beforeAll(async () => {
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true, keep: KEEP });
  hashes.push(localnet.chain.genesis.hash);
  for (let made = 0; made < KEEP + 3; made += 1) block();
  provider = new WsProvider(localnet.url, 50);
  await provider.isReady;
});

afterAll(async () => {
  await provider.disconnect();
  await localnet.close();
});

function blockNumber(hex: unknown): number {
  return decode(u32, new Uint8Array(Buffer.from(String(hex).slice(2), 'hex')));
}

describe('past blocks', () => {
  it('are read as long as they are kept', async () => {
    for (const [number, hash] of hashes.entries()) {
      if (number <= 3) continue;
      expect(blockNumber(await provider.send('state_getStorage', [numberKey, hash]))).toBe(number);
    }
  });

  it('are gone beyond, as from a node that prunes', async () => {
    const old = hashes[2] ?? '';
    const gone = {
      code: 4003,
      message: `4003: Client error: UnknownBlock: State already discarded for ${old}`,
    };
    const reads: [string, unknown[]][] = [
      ['state_getStorage', [numberKey, old]],
      ['state_getKeysPaged', ['0x', 1, null, old]],
      ['state_getStorageSize', [numberKey, old]],
      ['state_call', ['SwapRuntimeApi_current_alpha_price_all', '0x', old]],
    ];
    for (const [method, params] of reads) {
      await expect(provider.send(method, params)).rejects.toMatchObject(gone);
    }
    // The block itself is still there.
    expect(await provider.send('chain_getHeader', [old])).toMatchObject({ number: '0x2' });
  });

  it('answer runtime calls by their own state', async () => {
    const price = (at: string) =>
      provider.send('state_call', ['SwapRuntimeApi_current_alpha_price', '0x4000', at]);
    const [before, now] = [await price(hashes[5] ?? ''), await price(hashes.at(-1) ?? '')];
    expect(hexToBigInt(before, { isLe: true })).toBeGreaterThan(0n);
    // The protocol buys with every block.
    expect(hexToBigInt(now, { isLe: true })).toBeGreaterThan(hexToBigInt(before, { isLe: true }));
  });
});

describe('storage by prefix', () => {
  it('comes in pages, in order, whole', async () => {
    const prefix = `0x${s.NetworksAdded.prefix}`;
    const found: string[] = [];
    for (;;) {
      const page: string[] = await provider.send('state_getKeysPaged', [prefix, 50, found.at(-1) ?? null]);
      found.push(...page);
      if (page.length < 50) break;
    }
    const netuids = found.map((key) => s.NetworksAdded.keysOf(key.slice(2))[0]);
    expect(netuids).toEqual(Array.from({ length: 129 }, (_, netuid) => netuid));
    expect(found).toEqual([...found].sort());
  });

  it('is read many at a time, at one block', async () => {
    const at = hashes[6] ?? '';
    const [set] = await provider.send('state_queryStorageAt', [[numberKey, accountKey, nothingKey], at]);
    expect(set.block).toBe(at);
    expect(set.changes.map(([key]: [string]) => key)).toEqual([numberKey, accountKey, nothingKey]);
    expect(blockNumber(set.changes[0][1])).toBe(6);
    expect(set.changes[2][1]).toBeNull();
  });
});

describe('a storage subscription', () => {
  it('tells everything once, and then what changed and nothing else', async () => {
    const told: { block: string; changes: [string, string | null][] }[] = [];
    const keys = [numberKey, accountKey, nothingKey];
    const id = await provider.subscribe('state_storage', 'state_subscribeStorage', [keys], (_, result) =>
      told.push(result),
    );
    const known = async (count: number) => {
      // An answer over the same socket comes after what was told before it.
      await provider.send('system_chain', []);
      expect(told).toHaveLength(count);
    };
    await known(1);
    const first = block();
    await known(2);
    await provider.send('dev_setStorage', [[[nothingKey, u8aToHex(new Uint8Array(8))]]]);
    const second = block();
    await known(3);
    expect(told[0]?.changes.map(([key]) => key)).toEqual(keys);
    expect(told[1]).toMatchObject({ block: first });
    expect(told[1]?.changes.map(([key]) => key)).toEqual([numberKey]);
    expect(told[2]).toMatchObject({ block: second });
    expect(told[2]?.changes.map(([key]) => key)).toEqual([numberKey, nothingKey]);
    await provider.unsubscribe('state_storage', 'state_unsubscribeStorage', id);
    block();
    await known(3);
  });

  it('of what does not change stays silent', async () => {
    const told: unknown[] = [];
    await provider.subscribe('state_storage', 'state_subscribeStorage', [[accountKey]], (_, result) =>
      told.push(result),
    );
    for (let made = 0; made < 3; made += 1) block();
    await provider.send('system_chain', []);
    expect(told).toHaveLength(1);
  });
});

describe('what a node keeps proofs for', () => {
  it.each(['state_getReadProof', 'childstate_getStorage'])('%s is not served', async (method) => {
    await expect(provider.send(method, [[numberKey]])).rejects.toMatchObject({ code: -32601 });
  });
});
