import { u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { tinyAccountKey, tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { positional } from './paramNames.ts';
import { RpcError } from './rpcError.ts';
import { type TestSession, testSession } from './testSession.ts';

const key = `0x${tinyAccountKey(1)}`;
const transfer = u8aToHex(tinyTransfer({ from: 1, to: 2, nonce: 0, amount: 5 }));

/** The answer to a request whose parameters are sent as they are. */
function ask({ session, sent }: TestSession, method: string, params?: unknown) {
  session.receive(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }));
  return sent.splice(0)[0];
}

describe('parameters by name', () => {
  it.each([
    ['state_getStorage', { key }, [key]],
    ['state_getStorageAt', { key, hash: null }, [key, null]],
    ['state_getKeysPaged', { prefix: '0x61', count: 2, start_key: key }, ['0x61', 2, key]],
    ['state_getKeysPaged', { count: 2, startKey: key, prefix: '0x61' }, ['0x61', 2, key]],
    ['state_queryStorageAt', { keys: [key] }, [[key]]],
    [
      'state_call',
      { bytes: '0x01', name: 'AccountNonceApi_account_nonce' },
      ['AccountNonceApi_account_nonce', '0x01'],
    ],
    ['chain_getBlockHash', { hash: 0 }, [0]],
    ['chain_getHead', { hash: 0 }, [0]],
    ['chain_getHeader', {}, []],
    ['state_getStorage', {}, []],
    ['state_getStorage', { key: 5 }, [5]],
    ['system_chain', { anything: 1 }, []],
    [
      'system_accountNextIndex',
      { account: '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM' },
      ['5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'],
    ],
    ['author_submitExtrinsic', { extrinsic: transfer }, [transfer]],
  ])('of %s mean what %j says', (method, named, list) => {
    expect(ask(testSession(), method, named)).toEqual(ask(testSession(), method, list));
  });

  it('open subscriptions too', () => {
    const own = testSession();
    expect(ask(own, 'author_submitAndWatchExtrinsic', { bytes: transfer })).toMatchObject({ id: 1 });
    own.block();
    expect(own.sent.at(-1)).toMatchObject({
      method: 'author_extrinsicUpdate',
      params: { result: { inBlock: own.chain.best.hash } },
    });
  });

  it('are not served for the dev_ methods', () => {
    expect(ask(testSession(), 'dev_newBlock', { count: 1 })).toMatchObject({ error: { code: -32602 } });
  });
});

describe('positional', () => {
  it('takes nothing and null for an empty list', () => {
    expect([positional('state_getStorage', undefined), positional('state_getStorage', null)]).toEqual([
      [],
      [],
    ]);
  });

  it.each(['x', 5, true])('refuses %j', (params) => {
    expect(() => positional('state_getStorage', params)).toThrow(RpcError);
    expect(ask(testSession(), 'state_getStorage', params)).toMatchObject({ error: { code: -32602 } });
  });
});
