import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex, encodeAddress } from '@polkadot/util-crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tinyAccountKey, tinyKey, tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { methodRegistry } from './registry.ts';
import { testSession } from './testSession.ts';

const transfer = (nonce: number, from = 1) => u8aToHex(tinyTransfer({ from, to: 2, nonce, amount: 5 }));
const account = (index: number) => `0x${tinyAccountKey(index)}`;
const unknownHash = `0x${'77'.repeat(32)}`;

describe('chain_', () => {
  it('getBlockHash takes a number, hex, a list, null and nothing', () => {
    const { result, chain, block } = testSession();
    block();
    block();
    const [zero, one, two] = [0, 1, 2].map((number) => chain.hashAt(number));
    expect(result('chain_getBlockHash', 1)).toBe(one);
    expect(result('chain_getBlockHash', '0x1')).toBe(one);
    expect(result('chain_getBlockHash', '0x00000002')).toBe(two);
    expect(result('chain_getBlockHash', [0, '0x2', 9])).toEqual([zero, two, null]);
    expect(result('chain_getBlockHash', null)).toBe(two);
    expect(result('chain_getBlockHash')).toBe(two);
    expect(result('chain_getHead', 0)).toBe(zero);
    expect(result('chain_getBlockHash', 3)).toBeNull();
  });

  it('getBlockHash refuses what is no block number', () => {
    const { request } = testSession();
    for (const wrong of ['1', -1, 1.5, {}, [true]]) {
      expect(request('chain_getBlockHash', wrong)).toMatchObject({ error: { code: -32602 } });
    }
    expect(request('chain_getBlockHash', 2 ** 32)).toMatchObject({ error: { code: 3001 } });
  });

  it('getHeader and getBlock give the best block or the one asked for, and null for none', () => {
    const { result, chain, block } = testSession();
    const hash = block();
    block();
    const header = result('chain_getHeader', hash);
    expect(header).toMatchObject({ number: '0x1', parentHash: chain.genesis.hash });
    expect(result('chain_getBlock', hash)).toEqual({
      block: { header, extrinsics: chain.block(hash)?.extrinsics.map((bytes) => u8aToHex(bytes)) },
      justifications: null,
    });
    expect(result('chain_getHeader')).toMatchObject({ number: '0x2', parentHash: hash });
    expect(result('chain_getBlock', unknownHash)).toBeNull();
    expect(result('chain_getHeader', unknownHash)).toBeNull();
  });

  it.each([
    ['chain_subscribeNewHeads', 'chain_newHead', 'chain_unsubscribeNewHeads', ['0x0', '0x1', '0x2', '0x3']],
    ['chain_subscribeAllHeads', 'chain_allHead', 'chain_unsubscribeAllHeads', ['0x0', '0x1', '0x2', '0x3']],
    [
      'chain_subscribeFinalizedHeads',
      'chain_finalizedHead',
      'chain_unsubscribeFinalizedHeads',
      ['0x0', '0x1'],
    ],
  ])(
    '%s tells of the head now and of each later one until it is ended',
    (subscribe, name, unsubscribe, numbers) => {
      const { result, block, sent } = testSession();
      const subscription = result(subscribe);
      for (let made = 0; made < 3; made += 1) block();
      expect(sent).toEqual(
        numbers.map((number) => ({
          jsonrpc: '2.0',
          method: name,
          params: { subscription, result: expect.objectContaining({ number }) },
        })),
      );
      expect(result(unsubscribe, subscription)).toBe(true);
      expect(result(unsubscribe, subscription)).toBe(false);
      block();
      expect(sent).toHaveLength(numbers.length);
    },
  );
});

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

describe('author_', () => {
  it('submits and lists what is ready', () => {
    const { result, request, block } = testSession();
    const hash = blake2AsHex(hexToU8a(transfer(0)), 256);
    expect(result('author_submitExtrinsic', transfer(0))).toBe(hash);
    expect(result('author_submitExtrinsic', transfer(2))).toMatch(/^0x/);
    expect(result('author_pendingExtrinsics')).toEqual([transfer(0)]);
    expect(request('author_submitExtrinsic', transfer(0)).error).toEqual({
      code: 1013,
      message: 'Transaction Already Imported',
      data: 'Any { .. }',
    });
    block();
    expect(result('author_pendingExtrinsics')).toEqual([]);
  });

  it('refuses bytes that are shorter than they say', () => {
    const { request } = testSession();
    for (const short of ['0x', '0x28', '0x280102', '0xfeffffff']) {
      expect(request('author_submitExtrinsic', short).error).toEqual({
        code: 1001,
        message: 'Extrinsic has invalid format: Not enough data to fill buffer',
      });
    }
  });

  it('tells the statuses after the id, and forgets the subscription after the last', () => {
    const { result, block, sent } = testSession();
    const subscription = result('author_submitAndWatchExtrinsic', transfer(0));
    const hash = block();
    block();
    block();
    const statuses = ['ready', { broadcast: ['peer'] }, { inBlock: hash }, { finalized: hash }];
    expect(sent).toEqual(
      statuses.map((status) => ({
        jsonrpc: '2.0',
        method: 'author_extrinsicUpdate',
        params: { subscription, result: status },
      })),
    );
    expect(result('author_unwatchExtrinsic', subscription)).toBe(false);
  });

  it('tells nothing of a transaction that is refused', () => {
    const { request, sent, block } = testSession();
    expect(request('author_submitAndWatchExtrinsic', '0x28')).toMatchObject({ error: { code: 1001 } });
    block();
    expect(sent).toEqual([]);
  });
});

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

describe('a session', () => {
  it('ends all subscriptions when it closes', () => {
    const { result, session, sent, block } = testSession();
    result('chain_subscribeNewHeads');
    result('state_subscribeStorage', [account(1)]);
    result('author_submitAndWatchExtrinsic', transfer(0));
    const told = sent.length;
    session.close();
    block();
    expect(sent).toHaveLength(told);
  });

  it('answers a batch before the notifications of its subscriptions', () => {
    const { session, sent } = testSession();
    const request = (id: number, method: string) => ({ jsonrpc: '2.0', id, method });
    const batch = [request(1, 'chain_subscribeNewHeads'), request(2, 'dev_newBlock')];
    session.receive(JSON.stringify(batch));
    expect(sent).toMatchObject([
      [{ id: 1 }, { id: 2 }],
      { params: { result: { number: '0x0' } } },
      { params: { result: { number: '0x1' } } },
    ]);
  });

  it('has room for 1,024 subscriptions', () => {
    const { result, request } = testSession();
    for (let open = 0; open < 1_024; open += 1) result('state_subscribeStorage', []);
    expect(request('chain_subscribeNewHeads').error).toEqual({
      code: -32006,
      message: 'Too many subscriptions on the connection',
      data: 'Exceeded max limit of 1024',
    });
  });

  it('refuses a frame that is too big', () => {
    const { session, sent } = testSession();
    session.receive(' '.repeat(15 * 1024 * 1024 + 1));
    expect(sent).toMatchObject([{ id: null, error: { code: -32007, message: 'Request is too big' } }]);
  });

  it('meets any parameters of any method with a result or an error of its own, and changes no block', () => {
    const hex = fc.uint8Array({ maxLength: 40 }).map((bytes) => u8aToHex(bytes));
    const param = fc.oneof(hex, fc.nat(), fc.constantFrom(account(1), unknownHash, null), fc.jsonValue());
    const names = [...methodRegistry(false).keys()];
    const { request, chain, defects } = testSession();
    const { hash } = chain.best;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(param, { maxLength: 4 }), (method, params) => {
        expect(
          Object.keys(request(method, ...params))
            .sort()
            .join(),
        ).toMatch(/^(error,)?id,jsonrpc(,result)?$/);
        expect(defects).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
    expect(chain.best.hash).toBe(hash);
  });
});
