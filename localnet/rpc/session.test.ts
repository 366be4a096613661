import { u8aToHex } from '@polkadot/util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tinyAccountKey, tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { methodRegistry } from './registry.ts';
import { testSession } from './testSession.ts';

const transfer = (nonce: number) => u8aToHex(tinyTransfer({ from: 1, to: 2, nonce, amount: 5 }));
const account = (index: number) => `0x${tinyAccountKey(index)}`;
const unknownHash = `0x${'77'.repeat(32)}`;

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
