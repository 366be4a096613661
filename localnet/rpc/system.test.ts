import { u8aToHex } from '@polkadot/util';
import { encodeAddress } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import { tinyAccountKey, tinyKey, tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { methodRegistry } from './registry.ts';
import { testSession } from './testSession.ts';

const transfer = (nonce: number) => u8aToHex(tinyTransfer({ from: 1, to: 2, nonce, amount: 5 }));
const account = (index: number) => `0x${tinyAccountKey(index)}`;

describe('system_, rpc_ and dev_', () => {
  it('accountNextIndex counts the pool', () => {
    const { result, request } = testSession();
    const address = encodeAddress(tinyKey(1), 42);
    expect(result('system_accountNextIndex', address)).toBe(0);
    result('author_submitExtrinsic', transfer(0));
    result('author_submitExtrinsic', transfer(1));
    result('author_submitExtrinsic', transfer(5));
    expect(result('account_nextIndex', address)).toBe(2);
    expect(request('system_accountNextIndex', 'nobody')).toMatchObject({ error: { code: -32602 } });
  });

  it('rpc_methods lists what is served, in order, the dev methods only when they are', () => {
    const { result } = testSession();
    const listed = result('rpc_methods');
    expect(listed).toEqual({ methods: [...methodRegistry(true).keys()] });
    const names = [...methodRegistry(false).keys()];
    expect(names).toEqual([...names].sort());
    expect(names.filter((name) => name.startsWith('dev_'))).toEqual([]);
    expect(names).toContain('author_submitAndWatchExtrinsic');
  });

  it('dev_newBlock makes blocks at once', () => {
    const { result, request, chain } = testSession();
    expect(result('dev_newBlock')).toBe(chain.hashAt(1));
    expect(result('dev_newBlock', { count: 3 })).toBe(chain.hashAt(4));
    expect(request('dev_newBlock', { count: 0 })).toMatchObject({ error: { code: -32602 } });
  });

  it('dev_setStorage writes in the next block', () => {
    const { result, request } = testSession();
    result('dev_setStorage', [
      [account(9), '0x0102'],
      [account(3), null],
    ]);
    expect(result('state_getStorage', account(9))).toBeNull();
    result('dev_newBlock');
    expect(result('state_getKeys', '0x61')).toEqual([account(1), account(2), account(9)]);
    expect(request('dev_setStorage', [['0x1', '0x']])).toMatchObject({ error: { code: -32602 } });
  });

  it('dev_closeSockets answers first', () => {
    const { request, closings } = testSession();
    expect(request('dev_closeSockets')).toMatchObject({ result: null });
    expect(closings()).toBe(1);
  });
});
