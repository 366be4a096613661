import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import { tinyAccountKey, tinyKey, tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { testSession } from './testSession.ts';

const account = (index: number) => `0x${tinyAccountKey(index)}`;
const unknownHash = `0x${'77'.repeat(32)}`;

describe('state_', () => {
  it('reads values, hashes and sizes, now and at past blocks', () => {
    const { result, watch, block, chain } = testSession();
    watch(tinyTransfer({ from: 1, to: 2, nonce: 0, amount: 5 }));
    block();
    const value = '0x01000000d9030000';
    const before = '0x00000000e8030000';
    expect(result('state_getStorage', account(1))).toBe(value);
    expect(result('state_getStorage', account(1), chain.genesis.hash)).toBe(before);
    expect(result('state_getStorageAt', account(1), null)).toBe(value);
    expect(result('state_getStorage', account(9))).toBeNull();
    expect(result('state_getStorageHash', account(1))).toBe(blake2AsHex(hexToU8a(value), 256));
    expect(result('state_getStorageSize', account(1))).toBe(8);
    expect(result('state_getStorageSize', '0x61')).toBe(24);
    expect(result('state_getStorageSize', '0x62')).toBeNull();
  });

  it('lists keys whole and in pages', () => {
    const { result, request } = testSession();
    const keys = [account(1), account(2), account(3)];
    expect(result('state_getKeys', '0x61')).toEqual(keys);
    expect(result('state_getKeysPaged', '0x61', 2)).toEqual(keys.slice(0, 2));
    expect(result('state_getKeysPaged', '0x61', 2, account(2))).toEqual([account(3)]);
    expect(result('state_getKeysPaged', null, 1_000, null, null)).toEqual(keys);
    expect(request('state_getKeysPaged', '0x61', 1_001)).toMatchObject({
      error: { code: 4002, message: 'count exceeds maximum value. value: 1001, max: 1000' },
    });
  });

  it('tells changes between blocks', () => {
    const { result, request, watch, block, chain } = testSession();
    const first = block();
    watch(tinyTransfer({ from: 1, to: 2, nonce: 0, amount: 5 }));
    const second = block();
    const third = block();
    const keys = [account(1), account(3), account(9)];
    const full = {
      block: first,
      changes: [
        [account(1), '0x00000000e8030000'],
        [account(3), '0x00000000e8030000'],
        [account(9), null],
      ],
    };
    expect(result('state_queryStorageAt', keys, first)).toEqual([full]);
    const change = { block: second, changes: [[account(1), '0x01000000d9030000']] };
    expect(result('state_queryStorage', keys, first, third)).toEqual([full, change]);
    expect(request('state_queryStorage', keys, third, first)).toMatchObject({ error: { code: 4001 } });
    expect(request('state_queryStorageAt', keys, unknownHash)).toMatchObject({
      error: {
        code: 4001,
        message: `Cannot resolve a block range ['"${unknownHash}"' ... '"Some(${unknownHash})"]. UnknownBlock: Header was not found in the database: ${unknownHash}`,
      },
    });
    expect(chain.best.hash).toBe(third);
  });

  it('answers for a state that is gone as a pruned node does', () => {
    const { request, block } = testSession(8);
    const old = block();
    for (let made = 0; made < 9; made += 1) block();
    const message = `Client error: UnknownBlock: State already discarded for ${old}`;
    expect(request('state_getStorage', account(1), old).error).toEqual({ code: 4003, message });
    expect(request('state_call', 'Core_version', '0x', old).error).toEqual({ code: 4003, message });
    const versionMessage = `Client error: Api called for an unknown Block: State already discarded for ${old}`;
    expect(request('state_getRuntimeVersion', old).error).toEqual({ code: 4003, message: versionMessage });
    expect(request('state_getMetadata', old).error).toEqual({ code: 4003, message: versionMessage });
    expect(request('state_getKeys', '0x', unknownHash).error).toEqual({
      code: 4003,
      message: `Client error: UnknownBlock: Header was not found in the database: ${unknownHash}`,
    });
  });

  it('calls the runtime', () => {
    const { result, request } = testSession();
    expect(result('state_call', 'AccountNonceApi_account_nonce', u8aToHex(tinyKey(1)))).toBe('0x00000000');
    expect(request('state_call', 'Other_method', '0x').error).toEqual({
      code: 4003,
      message: 'Client error: Execution failed: Other: Exported method Other_method is not found',
    });
    expect(result('state_getMetadata')).toBe('0x6d6574610e');
    expect(result('state_getRuntimeVersion')).toMatchObject({ specName: 'tiny', specVersion: 1 });
  });

  it('subscribeStorage tells all keys first, then only what changed', () => {
    const { result, watch, block, sent, chain, now } = testSession();
    const genesis = chain.best;
    const subscription = result('state_subscribeStorage', [account(1), account(9), account(1)]);
    block();
    watch(tinyTransfer({ from: 1, to: 2, nonce: 0, amount: 5 }));
    const paid = block();
    block();
    const message = (hash: string, changes: unknown) => ({
      jsonrpc: '2.0',
      method: 'state_storage',
      params: { subscription, result: { block: hash, changes } },
    });
    const before = [account(1), '0x00000000e8030000'];
    const after = [account(1), '0x01000000d9030000'];
    expect(sent).toEqual([message(genesis.hash, [before, [account(9), null]]), message(paid, [after])]);
    const parent = chain.block(chain.block(paid)?.header.parentHash ?? '');
    const fork = chain.produceBlock(now(), parent);
    expect(sent.slice(2)).toEqual([message(fork.hash, [before])]);
    expect(result('state_unsubscribeStorage', subscription)).toBe(true);
  });

  it('subscribeStorage of everything is not for everyone', () => {
    expect(testSession().request('state_subscribeStorage').error).toEqual({
      code: -32601,
      message: 'RPC call is unsafe to be called externally',
    });
  });

  it('subscribeRuntimeVersion tells the version', () => {
    const { result, sent, block } = testSession();
    const subscription = result('state_subscribeRuntimeVersion');
    block();
    expect(sent).toMatchObject([
      { method: 'state_runtimeVersion', params: { subscription, result: { specVersion: 1 } } },
    ]);
  });
});
