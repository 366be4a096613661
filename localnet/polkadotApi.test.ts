import { ApiPromise, WsProvider } from '@polkadot/api';
import type { ApiOptions, SubmittableExtrinsic } from '@polkadot/api/types';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { ISubmittableResult } from '@polkadot/types/types';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from './server.ts';

type Call = SubmittableExtrinsic<'promise'>;

let localnet: Localnet;
let provider: WsProvider;
let api: ApiPromise;
let alice: KeyringPair;
let bob: KeyringPair;
/** What the library printed as errors while it connected. */
let problems: unknown[] = [];

beforeAll(async () => {
  const errors = vi.spyOn(console, 'error');
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true });
  provider = new WsProvider(localnet.url, 50);
  // The library's own types disagree under exactOptionalPropertyTypes.
  api = await ApiPromise.create({
    provider: provider as NonNullable<ApiOptions['provider']>,
    noInitWarn: true,
  });
  problems = [...errors.mock.calls];
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
  alice = keyring.addFromUri('//Alice');
  bob = keyring.addFromUri('//Bob');
});

afterAll(async () => {
  await api.disconnect();
  await localnet.close();
});

function block(): string {
  return localnet.chain.produceBlock(Date.now()).hash;
}

/** A call of the pallets that the chain describes; its types are the metadata's, which the compiler does not know. */
function call(pallet: string, name: string, ...args: unknown[]): Call {
  const make = api.tx[pallet]?.[name];
  if (make === undefined) throw new Error(`the metadata has no ${pallet}.${name}`);
  return make(...args);
}

async function freeBalance(pair: KeyringPair): Promise<bigint> {
  const account = await api.query.system?.account?.(pair.address);
  return BigInt(Object(account?.toJSON()).data.free);
}

/** Signs and sends, makes a block whenever the transaction is ready or in one, and gives what was told until the end. */
function follow(extrinsic: Call, pair: KeyringPair): Promise<ISubmittableResult[]> {
  return new Promise((resolve, reject) => {
    const told: ISubmittableResult[] = [];
    extrinsic
      .signAndSend(pair, (result) => {
        told.push(result);
        if (result.status.isBroadcast) block();
        if (result.status.isInBlock) for (let made = 0; made < 2; made += 1) block();
        if (result.isFinalized || result.isError) resolve(told);
      })
      .catch(reject);
  });
}

describe('an unmodified ApiPromise', () => {
  it('connects without an error in the console and knows the chain', async () => {
    expect(problems).toEqual([]);
    expect(api.genesisHash.toHex()).toBe(localnet.chain.genesis.hash);
    expect(api.runtimeVersion.specVersion.toNumber()).toBe(475);
    expect(String(await api.rpc.system.chain())).toBe('Bittensor Local');
    expect([api.registry.chainSS58, api.registry.chainDecimals, api.registry.chainTokens]).toEqual([
      42,
      [9],
      ['TAO'],
    ]);
    expect((await api.rpc.chain.getBlock()).block.header.hash.toHex()).toBe(localnet.chain.best.hash);
  });

  it('reads storage: one key, many, a map in pages, a past block', async () => {
    const before = localnet.chain.best.hash;
    const then = await freeBalance(alice);
    expect(then).toBeGreaterThan(10n ** 14n);
    const pools = await api.query.subtensorModule?.subnetTAO?.entries();
    expect(pools?.length).toBeGreaterThan(100);
    await follow(call('balances', 'transferKeepAlive', bob.address, 10n ** 9n), alice);
    const past = await api.at(before);
    const account = await past.query.system?.account?.(alice.address);
    expect(BigInt(Object(account?.toJSON()).data.free)).toBe(then);
    expect(await freeBalance(alice)).toBeLessThan(then - 10n ** 9n);
  });

  it('signs, submits and watches to finality, with the events of the block', async () => {
    const before = await freeBalance(bob);
    const told = await follow(call('balances', 'transferKeepAlive', bob.address, 5_000n), alice);
    expect(told.map(({ status }) => status.type)).toEqual(['Ready', 'Broadcast', 'InBlock', 'Finalized']);
    const events = told.at(-1)?.events.map(({ event }) => `${event.section}.${event.method}`);
    expect(events).toEqual(expect.arrayContaining(['balances.Transfer', 'system.ExtrinsicSuccess']));
    expect((await freeBalance(bob)) - before).toBe(5_000n);
  });

  it('is told why a call failed', async () => {
    const told = await follow(call('balances', 'transferKeepAlive', bob.address, 10n ** 18n), alice);
    const error = told.at(-1)?.dispatchError;
    expect(error?.isToken === true || error?.isModule === true).toBe(true);
  });

  it('calls runtime APIs and asks for fees', async () => {
    const price = await api.call.swapRuntimeApi?.currentAlphaPrice?.(64);
    expect(BigInt(String(price))).toBeGreaterThan(0n);
    const { partialFee } = await call('balances', 'transferKeepAlive', bob.address, 1n).paymentInfo(alice);
    expect(partialFee.toBigInt()).toBeGreaterThan(0n);
    // The library still reads this answer in the form of an older node, so it is asked for as it is.
    const signed = await call('balances', 'transferKeepAlive', bob.address, 1n).signAsync(alice);
    const info = await provider.send('payment_queryInfo', [signed.toHex()]);
    expect(info).toMatchObject({ class: 'normal', partialFee: partialFee.toString() });
    const { inclusionFee } = await api.rpc.payment.queryFeeDetails(signed.toHex());
    const { baseFee, lenFee, adjustedWeightFee } = inclusionFee.unwrap();
    const parts = baseFee.toBigInt() + lenFee.toBigInt() + adjustedWeightFee.toBigInt();
    expect(parts).toBe(partialFee.toBigInt());
  });

  it('tries an extrinsic out without a trace', async () => {
    const before = await freeBalance(bob);
    const pay = (amount: bigint) =>
      call('balances', 'transferKeepAlive', bob.address, amount).signAsync(alice);
    const good = await api.rpc.system.dryRun((await pay(9n)).toHex());
    expect(good.isOk && good.asOk.isOk).toBe(true);
    const bad = await api.rpc.system.dryRun((await pay(10n ** 18n)).toHex());
    expect(bad.isOk && bad.asOk.isErr).toBe(true);
    expect(await freeBalance(bob)).toBe(before);
  });

  it('is refused a wrong signature with the words of a node', async () => {
    const signed = await call('balances', 'transferKeepAlive', bob.address, 1n).signAsync(alice);
    const signature = signed.signature.toHex().slice(2);
    const other = signature.replace(/^../, (first) => (first === '00' ? '01' : '00'));
    const submit = provider.send('author_submitExtrinsic', [signed.toHex().replace(signature, other)]);
    await expect(submit).rejects.toThrow('1010: Invalid Transaction: Transaction has a bad signature');
  });

  it('follows heads and accounts, over a connection that breaks and comes back', async () => {
    const heads: number[] = [];
    const balances: bigint[] = [];
    // The library prints as an error that the connection is gone.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const stopHeads = await api.rpc.chain.subscribeNewHeads((header) => {
      heads.push(header.number.toNumber());
    });
    const stopBalance = await api.query.system?.account?.(alice.address, (account: unknown) => {
      balances.push(BigInt(Object(Object(account).toJSON()).data.free));
    });
    block();
    await vi.waitFor(() => expect(heads).toContain(localnet.chain.best.header.number));
    const reconnected = new Promise((resolve) => api.once('connected', resolve));
    const known = balances.length;
    await provider.send('dev_closeSockets', []);
    await reconnected;
    await vi.waitFor(async () => expect(String(await api.rpc.system.chain())).toBe('Bittensor Local'));
    const told = await follow(call('balances', 'transferKeepAlive', bob.address, 7_000n), alice);
    expect(told.at(-1)?.status.isFinalized).toBe(true);
    await vi.waitFor(() => expect(heads).toContain(localnet.chain.best.header.number));
    await vi.waitFor(async () => expect(balances.at(-1)).toBe(await freeBalance(alice)));
    expect(balances.length).toBeGreaterThan(known);
    stopHeads();
    Object(stopBalance)();
  });
});
