import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import { tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { testSession } from './testSession.ts';

const transfer = (nonce: number) => u8aToHex(tinyTransfer({ from: 1, to: 2, nonce, amount: 5 }));

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
