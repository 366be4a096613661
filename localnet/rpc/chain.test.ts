import { u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { testSession } from './testSession.ts';

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
