import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFrame } from './jsonRpc.ts';
import { invalidParams, methodNotFound } from './rpcError.ts';

const defect = new Error('defect');

/** Answers frames with methods that add, say nothing, fail and break. */
function answer(text: string): { reply: unknown; calls: unknown[]; errors: unknown[] } {
  const calls: unknown[] = [];
  const errors: unknown[] = [];
  const call = (method: string, params: unknown) => {
    calls.push([method, params]);
    if (method === 'add') return Number(Object(params)[0]) + Number(Object(params)[1]);
    if (method === 'nothing') return undefined;
    if (method === 'picky') throw invalidParams('detail');
    if (method === 'broken') throw defect;
    if (method === 'long') return 'x'.repeat(Number(params));
    throw methodNotFound();
  };
  const reply = answerFrame(text, call, (error) => errors.push(error));
  return { reply: reply === undefined ? undefined : JSON.parse(reply), calls, errors };
}

const request = (id: unknown, method: unknown, params?: unknown) => ({ jsonrpc: '2.0', id, method, params });
const failed = (id: unknown, code: number, message: string) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});

describe('answerFrame', () => {
  it('answers with the id that was given', () => {
    for (const id of [1, 'text', null, 0]) {
      const { reply } = answer(JSON.stringify(request(id, 'add', [2, 3])));
      expect(reply).toEqual({ jsonrpc: '2.0', id, result: 5 });
    }
    expect(answer('{"jsonrpc":"2.0","id":1,"method":"nothing"}').reply).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: null,
    });
  });

  it('hands the parameters on as they were sent', () => {
    for (const params of [null, { a: 1 }, [2], 'x'])
      expect(answer(JSON.stringify(request(1, 'nothing', params))).calls).toEqual([['nothing', params]]);
    expect(answer('{"jsonrpc":"2.0","id":1,"method":"nothing"}').calls).toEqual([['nothing', undefined]]);
  });

  it.each([
    ['{"jsonrpc": "2.0", "method"', failed(null, -32700, 'Parse error')],
    ['', failed(null, -32700, 'Parse error')],
    ['[]', failed(null, -32600, 'Invalid request')],
    ['1', failed(null, -32700, 'Parse error')],
    ['null', failed(null, -32700, 'Parse error')],
    ['{}', failed(null, -32700, 'Parse error')],
    ['{"id":{},"method":"add"}', failed(null, -32700, 'Parse error')],
    ['{"id":null,"method":"add"}', failed(null, -32600, 'Invalid request')],
    ['{"id":7,"method":"add"}', failed(7, -32600, 'Invalid request')],
    ['{"jsonrpc":"1.0","id":7,"method":"add"}', failed(7, -32600, 'Invalid request')],
    ['{"jsonrpc":"2.0","id":7,"method":1}', failed(7, -32600, 'Invalid request')],
    ['{"jsonrpc":"2.0","id":7}', failed(7, -32600, 'Invalid request')],
    ['{"jsonrpc":"2.0","id":7,"method":"other"}', failed(7, -32601, 'Method not found')],
    ['{"jsonrpc":"2.0","id":7,"method":"broken"}', failed(7, -32603, 'Internal error')],
  ])('answers %s with its error', (text, expected) => {
    expect(answer(text).reply).toEqual(expected);
  });

  it('gives the data of an error', () => {
    const { reply } = answer(JSON.stringify(request(1, 'picky')));
    expect(reply).toMatchObject({ error: { code: -32602, message: 'Invalid params', data: 'detail' } });
  });

  it.each([
    '{"jsonrpc":"2.0","method":"add","params":[1,2]}',
    '{"jsonrpc":"2.0","method":"other"}',
    '{"jsonrpc":"2.0","method":"add","id":-4}',
    '{"jsonrpc":"2.0","method":"add","id":1.5}',
    '{"jsonrpc":"2.0","method":"add","id":{}}',
    '[{"jsonrpc":"2.0","method":"nothing"},{"jsonrpc":"2.0","method":"add","id":[]}]',
  ])('neither carries out nor answers the notification %s', (text) => {
    expect(answer(text)).toEqual({ reply: undefined, calls: [], errors: [] });
  });

  it('answers with an error what would be too long', () => {
    const limit = 15 * 1024 * 1024;
    const data = `Exceeded max limit of ${limit}`;
    const tooBig = { code: -32008, message: 'Response is too big', data };
    const long = request(1, 'long', limit);
    expect(answer(JSON.stringify(long)).reply).toMatchObject({ id: 1, error: tooBig });
    const half = request(1, 'long', limit / 2);
    expect(answer(JSON.stringify([half])).reply).toMatchObject([{ id: 1 }]);
    expect(answer(JSON.stringify([half, half])).reply).toMatchObject({
      id: null,
      error: { code: -32011, message: 'The batch response was too large', data },
    });
  });

  it('answers a batch in order, without its notifications', () => {
    const batch = [
      request(1, 'add', [1, 1]),
      { jsonrpc: '2.0', method: 'nothing' },
      5,
      request('b', 'other'),
    ];
    expect(answer(JSON.stringify(batch)).reply).toEqual([
      { jsonrpc: '2.0', id: 1, result: 2 },
      failed(null, -32600, 'Invalid request'),
      failed('b', -32601, 'Method not found'),
    ]);
  });

  it('tells the owner of a defect', () => {
    expect(answer(JSON.stringify(request(1, 'broken'))).errors).toEqual([defect]);
    expect(answer(JSON.stringify(request(1, 'picky'))).errors).toEqual([]);
  });

  it('answers anything with nothing, an object or a list of objects of the right form', () => {
    const almost = fc.record(
      {
        jsonrpc: fc.constantFrom('2.0', '1.0', 2),
        id: fc.oneof(fc.jsonValue(), fc.nat()),
        method: fc.oneof(fc.constantFrom('add', 'nothing', 'picky', 'other'), fc.jsonValue()),
        params: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const frame = fc.oneof(
      fc.string(),
      fc.json(),
      fc.oneof(almost, fc.array(almost)).map((v) => JSON.stringify(v)),
    );
    const reply = (value: unknown) => {
      expect(value).toMatchObject({ jsonrpc: '2.0' });
      expect(Object.keys(Object(value)).sort()).toEqual(
        expect.arrayContaining(['id', 'jsonrpc', 'error' in Object(value) ? 'error' : 'result'].sort()),
      );
    };
    fc.assert(
      fc.property(frame, (text) => {
        const answered = answer(text);
        expect(answered.errors).toEqual([]);
        if (Array.isArray(answered.reply)) {
          expect(answered.reply.length).toBeGreaterThan(0);
          for (const one of answered.reply) reply(one);
        } else if (answered.reply !== undefined) reply(answered.reply);
      }),
      { numRuns: 500 },
    );
  });
});
