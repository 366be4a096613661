import { u8aToHex } from '@polkadot/util';
import { afterEach, expect, it, vi } from 'vitest';
import { AppError } from '#domain/appError.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { dryRun } from './dryRun.ts';
import { type JsonRpc, RpcRefusal } from './jsonRpc.ts';
import { loadRuntime } from './runtime.ts';

const runtime = loadRuntime(u8aToHex(encodeMetadata(15)), { specVersion: 475, transactionVersion: 1 });
const signed = { hash: '0x01', hex: '0x0401' };
const era = { birth: 10, death: 73 };
const at = { number: 12, hash: '0x0c' };

function rehearse(request: JsonRpc['request']) {
  const rpc = { request } as unknown as JsonRpc;
  return dryRun({ rpc, runtime: () => runtime }, signed, era, at);
}

afterEach(() => void vi.useRealTimers());

it('asks the node to apply exactly the signed bytes on the block, and nothing else', async () => {
  const request = vi.fn(async () => '0x0000');
  expect(await rehearse(request)).toEqual({ kind: 'passed', block: 12 });
  expect(request.mock.calls).toEqual([['state_call', ['BlockBuilder_apply_extrinsic', '0x0401', '0x0c']]]);
});

const failure = (name: string) => ({ kind: 'dispatch', failure: { name } });
const invalid = (reason: string) => ({ kind: 'invalid', reason });

it.each([
  ['0x000102', failure('BadOrigin')],
  ['0x0001030754000000', failure('SubtensorModule.SlippageTooHigh')],
  ['0x00010700', failure('Token.FundsUnavailable')],
  ['0x010001', invalid('Inability to pay some fees (e.g. account balance too low)')],
  ['0x010003', invalid('Transaction is outdated')],
  ['0x01000715', invalid('Custom error: 21')],
  ['0x010100', invalid('Unknown transaction: CannotLookup')],
])('reads %s', async (answer, foreseen) => {
  expect(await rehearse(async () => answer)).toMatchObject({ kind: 'failed', block: 12, foreseen });
});

it.each([
  [
    'refuses the method',
    () => Promise.reject(new RpcRefusal(-32601, 'Method not found', null)),
    'unsupportedRuntime',
  ],
  [
    'traps',
    () => Promise.reject(new RpcRefusal(4003, 'Client error: Execution failed', null)),
    'nodeGarbage',
  ],
  ['is gone', () => Promise.reject(new AppError('connectionLost')), 'connectionLost'],
  ['answers no hex', async () => ({}), 'nodeGarbage'],
  ['answers too little', async () => '0x00', 'nodeGarbage'],
  ['answers too much', async () => '0x000000', 'nodeGarbage'],
  ['says that an earlier transaction waits', async () => '0x010002', 'Future'],
  ['says that the block was full', async () => '0x010006', 'ExhaustsResources'],
])('leaves it out, with the reason, when the node %s', async (_what, request, reason) => {
  expect(await rehearse(request)).toEqual({ kind: 'skipped', reason });
});

it('does not wait longer than three seconds', async () => {
  vi.useFakeTimers();
  const run = rehearse(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await run).toEqual({ kind: 'skipped', reason: 'timeout' });
});

it('leaves it out where the era’s first block is not there yet', async () => {
  const request = vi.fn(async () => '0x0000');
  const node = { rpc: { request } as unknown as JsonRpc, runtime: () => runtime };
  expect(await dryRun(node, signed, era, { number: 9, hash: '0x09' })).toEqual({
    kind: 'skipped',
    reason: 'era',
  });
  expect(request).not.toHaveBeenCalled();
});
