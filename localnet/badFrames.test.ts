import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { tinyAccountKey } from '#localnet/node/tinyRuntime.ts';
import { testSession } from '#localnet/rpc/testSession.ts';
import type { Localnet } from './server.ts';
import { closeTestnets, connect, startTestnet, type TestClient } from './testClient.ts';

afterEach(closeTestnets);

const LIMIT = 15 * 1024 * 1024;
const KEY = `0x${tinyAccountKey(1)}`;
const parseError = { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } };
const invalidRequest = { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid request' } };
const request = (method: string, params: unknown = [], id: unknown = 7) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});

/** All that a frame is answered with, the socket being alive after it. */
async function answersTo({ socket, next }: TestClient, frame: string | Uint8Array): Promise<unknown[]> {
  const marker = request('system_name', [], 'marker');
  socket.send(frame);
  socket.send(JSON.stringify(marker));
  const answers: unknown[] = [];
  for (;;) {
    const answer = await next();
    if (Object(answer).id === 'marker') return answers;
    answers.push(answer);
  }
}

/** What no bad input may change. */
function condition({ chain }: Localnet) {
  const { hash, header } = chain.best;
  return { hash, stateRoot: header.stateRoot, pool: chain.pool.all(), finalized: chain.finalized.hash };
}

const garbage = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 200 }),
  fc.json(),
  fc.array(fc.jsonValue()).map((items) => JSON.stringify(items)),
  fc
    .record(
      {
        jsonrpc: fc.constantFrom('2.0', '1.0', 2, null),
        id: fc.oneof(fc.integer(), fc.double(), fc.string(), fc.jsonValue()),
        method: fc.oneof(
          fc.constantFrom('state_getStorage', 'author_submitExtrinsic', 'chain_getBlock', 'rpc_methods'),
          fc.jsonValue(),
        ),
        params: fc.oneof(fc.array(fc.oneof(fc.constant(KEY), fc.jsonValue())), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    .map((frame) => JSON.stringify(frame)),
);

describe('whatever is sent', () => {
  it('the connection lives, what is answered is an answer, and the chain stays as it is', async () => {
    const localnet = await startTestnet();
    const client = await connect(localnet.url);
    const before = condition(localnet);
    await fc.assert(
      fc.asyncProperty(garbage, async (frame) => {
        for (const answer of (await answersTo(client, frame)).flat()) {
          expect(answer).toMatchObject({ jsonrpc: '2.0' });
          const { result, error } = Object(answer);
          if (error === undefined) expect(result).toBeDefined();
          else {
            expect(error).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
            expect(error.code).not.toBe(-32603);
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(condition(localnet)).toEqual(before);
  });

  it('one byte away from a request, over a session, is no defect', () => {
    const { session, defects, chain } = testSession();
    const { hash } = chain.best;
    const frame = JSON.stringify([
      request('state_getStorage', [KEY]),
      request('chain_getBlockHash', [[0, '0x1']]),
    ]);
    const bytes = new TextEncoder().encode(frame);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        session.receive(bytes.with(at, (bytes[at] ?? 0) ^ change));
        expect(defects).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
    expect(chain.best.hash).toBe(hash);
  });
});

describe('a frame', () => {
  const deep = 200_000;

  it.each([
    ['open lists', '['.repeat(deep), parseError],
    ['lists in lists', '['.repeat(deep) + ']'.repeat(deep), [invalidRequest]],
    ['objects in objects', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`, parseError],
    [
      'a deep parameter',
      JSON.stringify(request('state_getStorage', 0)).replace(
        ':0}',
        `:${'['.repeat(deep)}${']'.repeat(deep)}}`,
      ),
      { id: 7, error: { code: -32602 } },
    ],
    ['half a surrogate', '{"jsonrpc":"2.0","id":"\\ud800","method":"\\udfff"}', { error: { code: -32601 } }],
    ['a byte order mark', `\ufeff${JSON.stringify(request('system_name'))}`, parseError],
    ['two requests', JSON.stringify(request('system_name')).repeat(2), parseError],
    ['NaN', '{"jsonrpc":"2.0","id":NaN,"method":"system_name"}', parseError],
  ])('of %s has its answer', async (_, frame, answer) => {
    const localnet = await startTestnet();
    const client = await connect(localnet.url);
    const before = condition(localnet);
    expect(await answersTo(client, frame)).toMatchObject([answer]);
    expect(condition(localnet)).toEqual(before);
  });

  it('of bytes is taken when they are UTF-8, and no JSON when not', async () => {
    const { url } = await startTestnet();
    const client = await connect(url);
    const bytes = new TextEncoder().encode(JSON.stringify(request('system_name')));
    expect(await answersTo(client, bytes)).toMatchObject([{ id: 7, result: 'Subtensor Node' }]);
    expect(await answersTo(client, bytes.with(bytes.indexOf(0x6e), 0xff))).toEqual([parseError]);
  });

  it('of text that is no UTF-8 ends its connection, and no other', async () => {
    const { url } = await startTestnet();
    const [one, other] = [await connect(url), await connect(url)];
    one.socket.send(Uint8Array.of(0x22, 0xff, 0x22), { binary: false });
    expect((await once(one.socket, 'close'))[0]).toBe(1007);
    expect(await other.result('system_name')).toBe('Subtensor Node');
  });

  it('of fifteen MiB is read, and refused with one byte more', async () => {
    const { url, port } = await startTestnet();
    const client = await connect(url);
    const frame = JSON.stringify(request('system_name')).padEnd(LIMIT, ' ');
    expect(await answersTo(client, frame)).toMatchObject([{ id: 7, result: 'Subtensor Node' }]);
    const tooBig = {
      id: null,
      error: { code: -32007, message: 'Request is too big', data: `Exceeded max limit of ${LIMIT}` },
    };
    expect(await answersTo(client, `${frame} `)).toMatchObject([tooBig]);
    const post = (body: string) => fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
    expect(await (await post(frame)).json()).toMatchObject({ id: 7 });
    expect((await post(`${frame} `)).status).toBe(413);
    // Two bytes a sign: it is bytes that count.
    expect(await answersTo(client, 'é'.repeat(LIMIT / 2 + 1))).toMatchObject([tooBig]);
  });
});

describe('a batch', () => {
  it.each([
    ['[]', invalidRequest],
    ['[[]]', [invalidRequest]],
    ['[1,"x",null,{}]', Array(4).fill(invalidRequest)],
    [
      '[{"id":3},{"jsonrpc":"2.0","id":4,"method":"nothing"}]',
      [
        { id: 3, error: { code: -32600 } },
        { id: 4, error: { code: -32601 } },
      ],
    ],
    ['[[{"jsonrpc":"2.0","id":4,"method":"system_name"}]]', [invalidRequest]],
  ])('%s has its answer', async (frame, answer) => {
    const { url } = await startTestnet();
    expect(await answersTo(await connect(url), frame)).toMatchObject([answer]);
  });

  it('of a hundred thousand requests is answered one by one', async () => {
    const { url } = await startTestnet();
    const batch = Array.from({ length: 100_000 }, (_, id) => request('system_chain', [], id));
    const [answers] = await answersTo(await connect(url), JSON.stringify(batch));
    expect(answers).toHaveLength(batch.length);
    expect(Object(answers).at(-1)).toMatchObject({ id: 99_999, result: 'Bittensor Local' });
  });

  it('whose answers are too long together is refused as a whole', async () => {
    const { url, chain } = await startTestnet();
    chain.writeInNextBlock('ff', new Uint8Array(1024 * 1024));
    chain.produceBlock(Date.now());
    const batch = Array.from({ length: 8 }, (_, id) => request('state_getStorage', ['0xff'], id));
    const client = await connect(url);
    expect(await answersTo(client, JSON.stringify(batch))).toMatchObject([
      { id: null, error: { code: -32011, message: 'The batch response was too large' } },
    ]);
    expect(Object((await answersTo(client, JSON.stringify(batch.slice(1))))[0])).toHaveLength(7);
  });
});
