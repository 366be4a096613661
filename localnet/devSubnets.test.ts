import { WsProvider } from '@polkadot/api';
import { Keyring } from '@polkadot/keyring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from './server.ts';

const alice = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri('//Alice');
const s = subtensorStorage;

let localnet: Localnet;
let provider: WsProvider;

beforeAll(async () => {
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true });
  provider = new WsProvider(localnet.url, 50);
  await provider.isReady;
});

afterAll(async () => {
  await provider.disconnect();
  await localnet.close();
});

const state = () => localnet.chain.stateAt(localnet.chain.best.hash);
const block = () => localnet.chain.produceBlock(Date.now());

/** Storage as a client reads it, at a block. */
async function read(key: string, at: string): Promise<string | null> {
  return provider.send('state_getStorage', [`0x${key}`, at]);
}

function told(): readonly unknown[] {
  return systemStorage.Events.get(state()).flatMap(({ phase, event }) =>
    event.event.startsWith('Network') ? [[phase.type, event.event, ...event.fields]] : [],
  );
}

describe('dev_deregister', () => {
  it('ends the subnet that is due, in the next block, and past blocks still have it', async () => {
    const due: string = await provider.send('state_call', ['SubnetInfoRuntimeApi_get_subnet_to_prune', '0x']);
    const netuid: number = await provider.send('dev_deregister', []);
    expect(due).toBe(`0x01${Buffer.from([netuid & 255, netuid >> 8]).toString('hex')}`);
    expect(s.NetworksAdded.get(state(), netuid)).toBe(true);
    const before = localnet.chain.best.hash;
    const key = s.NetworksAdded.key(netuid);
    block();
    expect(told()).toEqual([['Initialization', 'NetworkRemoved', netuid]]);
    expect(await read(key, localnet.chain.best.hash)).toBeNull();
    expect(await read(key, before)).toBe('0x01');
  });

  it('ends the one that is named, and is undone when its block is', async () => {
    const parent = localnet.chain.best;
    expect(await provider.send('dev_deregister', [64])).toBe(64);
    block();
    expect(s.NetworksAdded.exists(state(), 64)).toBe(false);
    localnet.chain.produceBlock(Date.now() + 5, parent);
    expect(s.NetworksAdded.get(state(), 64)).toBe(true);
  });

  it('refuses what is not there', async () => {
    for (const netuid of [0, 9_999, 'x', 70_000]) {
      await expect(provider.send('dev_deregister', [netuid])).rejects.toMatchObject({ code: -32602 });
    }
  });
});

describe('dev_registerSubnet', () => {
  const subnets = () => s.NetworksAdded.entries(state()).length;

  it('fills a free netuid for Alice', async () => {
    await provider.send('dev_deregister', [5]);
    block();
    const before = subnets();
    const free: number = await provider.send('dev_registerSubnet', []);
    expect(s.NetworksAdded.exists(state(), free)).toBe(false);
    block();
    expect(told()).toEqual([['Initialization', 'NetworkAdded', free, 1]]);
    expect(subnets()).toBe(before + 1);
    const raw = await read(s.SubnetOwner.key(free), localnet.chain.best.hash);
    expect(raw).toBe(`0x${Buffer.from(alice.publicKey).toString('hex')}`);
  });

  it('takes the place of the subnet that is due when all are taken', async () => {
    while (subnets() <= s.SubnetLimit.get(state())) {
      await provider.send('dev_registerSubnet', []);
      block();
    }
    const due: number = await provider.send('dev_registerSubnet', [alice.address]);
    expect(s.NetworksAdded.get(state(), due)).toBe(true);
    block();
    expect(told()).toEqual([
      ['Initialization', 'NetworkRemoved', due],
      ['Initialization', 'NetworkAdded', due, 1],
    ]);
    const number = BigInt(localnet.chain.best.header.number);
    expect(s.NetworkRegisteredAt.get(state(), due)).toBe(number);
  });

  it('refuses an owner who cannot pay, and words that are no address', async () => {
    const poor = new Keyring({ type: 'sr25519' }).createFromUri('//Nobody').address;
    await expect(provider.send('dev_registerSubnet', [poor])).rejects.toThrow('CannotAffordLockCost');
    await expect(provider.send('dev_registerSubnet', ['x'])).rejects.toMatchObject({ code: -32602 });
  });
});
