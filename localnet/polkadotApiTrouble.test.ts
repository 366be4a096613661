import { ApiPromise, WsProvider } from '@polkadot/api';
import type { ApiOptions } from '@polkadot/api/types';
import { Keyring } from '@polkadot/keyring';
import type { ISubmittableResult } from '@polkadot/types/types';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from './server.ts';

const alice = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri('//Alice');

let localnet: Localnet;
let provider: WsProvider;
let api: ApiPromise;

beforeAll(async () => {
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true });
  provider = new WsProvider(localnet.url, 50);
  // The library's own types disagree under exactOptionalPropertyTypes.
  const options = { provider: provider as NonNullable<ApiOptions['provider']>, noInitWarn: true };
  api = await ApiPromise.create(options);
});

afterAll(async () => {
  await api.disconnect();
  await localnet.close();
});

const dev = (method: string, ...params: unknown[]) => provider.send(method, params);
const free = async () =>
  BigInt(Object((await api.query.system?.account?.(alice.address))?.toJSON()).data.free);

/** Signs and sends a remark; gives what is told of it from now on, and its hash once it is ready. */
async function send(text: string) {
  const told: ISubmittableResult[] = [];
  const remark = api.tx.system?.remark?.(text);
  if (remark === undefined) throw new Error('the metadata has no System.remark');
  await remark.signAndSend(alice, (result) => {
    told.push(result);
  });
  const reached = (type: string) =>
    vi.waitFor(() => expect(told.map(({ status }) => status.type)).toContain(type));
  const types = () => told.map(({ status }) => status.type);
  await reached('Broadcast');
  const hash = told[0]?.txHash.toHex() ?? '';
  return { told, types, reached, hash };
}

describe('an unmodified ApiPromise', () => {
  it('is told of a transaction whose block is retracted, and of the block that it is in then', async () => {
    const { told, types, reached } = await send('one');
    const first = await dev('dev_newBlock');
    await reached('InBlock');
    await dev('dev_retract', { depth: 1 });
    await vi.waitFor(() =>
      expect(types()).toEqual(['Ready', 'Broadcast', 'InBlock', 'Retracted', 'InBlock']),
    );
    expect([told[2]?.status.asInBlock.toHex(), told[3]?.status.asRetracted.toHex()]).toEqual([first, first]);
    await dev('dev_newBlock');
    await reached('Finalized');
    const second = told[4]?.status.asInBlock.toHex();
    expect(told.at(-1)?.status.asFinalized.toHex()).toBe(second);
    expect(second).not.toBe(first);
    expect(told.at(-1)?.events.map(({ event }) => event.method)).toContain('ExtrinsicSuccess');
  });

  it.each([
    ['Usurped', 'dev_usurpTransaction'],
    ['Dropped', 'dev_dropTransaction'],
    ['Invalid', 'dev_invalidateTransaction'],
  ])('is told that one is %s, as the last', async (status, method) => {
    const { told, types, reached, hash } = await send(status);
    await dev(method, hash);
    await reached(status);
    await dev('dev_newBlock');
    expect(types()).toEqual(['Ready', 'Broadcast', status]);
    expect(told.at(-1)?.isError).toBe(true);
  });

  it('is told that finality does not come', async () => {
    const { types, reached, hash } = await send('late');
    await dev('dev_newBlock');
    await reached('InBlock');
    await dev('dev_finalityTimeout', hash);
    await reached('FinalityTimeout');
    expect(types()).toEqual(['Ready', 'Broadcast', 'InBlock', 'FinalityTimeout']);
  });

  it('reads the error that a call was made to fail with', async () => {
    await dev('dev_failNextDispatch', { error: 'SubtensorModule.SlippageTooHigh' });
    const { told, reached } = await send('failing');
    await dev('dev_newBlock');
    await reached('InBlock');
    const error = told.at(-1)?.dispatchError;
    if (error?.isModule !== true) throw new Error('the call did not fail with an error of a module');
    expect(api.registry.findMetaError(error.asModule)).toMatchObject({
      section: 'subtensorModule',
      name: 'SlippageTooHigh',
    });
  });

  it('follows an account over a fork that undoes what was done to it', async () => {
    const balances: bigint[] = [];
    const before = await free();
    const stop = await api.query.system?.account?.(alice.address, (account: unknown) => {
      balances.push(BigInt(Object(Object(account).toJSON()).data.free));
    });
    await dev('dev_setBalance', alice.address, '777000000000');
    await dev('dev_newBlock');
    await vi.waitFor(() => expect(balances.at(-1)).toBe(777_000_000_000n));
    await dev('dev_retract');
    await vi.waitFor(() => expect(balances.at(-1)).toBe(before));
    expect(await free()).toBe(before);
    Object(stop)();
  });

  it('outlives answers that are late, double, broken or for nobody', async () => {
    // The library prints what it cannot read.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const name = () => provider.send('system_chain', [], false);
    await dev('dev_delayAnswers', { ms: 30, method: 'system_chain', count: 1 });
    await dev('dev_duplicateAnswers', { method: 'system_chain', count: 1 });
    expect(await name()).toBe('Bittensor Local');
    await dev('dev_failNextRequest', { method: 'system_chain' });
    await expect(name()).rejects.toThrow('-32000: The request failed');
    await dev('dev_garbleAnswers', { kind: 'wrongId', method: 'system_chain', count: 1 });
    let isAnswered = false;
    // It ends with the connection, unanswered.
    name().then(
      () => {
        isAnswered = true;
      },
      () => undefined,
    );
    expect(await provider.send('system_name', [])).toBe('Subtensor Node');
    expect(isAnswered).toBe(false);
    expect(await name()).toBe('Bittensor Local');
  });
});
