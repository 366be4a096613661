import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiPromise, WsProvider } from '@polkadot/api';
import type { ApiOptions } from '@polkadot/api/types';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { u8aToHex } from '@polkadot/util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from './server.ts';

const realMetadataFile = '../shared/chain/metadata-424.scale';

let basePath: string;
let localnet: Localnet;
let provider: WsProvider;
let api: ApiPromise;
let alice: KeyringPair;

async function start(): Promise<void> {
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true, basePath });
  provider = new WsProvider(localnet.url, 50);
  // The library's own types disagree under exactOptionalPropertyTypes.
  api = await ApiPromise.create({
    provider: provider as NonNullable<ApiOptions['provider']>,
    noInitWarn: true,
  });
}

async function stop(): Promise<void> {
  await api.disconnect();
  await localnet.close();
}

beforeAll(async () => {
  basePath = await mkdtemp(join(tmpdir(), 'localnet-'));
  await start();
  alice = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri('//Alice');
});

afterAll(async () => {
  await stop();
  await rm(basePath, { recursive: true });
});

function block(): string {
  return localnet.chain.produceBlock(Date.now()).hash;
}

/** Puts another runtime in place; gives the hash of the block that does. Ends when the api has followed. */
async function upgrade(change: Record<string, unknown>, specVersion: number): Promise<string> {
  await provider.send('dev_upgradeRuntime', [change]);
  const hash = block();
  await vi.waitFor(() => expect(api.runtimeVersion.specVersion.toNumber()).toBe(specVersion), 20_000);
  return hash;
}

async function versionAt(hash: string): Promise<number> {
  const version = await provider.send<{ specVersion: number }>('state_getRuntimeVersion', [hash]);
  return version.specVersion;
}

async function lastUpgrade(): Promise<unknown> {
  const last = await api.query.system?.lastRuntimeUpgrade?.();
  return Object(last?.toJSON()).specVersion;
}

const remark = () => {
  const make = api.tx.system?.remark;
  if (make === undefined) throw new Error('the runtime has no remark');
  return make('0x00');
};

describe('an upgrade of the runtime, to an unmodified ApiPromise', () => {
  it('is told by the header and an event of its block, whose state has the new version', async () => {
    const before = block();
    const hash = await upgrade({ profile: '425' }, 425);
    expect(await versionAt(before)).toBe(475);
    expect(await versionAt(hash)).toBe(425);
    const header = await api.rpc.chain.getHeader(hash);
    expect(header.digest.logs.map(({ type }) => type)).toEqual([
      'PreRuntime',
      'RuntimeEnvironmentUpdated',
      'Seal',
    ]);
    const events = await (await api.at(hash)).query.system?.events?.();
    expect(JSON.stringify(events?.toHuman())).toContain('"method":"CodeUpdated"');
    const next = await api.rpc.chain.getHeader(block());
    expect(next.digest.logs).toHaveLength(2);
  });

  it('brings its metadata, while blocks before it keep theirs', async () => {
    const before = localnet.chain.hashAt(1) ?? '';
    expect(api.tx.subtensorModule?.moveStakeLimit).toBeUndefined();
    const consts = [(await api.at(before)).consts, (await api.at(block())).consts];
    expect(consts.map(({ system }) => Object(system?.version?.toJSON()).specVersion)).toEqual([475, 425]);
    const metadata = (hash?: string) =>
      provider.send<string>('state_getMetadata', hash === undefined ? [] : [hash]);
    // With its length, without which it would be found in remove_stake_limit too.
    const name = `40${Buffer.from('move_stake_limit').toString('hex')}`;
    expect([(await metadata()).includes(name), (await metadata(before)).includes(name)]).toEqual([
      false,
      true,
    ]);
  });

  it('is remembered when it is to a newer version, as by the executive', async () => {
    block();
    // 425 is not newer than 475, with which the chain began.
    expect(await lastUpgrade()).toBe(475);
    await upgrade({ specVersion: 500 }, 500);
    expect(await lastUpgrade()).toBe(475);
    block();
    expect(await lastUpgrade()).toBe(500);
  });

  it('makes transactions for the version before invalid, those that wait and those that come', async () => {
    const nonce = await api.rpc.system.accountNextIndex(alice.address);
    const old = await remark().signAsync(alice, { nonce: nonce.toNumber() + 1 });
    const told: string[] = [];
    await old.send(({ status }) => {
      told.push(status.type);
    });
    await vi.waitFor(() => expect(told).toEqual(['Future']));
    await upgrade({ specVersion: 501 }, 501);
    await vi.waitFor(() => expect(told).toEqual(['Future', 'Invalid']));
    const late = remark();
    const runtimeVersion = api.registry.createType('RuntimeVersion', {
      specVersion: 500,
      transactionVersion: 1,
    });
    late.sign(alice, {
      blockHash: localnet.chain.genesis.hash,
      genesisHash: localnet.chain.genesis.hash,
      nonce,
      runtimeVersion: runtimeVersion as never,
    });
    await expect(provider.send('author_submitExtrinsic', [late.toHex()])).rejects.toThrow(
      '1010: Invalid Transaction: Transaction has a bad signature',
    );
    const fitting = await remark().signAsync(alice, { nonce });
    expect(await provider.send('author_submitExtrinsic', [fitting.toHex()])).toBe(fitting.hash.toHex());
  });

  it('outlives a restart of the chain', async () => {
    block();
    const { hash } = localnet.chain.best;
    await stop();
    const other = startLocalnet({ runtime: localRuntime({ profile: '425' }), port: 0, held: true, basePath });
    await expect(other).rejects.toThrow('it began with another genesis');
    await start();
    expect(localnet.chain.best.hash).toBe(hash);
    expect(api.runtimeVersion.specVersion.toNumber()).toBe(501);
    block();
  });

  it.skipIf(!existsSync(realMetadataFile))(
    'can be to real metadata, in which all pallets are named',
    async () => {
      const metadata = u8aToHex(readFileSync(realMetadataFile));
      await upgrade({ metadata }, 424);
      expect(api.tx.multisig).toBeDefined();
      expect(api.tx.subtensorModule?.moveStakeLimit).toBeUndefined();
      const versions = await provider.send<string>('state_call', ['Metadata_metadata_versions', '0x']);
      expect(versions).toBe('0x0c0e0000000f00000010000000');
      const free = async () => Object((await api.query.system?.account?.(alice.address))?.toJSON()).data.free;
      const before = BigInt(await free());
      await remark().signAndSend(alice);
      block();
      expect(BigInt(await free())).toBeLessThan(before);
      expect(localnet.chain.pool.all()).toEqual([]);
    },
  );

  it('is refused with a sentence when it cannot be', async () => {
    const refused = (change: unknown) => provider.send('dev_upgradeRuntime', [change]);
    await expect(refused({ profile: '400' })).rejects.toThrow('There is no profile 400, only 425 and live.');
    await expect(refused({ metadata: '0x1234' })).rejects.toThrow('This is no metadata');
  });
});
