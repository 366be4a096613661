import { u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type TinyTransfer, tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { closeTestnets, connect, startTestnet } from './testClient.ts';

afterEach(closeTestnets);

const PEERS = { broadcast: [expect.stringMatching(/^12D3KooW/)] };

interface Sent {
  readonly bytes: string;
  readonly hash: string;
  readonly subscription: unknown;
}

/** A chain, a client that acts, and another that only watches its transactions. */
async function start() {
  const { url, chain } = await startTestnet();
  const [actor, watcher] = [await connect(url), await connect(url)];
  const watch = async (nonce: number, extra: Partial<TinyTransfer> = {}): Promise<Sent> => {
    const extrinsic = tinyTransfer({ from: 1, to: 2, nonce, amount: 1, ...extra });
    const bytes = u8aToHex(extrinsic);
    const subscription = await watcher.result('author_submitAndWatchExtrinsic', bytes);
    return { bytes, hash: blake2AsHex(extrinsic, 256), subscription };
  };
  /** What the watcher was told of a transaction up to now. */
  const statuses = async ({ subscription }: Sent) => {
    await watcher.result('system_chain');
    return watcher.told
      .map(({ method, params }) => ({ method, ...Object(params) }))
      .filter((frame) => frame.subscription === subscription)
      .map(({ method, result }) => {
        expect(method).toBe('author_extrinsicUpdate');
        return result;
      });
  };
  const block = () => actor.result('dev_newBlock');
  return { chain, actor, watcher, watch, statuses, block };
}

describe('over a socket a transaction is told of as', () => {
  it('ready, broadcast, in a block, final, and no more', async () => {
    const { watch, statuses, block, watcher } = await start();
    const sent = await watch(0);
    const inBlock = await block();
    for (let made = 0; made < 4; made += 1) await block();
    expect(await statuses(sent)).toEqual(['ready', PEERS, { inBlock }, { finalized: inBlock }]);
    expect(await watcher.result('author_unwatchExtrinsic', sent.subscription)).toBe(false);
  });

  it('future until the nonces before it are there', async () => {
    const { watch, statuses, block } = await start();
    const second = await watch(1);
    await block();
    expect(await statuses(second)).toEqual(['future']);
    await watch(0);
    const inBlock = await block();
    expect(await statuses(second)).toEqual(['future', 'ready', PEERS, { inBlock }]);
  });

  it('retracted, then in the block of the other branch, then final there', async () => {
    const { watch, statuses, block, actor, chain } = await start();
    const sent = await watch(0);
    const first = await block();
    const best = await actor.result('dev_retract', { depth: 1 });
    const parent = chain.best.header.parentHash;
    expect(chain.best).toMatchObject({ hash: best, header: { number: 2 } });
    expect(await statuses(sent)).toEqual([
      'ready',
      PEERS,
      { inBlock: first },
      { retracted: first },
      { inBlock: parent },
    ]);
    await block();
    expect((await statuses(sent)).at(-1)).toEqual({ finalized: parent });
  });

  it('retracted, ready again, and in the next block when the branch lacks it', async () => {
    const { watch, statuses, block, actor } = await start();
    const sent = await watch(0);
    const first = await block();
    await actor.result('dev_retract', { drop: true });
    expect((await statuses(sent)).slice(2)).toEqual([
      { inBlock: first },
      { retracted: first },
      'ready',
      PEERS,
    ]);
    expect(await actor.result('author_pendingExtrinsics')).toEqual([sent.bytes]);
    const inBlock = await block();
    expect((await statuses(sent)).at(-1)).toEqual({ inBlock });
  });

  it('usurped by one of a higher priority, and on demand by any or by one that is not shown', async () => {
    const { watch, statuses, actor, block } = await start();
    const first = await watch(0);
    const second = await watch(0, { priority: 2 });
    expect(await statuses(first)).toEqual(['ready', PEERS, { usurped: second.hash }]);
    const bytes = tinyTransfer({ from: 1, to: 2, nonce: 0, amount: 77 });
    const usurper = await actor.result('dev_usurpTransaction', second.hash, u8aToHex(bytes));
    expect(usurper).toBe(blake2AsHex(bytes, 256));
    expect(await statuses(second)).toEqual(['ready', PEERS, { usurped: usurper }]);
    const third = await watch(1);
    const unseen = await actor.result('dev_usurpTransaction', third.hash);
    expect(unseen).toMatch(/^0x[\da-f]{64}$/);
    expect(await statuses(third)).toEqual(['ready', PEERS, { usurped: unseen }]);
    await block();
    expect(await actor.result('chain_getBlock')).toMatchObject({
      block: { extrinsics: [expect.any(String), u8aToHex(bytes)] },
    });
  });

  it.each([
    ['dropped', 'dev_dropTransaction'],
    ['invalid', 'dev_invalidateTransaction'],
  ])('%s, with what follows it, and then not taken again', async (status, method) => {
    const { watch, statuses, actor, watcher } = await start();
    const [first, second] = [await watch(0), await watch(1)];
    await actor.result(method, first.hash);
    for (const sent of [first, second]) expect(await statuses(sent)).toEqual(['ready', PEERS, status]);
    expect((await watcher.answer('author_submitExtrinsic', first.bytes)).error).toEqual({
      code: 1012,
      message: 'Transaction is temporarily banned',
    });
  });

  it('invalid when its era ends first', async () => {
    const { watch, statuses, block } = await start();
    const sent = await watch(1, { until: 2 });
    for (let made = 0; made < 3; made += 1) await block();
    expect(await statuses(sent)).toEqual(['future', 'invalid']);
  });

  it('given up after 512 blocks without finality, or on demand', async () => {
    const { watch, statuses, block, actor } = await start();
    await actor.result('dev_holdFinality');
    const [slow, given] = [await watch(0), await watch(0, { from: 2 })];
    const inBlock = await block();
    await actor.result('dev_finalityTimeout', given.hash);
    expect((await statuses(given)).at(-1)).toEqual({ finalityTimeout: inBlock });
    await actor.result('dev_newBlock', { count: 511 });
    expect((await statuses(slow)).at(-1)).toEqual({ inBlock });
    await block();
    await actor.result('dev_releaseFinality');
    expect((await statuses(slow)).slice(2)).toEqual([{ inBlock }, { finalityTimeout: inBlock }]);
  });

  it('ready, and in no block while it is held', async () => {
    const { watch, statuses, block, actor } = await start();
    const sent = await watch(0);
    await actor.result('dev_holdTransaction', sent.hash);
    await block();
    expect(await statuses(sent)).toEqual(['ready', PEERS]);
    await actor.result('dev_releaseTransaction', sent.hash);
    const inBlock = await block();
    expect((await statuses(sent)).at(-1)).toEqual({ inBlock });
  });
});

describe('the dev_ methods refuse', () => {
  const unknown = `0x${'ab'.repeat(32)}`;

  it.each([
    ['dev_usurpTransaction', 'The pool does not hold'],
    ['dev_dropTransaction', 'The pool does not hold'],
    ['dev_invalidateTransaction', 'The pool does not hold'],
    ['dev_holdTransaction', 'The pool does not hold'],
    ['dev_finalityTimeout', 'No block that is not final holds'],
  ])('%s of a transaction that is not there', async (method, sentence) => {
    const { actor } = await start();
    expect((await actor.answer(method, unknown)).error).toEqual({
      code: -32000,
      message: `${sentence} ${unknown}`,
    });
    expect((await actor.answer(method)).error).toMatchObject({ code: -32602 });
    expect((await actor.answer(method, '0x12')).error).toMatchObject({ code: -32602 });
  });

  it('dev_retract of final blocks', async () => {
    const { actor, chain } = await start();
    await actor.result('dev_newBlock', { count: 6 });
    const { hash } = chain.best;
    expect((await actor.answer('dev_retract', { depth: 3 })).error).toEqual({
      code: -32000,
      message: '3 cannot be retracted: only the best 2 blocks are not final',
    });
    expect(chain.best.hash).toBe(hash);
    await actor.result('dev_retract', { depth: 2 });
    expect(chain.best.header.number).toBe(7);
  });
});
