import { blake2AsHex } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import { PoolError, UnknownTransactionError } from './poolError.ts';
import { tinyChain } from './tinyChain.ts';
import { tinyTransfer } from './tinyRuntime.ts';

const broadcast = { broadcast: ['peer'] };
const transfer = (from: number, nonce: number, amount = 1) => tinyTransfer({ from, to: 3, nonce, amount });
const hashOf = (bytes: Uint8Array) => blake2AsHex(bytes, 256);

describe('a waiting transaction can be', () => {
  it('usurped by another of its nonce, whatever their priorities, and what follows stays ready', () => {
    const { chain, watch, block } = tinyChain();
    const first = watch(transfer(1, 0));
    const second = watch(transfer(1, 1));
    const usurper = transfer(1, 0, 2);
    const hash = chain.pool.usurp(hashOf(transfer(1, 0)), usurper);
    expect(hash).toBe(hashOf(usurper));
    expect(first).toEqual(['ready', broadcast, { usurped: hash }]);
    expect(second).toEqual(['ready', broadcast]);
    block();
    expect(chain.best.extrinsics.slice(1)).toEqual([usurper, transfer(1, 1)]);
  });

  it('usurped by one that was never seen, and what follows waits for its nonce', () => {
    const { chain, watch } = tinyChain();
    const first = watch(transfer(1, 0));
    const second = watch(transfer(1, 1));
    const hash = chain.pool.usurp(hashOf(transfer(1, 0)));
    expect(first).toEqual(['ready', broadcast, { usurped: hash }]);
    expect(second).toEqual(['ready', broadcast, 'future']);
    expect(chain.pool.ready()).toEqual([]);
  });

  it('usurped by no transaction of another nonce or sender, nor by one that is not valid', () => {
    const { chain, watch } = tinyChain();
    const statuses = watch(transfer(1, 0));
    const hash = hashOf(transfer(1, 0));
    for (const other of [transfer(1, 1), transfer(2, 0), transfer(1, 0)])
      expect(() => chain.pool.usurp(hash, other)).toThrow(RangeError);
    expect(() => chain.pool.usurp(hash, Uint8Array.of(4, 9))).toThrow(PoolError);
    expect(statuses).toEqual(['ready', broadcast]);
    expect(chain.pool.all().map((entry) => entry.hash)).toEqual([hash]);
  });

  it.each(['dropped', 'invalid'] as const)('%s with what follows it, and is then banned', (status) => {
    const { chain, watch, now } = tinyChain();
    const first = watch(transfer(1, 0));
    const second = watch(transfer(1, 1));
    const other = watch(transfer(2, 0));
    chain.pool.expel(hashOf(transfer(1, 0)), status, now());
    expect([first.at(-1), second.at(-1), other.at(-1)]).toEqual([status, status, broadcast]);
    expect(() => chain.pool.submit(transfer(1, 0), now())).toThrow('Transaction is temporarily banned');
  });

  it('held out of blocks, it and what follows it, until it is released', () => {
    const { chain, watch, block } = tinyChain();
    const hash = hashOf(transfer(1, 0));
    const first = watch(transfer(1, 0));
    const second = watch(transfer(1, 1));
    chain.pool.setHeld(hash, true);
    block();
    expect(chain.best.extrinsics).toHaveLength(1);
    expect([first, second]).toEqual([
      ['ready', broadcast],
      ['ready', broadcast],
    ]);
    expect(chain.pool.ready()).toHaveLength(2);
    chain.pool.setHeld(hash, false);
    block();
    expect(chain.best.extrinsics).toHaveLength(3);
  });

  it('given up once it is in a block', () => {
    const { chain, watch, block } = tinyChain();
    const statuses = watch(transfer(1, 0));
    const hash = hashOf(transfer(1, 0));
    expect(() => chain.pool.stopWaitingFor(hash)).toThrow(UnknownTransactionError);
    const inBlock = block();
    chain.pool.stopWaitingFor(hash);
    expect(statuses.at(-1)).toEqual({ finalityTimeout: inBlock });
    for (let made = 0; made < 3; made += 1) block();
    expect(statuses.at(-1)).toEqual({ finalityTimeout: inBlock });
  });

  it('none of these when it is not there', () => {
    const { pool } = tinyChain().chain;
    const hash = hashOf(transfer(1, 0));
    expect(() => pool.usurp(hash)).toThrow(UnknownTransactionError);
    expect(() => pool.expel(hash, 'dropped', 0)).toThrow(UnknownTransactionError);
    expect(() => pool.setHeld(hash, true)).toThrow(UnknownTransactionError);
  });
});
