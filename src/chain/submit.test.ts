import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/appError.ts';
import type { TxOutcome, TxPhase } from '#domain/tx.ts';
import { rao } from '#domain/units.ts';
import { hashOf } from './findExtrinsic.ts';
import { type JsonRpc, RpcRefusal, type Subscription } from './jsonRpc.ts';
import { type BlockReader, submitAndWatch } from './submit.ts';

const HEX = '0x1234';
const outcome: TxOutcome = { ok: true, filled: { paid: 1n, received: 2n, fee: 3n, networkFee: rao(4n) } };
const inclusion = (kind: 'inBlock' | 'finalized', hash: string, number: number): TxPhase => ({
  kind,
  block: { number, hash },
  outcome,
});

/** A node that holds the transaction in blocks whose hash is their number. */
const reader: BlockReader = {
  hashOf: async (number) => String(number),
  numberOf: async (hash) => Number(hash),
  bodyOf: async (hash) => (hash === '666' ? [] : ['0xff', HEX]),
  nonceAfter: async () => 0,
  outcomeOf: async () => outcome,
};

function start(refusal: Error | null = null) {
  const phases: TxPhase[] = [];
  const sent: unknown[] = [];
  let watch: Subscription | null = null;
  let stopped = 0;
  const rpc: JsonRpc = {
    request: () => Promise.reject(new Error('not asked')),
    async subscribe(subscription) {
      sent.push(subscription.params);
      if (refusal !== null) throw refusal;
      watch = subscription;
      return () => {
        stopped += 1;
      };
    },
    answeredAt: () => 0,
    close: () => undefined,
  };
  const done = submitAndWatch(rpc, reader, { hash: hashOf(HEX), hex: HEX }, (phase) => phases.push(phase));
  return {
    phases,
    sent,
    done,
    stopped: () => stopped,
    say: (...statuses: unknown[]) => {
      for (const status of statuses) watch?.onMessage(status);
    },
    hangUp: () => watch?.onEnd?.(new AppError('connectionLost')),
  };
}

describe('submitAndWatch', () => {
  it('tells of a block and of its finality, once each, and stops there', async () => {
    const { say, done, phases, sent, stopped } = start();
    say('ready', { broadcast: ['a'] }, { inBlock: '10' }, { finalized: '10' }, { inBlock: '11' });
    await done;
    expect(phases).toEqual([inclusion('inBlock', '10', 10), inclusion('finalized', '10', 10)]);
    expect(sent).toEqual([[[HEX]].flat()]);
    expect(stopped()).toBe(1);
  });

  it('follows a block that was taken back', async () => {
    const { say, done, phases } = start();
    say({ inBlock: '10' }, { retracted: '10' }, { inBlock: '11' }, { finalized: '11' });
    await done;
    expect(phases.map(({ kind }) => kind)).toEqual(['inBlock', 'retracted', 'inBlock', 'finalized']);
  });

  it.each([
    ['dropped', { kind: 'dropped' }],
    ['invalid', { kind: 'dropped' }],
    [{ usurped: '0xab' }, { kind: 'usurped' }],
    [{ finalityTimeout: '10' }, { kind: 'lost' }],
  ])('ends with %j as %j', async (status, phase) => {
    const { say, done, phases } = start();
    say('ready', status, { inBlock: '10' });
    await done;
    expect(phases).toEqual([phase]);
  });

  it('overlooks statuses that it does not know', async () => {
    const { say, done, phases } = start();
    say('future', null, 7, 'shiny', { polished: '10' }, { inBlock: 10 }, { finalized: '12' });
    await done;
    expect(phases).toEqual([inclusion('finalized', '12', 12)]);
  });

  it('is lost when the socket goes, after the news that came before', async () => {
    const { say, hangUp, done, phases } = start();
    say({ inBlock: '10' });
    hangUp();
    await done;
    expect(phases).toEqual([inclusion('inBlock', '10', 10), { kind: 'lost' }]);
  });

  it('is lost when the block named does not hold it', async () => {
    const { say, done, phases } = start();
    say({ inBlock: '666' });
    await done;
    expect(phases).toEqual([{ kind: 'lost' }]);
  });

  it.each([
    [1010, 'Invalid Transaction', 'Inability to pay some fees'],
    [1014, 'Priority is too low', null],
    [-32602, 'Invalid params', null],
  ])('is invalid when the node refuses with %i', async (code, message, data) => {
    const { done, phases, sent } = start(new RpcRefusal(code, message, data));
    await done;
    expect(phases).toEqual([{ kind: 'invalid', reason: data === null ? message : `${message}: ${data}` }]);
    expect(sent).toHaveLength(1);
  });

  it.each([
    new RpcRefusal(1012, 'Transaction is temporarily banned', null),
    new RpcRefusal(1013, 'Transaction Already Imported', null),
    new RpcRefusal(-32000, 'Too many requests', null),
    new AppError('timeout'),
    new AppError('connectionLost'),
  ])('is lost, and not sent again, when it may have got through all the same: %s', async (refusal) => {
    const { done, phases, sent } = start(refusal);
    await done;
    expect(phases).toEqual([{ kind: 'lost' }]);
    expect(sent).toHaveLength(1);
  });
});
