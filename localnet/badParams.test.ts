import { Keyring } from '@polkadot/keyring';
import { u8aToHex } from '@polkadot/util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimeApis } from '#localnet/metadata/apis.ts';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { call } from '#localnet/node/runtime/testChain.ts';
import { type Localnet, startLocalnet } from './server.ts';
import { closeTestnets, connect, type TestClient } from './testClient.ts';
import { signCall } from './testSigner.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');

let localnet: Localnet;
let client: TestClient;
const problems: string[] = [];

beforeAll(async () => {
  const warn = (message: string) => problems.push(message);
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, warn });
  localnet.chain.produceBlock(Date.now());
  client = await connect(localnet.url);
});

afterAll(async () => {
  await closeTestnets();
  await localnet.close();
  expect(problems).toEqual([]);
});

/** Every method of every runtime API that the chain has. */
const apiMethods = Object.entries(runtimeApis).flatMap(([api, methods]) =>
  Object.keys(methods).map((method) => `${api}_${method}`),
);

function condition() {
  const { hash, header } = localnet.chain.best;
  return { hash, stateRoot: header.stateRoot, pool: localnet.chain.pool.all() };
}

describe('any bytes', () => {
  const READS = ['system_dryRun', 'payment_queryInfo', 'payment_queryFeeDetails'];

  it('are read, tried and priced without a defect, and change nothing', async () => {
    const before = condition();
    const extrinsic = signCall(localnet.chain, alice, call('System.remark', { remark: new Uint8Array(9) }));
    const mutated = fc
      .tuple(fc.nat(extrinsic.length - 1), fc.integer({ min: 1, max: 255 }))
      .map(([at, change]) => extrinsic.with(at, (extrinsic[at] ?? 0) ^ change));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...READS),
        fc.oneof(fc.uint8Array(), mutated),
        async (method, bytes) => {
          const { result, error } = await client.answer(method, u8aToHex(bytes));
          expect(result !== undefined || Object(error).code !== -32603).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
    expect(condition()).toEqual(before);
  });

  it('are refused or understood by every runtime API', async () => {
    const before = condition();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...apiMethods),
        fc.uint8Array({ maxLength: 80 }),
        async (method, bytes) => {
          const { result, error } = await client.answer('state_call', method, u8aToHex(bytes));
          if (result === undefined) expect(Object(error).code).toBe(4003);
          else expect(result).toMatch(/^0x/);
        },
      ),
      { numRuns: 300 },
    );
    expect(condition()).toEqual(before);
  });
});

describe('keys and hashes', () => {
  it.each([
    ['state_getStorage', ['0x123']],
    ['state_getStorage', ['12']],
    ['state_getStorage', ['0xzz']],
    ['state_getStorage', [null]],
    ['state_getStorage', ['0x12', '0x12']],
    ['state_getStorage', ['0x12', `0x${'12'.repeat(33)}`]],
    ['state_getKeysPaged', ['0x', -1]],
    ['state_getKeysPaged', ['0x', 1.5]],
    ['state_getKeysPaged', ['0x', '5']],
    ['state_queryStorageAt', ['0x12']],
    ['state_queryStorageAt', [['0x1']]],
    ['state_call', [5, '0x']],
    ['state_call', ['Core_version', '0x1']],
    ['chain_getHeader', ['0x00']],
    ['chain_getBlock', [5]],
    ['chain_getBlockHash', ['five']],
    ['chain_getBlockHash', [[-1]]],
    ['chain_getBlockHash', [`0x${'1'.repeat(65)}`]],
    ['system_accountNextIndex', ['5Grw']],
    ['system_accountNextIndex', ['5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ']],
    ['system_accountNextIndex', [`0x${'12'.repeat(32)}`]],
    ['author_submitExtrinsic', ['0x1']],
    ['author_submitExtrinsic', [['0x']]],
  ])('%s refuses %j as invalid parameters', async (method, params) => {
    expect((await client.answer(method, ...params)).error).toMatchObject({
      code: -32602,
      message: 'Invalid params',
    });
  });

  it.each([
    ['state_getStorage', ['0x12'], 4003],
    ['state_getMetadata', [], 4003],
    ['state_getRuntimeVersion', [], 4003],
    ['state_call', ['Core_version', '0x'], 4003],
  ])('%s says that it has no such block', async (method, params, code) => {
    const { error } = await client.answer(method, ...params, `0x${'34'.repeat(32)}`);
    expect(error).toMatchObject({
      code,
      message: expect.stringContaining('Header was not found in the database'),
    });
  });
});
