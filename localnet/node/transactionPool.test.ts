import { describe, expect, it } from 'vitest';
import { PoolError } from './poolError.ts';
import { tinyChain } from './tinyChain.ts';
import { TINY_BALANCE, TINY_DEFECT, TINY_FEE, tinyKey, tinyTransfer } from './tinyRuntime.ts';
import { TransactionPool } from './transactionPool.ts';

const broadcast = { broadcast: ['peer'] };

function transfer(
  from: number,
  nonce: number,
  extra: { priority?: number; until?: number; amount?: number } = {},
) {
  return tinyTransfer({ from, to: 3, nonce, amount: 1, ...extra });
}

const banned = [1012, 'Transaction is temporarily banned', undefined];

function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof PoolError) return [error.code, error.message, error.data];
    throw error;
  }
  return 'taken';
}

describe('a watched transaction', () => {
  it('is ready, passed on, in a block and final', () => {
    const { chain, watch, block } = tinyChain();
    const statuses = watch(transfer(1, 0));
    expect(statuses).toEqual(['ready', broadcast]);
    const hash = block();
    expect(statuses).toEqual(['ready', broadcast, { inBlock: hash }]);
    block();
    expect(statuses).toHaveLength(3);
    block();
    expect(statuses).toEqual(['ready', broadcast, { inBlock: hash }, { finalized: hash }]);
    expect(chain.finalized.hash).toBe(hash);
    block();
    expect(statuses).toHaveLength(4);
  });

  it('waits for the nonces before it', () => {
    const { watch, block, chain } = tinyChain();
    const second = watch(transfer(1, 1));
    expect(second).toEqual(['future']);
    block();
    expect(second).toEqual(['future']);
    expect(chain.pool.nextNonce(tinyKey(1))).toBe(0);
    const first = watch(transfer(1, 0));
    expect(first).toEqual(['ready', broadcast]);
    expect(second).toEqual(['future', 'ready', broadcast]);
    expect(chain.pool.nextNonce(tinyKey(1))).toBe(2);
    const hash = block();
    expect(second.at(-1)).toEqual({ inBlock: hash });
  });

  it('is usurped by one of the same nonce and a higher priority', () => {
    const { chain, watch, now } = tinyChain();
    const statuses = watch(transfer(1, 0));
    const { hash } = chain.pool.submit(transfer(1, 0, { priority: 2 }), now());
    expect(statuses).toEqual(['ready', broadcast, { usurped: hash }]);
    expect(chain.pool.ready().map((entry) => entry.hash)).toEqual([hash]);
  });

  it('is invalid when its era ends before its turn comes, and so are those that follow it', () => {
    const { watch, block } = tinyChain();
    const first = watch(transfer(1, 1, { until: 2 }));
    const other = watch(transfer(1, 2));
    block();
    expect(first).toEqual(['future']);
    block();
    expect(first).toEqual(['future', 'invalid']);
    expect(other).toEqual(['future']);
  });

  it('is invalid together with what depends on it when its sender can no longer pay', () => {
    const { watch, block } = tinyChain();
    watch(transfer(1, 0, { amount: TINY_BALANCE - TINY_FEE }));
    const second = watch(transfer(1, 1));
    const third = watch(transfer(1, 2));
    const hash = block();
    expect(second).toEqual(['ready', broadcast, 'invalid']);
    expect(third).toEqual(['ready', broadcast, 'invalid']);
    expect(hash).toMatch(/^0x/);
  });

  it('is retracted with its block, comes back, and is in a block of the other branch', () => {
    const { chain, watch, block, now } = tinyChain();
    const parent = chain.best;
    const statuses = watch(transfer(1, 0));
    const first = block();
    const fork = chain.produceBlock(now() + 1, parent);
    expect(chain.best).toBe(fork);
    expect(statuses.slice(2)).toEqual([{ inBlock: first }, { retracted: first }, 'ready', broadcast]);
    const second = block();
    expect(statuses.at(-1)).toEqual({ inBlock: second });
    block();
    block();
    expect(statuses.at(-1)).toEqual({ finalized: second });
    expect(chain.block(first)).toBeUndefined();
  });

  it('is refused, and the block made, when the runtime fails on it unforeseen', () => {
    const { chain, watch, block, errors } = tinyChain();
    const statuses = watch(transfer(1, 0, { amount: TINY_DEFECT }));
    const other = watch(transfer(2, 0));
    const hash = block();
    expect(statuses).toEqual(['ready', broadcast, 'invalid']);
    expect(other.at(-1)).toEqual({ inBlock: hash });
    expect(errors).toHaveLength(1);
    expect(chain.runtime.validate(chain.stateAt(hash), transfer(1, 0), new Uint8Array(32)).ok).toBe(true);
  });

  it('is given up when its block is not final after 512 more', () => {
    let best = 0;
    const pool = new TransactionPool(
      {
        validate: () => ({ ok: true, sender: tinyKey(1), nonce: 0, priority: 1n, longevity: 2n ** 64n - 1n }),
        accountNonce: () => 0,
        bestNumber: () => best,
      },
      [],
    );
    const bytes = transfer(1, 0);
    const statuses: unknown[] = [];
    pool.submit(bytes, 0, (status) => statuses.push(status));
    const follow = (number: number, extrinsics: readonly Uint8Array[]) => {
      best = number;
      const header = { ...tinyChain().chain.genesis.header, number };
      const block = { hash: `0x${number}`, header, extrinsics, timestamp: number, slot: BigInt(number) };
      pool.follow({ retracted: [], enacted: [block] }, 0);
    };
    follow(1, [bytes]);
    follow(512, []);
    expect(statuses).toEqual(['ready', { inBlock: '0x1' }]);
    follow(513, []);
    expect(statuses).toEqual(['ready', { inBlock: '0x1' }, { finalityTimeout: '0x1' }]);
  });

  it('is no longer told of once its watcher left', () => {
    const { chain, now, block } = tinyChain();
    const statuses: unknown[] = [];
    const { unwatch } = chain.pool.submit(transfer(1, 0), now(), (status) => statuses.push(status));
    unwatch();
    block();
    expect(statuses).toEqual(['ready', broadcast]);
  });
});

describe('submit refuses', () => {
  it('what is in the pool, with what a node prints of the hash', () => {
    const { chain, now } = tinyChain();
    chain.pool.submit(transfer(1, 0), now());
    expect(refusal(() => chain.pool.submit(transfer(1, 0), now()))).toEqual([
      1013,
      'Transaction Already Imported',
      'Any { .. }',
    ]);
  });

  it('another one of the same nonce and priority', () => {
    const { chain, now } = tinyChain();
    chain.pool.submit(transfer(1, 0), now());
    expect(refusal(() => chain.pool.submit(transfer(1, 0, { amount: 2 }), now()))).toEqual([
      1014,
      'Priority is too low: (1 vs 1)',
      'The transaction has too low priority to replace another transaction already in the pool.',
    ]);
  });

  it('an invalid one with the reason, and for half an hour the same again without', () => {
    const { chain, block, now } = tinyChain();
    chain.pool.submit(transfer(1, 0), now());
    block();
    const stale = transfer(1, 0, { amount: 7 });
    const reason = [1010, 'Invalid Transaction', 'Transaction is outdated'];
    expect(refusal(() => chain.pool.submit(stale, now()))).toEqual(reason);
    expect(refusal(() => chain.pool.submit(stale, now() + 1_799_999))).toEqual(banned);
    expect(refusal(() => chain.pool.submit(stale, now() + 1_800_000))).toEqual(reason);
  });

  it('one that is in a block already', () => {
    const { chain, block, now } = tinyChain();
    chain.pool.submit(transfer(1, 0), now());
    block();
    expect(refusal(() => chain.pool.submit(transfer(1, 0), now()))).toEqual(banned);
  });

  it('more transactions than it holds, each kind by its own limit', () => {
    const { chain, now } = tinyChain();
    for (let nonce = 1; nonce <= 819; nonce += 1) chain.pool.submit(transfer(1, nonce), now());
    expect(refusal(() => chain.pool.submit(transfer(1, 820), now()))).toEqual([
      1016,
      'Immediately Dropped',
      "The transaction couldn't enter the pool because of the limit",
    ]);
    expect(refusal(() => chain.pool.submit(transfer(2, 0), now()))).toBe('taken');
  });
});

describe('ready', () => {
  it('gives the order of arrival, nonces of a sender in turn, higher priorities first', () => {
    const { chain, now } = tinyChain();
    const submitted = [
      transfer(1, 1),
      transfer(2, 0),
      transfer(1, 0),
      transfer(3, 0, { priority: 5 }),
      transfer(2, 1, { priority: 9 }),
    ];
    const hashes = submitted.map((bytes) => chain.pool.submit(bytes, now()).hash);
    const order = chain.pool.ready().map(({ hash }) => hashes.indexOf(hash));
    expect(order).toEqual([3, 1, 4, 2, 0]);
  });
});
