import { afterEach, describe, expect, it } from 'vitest';
import { tinyAccountKey } from '#localnet/node/tinyRuntime.ts';
import { closeTestnets, connect, startTestnet, type TestClient } from './testClient.ts';

const KEY = `0x${tinyAccountKey(1)}`;
const NAME = 'Bittensor Local';

afterEach(closeTestnets);

async function start() {
  const { url, port, chain } = await startTestnet();
  return { chain, url, post: `http://127.0.0.1:${port}`, one: await connect(url), other: await connect(url) };
}

const request = (id: number, method: string) => ({ jsonrpc: '2.0', id, method });
const post = (url: string, frame: unknown) => fetch(url, { method: 'POST', body: JSON.stringify(frame) });

/** What a frame is answered with before the answer to a later request, which no fault meets. */
async function answersTo({ socket, next }: TestClient, frame: unknown): Promise<unknown[]> {
  socket.send(JSON.stringify(frame));
  socket.send(JSON.stringify(request(999, 'dev_holdBlocks')));
  const answers: unknown[] = [];
  for (;;) {
    const answer = await next();
    if (Object(answer).id === 999) return answers;
    answers.push(answer);
  }
}

describe('dev_failNextRequest', () => {
  it('refuses the next request of any connection, once, without carrying it out', async () => {
    const { one, other, chain } = await start();
    await one.result('dev_failNextRequest', { method: 'author_pendingExtrinsics' });
    expect(await other.result('system_chain')).toBe(NAME);
    expect((await other.answer('author_pendingExtrinsics')).error).toEqual({
      code: -32000,
      message: 'The request failed',
    });
    expect(await other.result('author_pendingExtrinsics')).toEqual([]);
    await one.result('dev_failNextRequest', { code: 1010, message: 'Invalid Transaction', count: 2 });
    await one.result('dev_newBlock');
    const batch = [request(1, 'system_chain'), request(2, 'system_name'), request(3, 'system_chain')];
    expect(await answersTo(other, batch)).toMatchObject([
      [
        { error: { code: 1010, message: 'Invalid Transaction' } },
        { error: { code: 1010 } },
        { result: NAME },
      ],
    ]);
    expect(chain.best.header.number).toBe(1);
  });

  it('refuses a request by POST as well', async () => {
    const { one, post: url } = await start();
    await one.result('dev_failNextRequest', {});
    expect(await (await post(url, request(1, 'system_chain'))).json()).toMatchObject({
      error: { code: -32000 },
    });
    expect(await (await post(url, request(1, 'system_chain'))).json()).toMatchObject({ result: NAME });
  });
});

describe('dev_dropAnswers', () => {
  it('carries out and never answers, a batch as a whole, until it is reset', async () => {
    const { one, other } = await start();
    await one.result('dev_dropAnswers', { method: 'chain_subscribeNewHeads' });
    expect(
      await answersTo(other, [request(1, 'system_chain'), request(2, 'chain_subscribeNewHeads')]),
    ).toMatchObject([{ method: 'chain_newHead', params: { result: { number: '0x0' } } }]);
    expect(await other.result('system_chain')).toBe(NAME);
    await one.result('dev_dropAnswers', {});
    expect(await answersTo(other, request(1, 'system_chain'))).toEqual([]);
    expect(await answersTo(one, request(1, 'system_chain'))).toEqual([]);
    await one.result('dev_resetFaults');
    expect(await answersTo(other, request(1, 'system_chain'))).toMatchObject([{ id: 1, result: NAME }]);
  });

  it('leaves a POST without an answer', async () => {
    const { one, post: url } = await start();
    await one.result('dev_dropAnswers', { count: 1 });
    const abort = new AbortController();
    const body = JSON.stringify(request(1, 'dev_newBlock'));
    const lost = fetch(url, {
      method: 'POST',
      body: JSON.stringify(request(1, 'system_chain')),
      signal: abort.signal,
    });
    const outcome = lost.then(
      () => 'answered',
      () => 'given up',
    );
    expect(await (await fetch(url, { method: 'POST', body })).json()).toMatchObject({ id: 1 });
    abort.abort();
    expect(await outcome).toBe('given up');
  });
});

describe('dev_delayAnswers', () => {
  it('lets later answers overtake, and keeps notifications behind the id that they need', async () => {
    const { one, other, chain } = await start();
    await one.result('dev_delayAnswers', { ms: 60, method: 'chain_subscribeNewHeads', count: 1 });
    other.socket.send(JSON.stringify(request(1_000, 'chain_subscribeNewHeads')));
    expect(await other.result('system_chain')).toBe(NAME);
    chain.produceBlock(Date.now());
    expect(await other.result('system_chain')).toBe(NAME);
    expect(other.told).toEqual([]);
    const late = Object(await other.next());
    expect(late).toMatchObject({ id: 1_000 });
    const heads = [await other.next(), await other.next()];
    expect(heads).toMatchObject(
      ['0x0', '0x1'].map((number) => ({ params: { subscription: late.result, result: { number } } })),
    );
    chain.produceBlock(Date.now());
    expect(await other.next()).toMatchObject({ params: { result: { number: '0x2' } } });
  });

  it('has a POST wait', async () => {
    const { one, post: url } = await start();
    await one.result('dev_delayAnswers', { ms: 40, count: 1 });
    const began = Date.now();
    expect(await (await post(url, request(1, 'system_chain'))).json()).toMatchObject({ result: NAME });
    expect(Date.now() - began).toBeGreaterThanOrEqual(39);
  });
});

describe('dev_duplicateAnswers', () => {
  it('answers twice, a POST once', async () => {
    const { one, other, post: url } = await start();
    await one.result('dev_duplicateAnswers', { method: 'system_chain' });
    const answer = { jsonrpc: '2.0', id: 1, result: NAME };
    expect(await answersTo(other, request(1, 'system_chain'))).toEqual([answer, answer]);
    expect(await answersTo(other, [request(1, 'system_chain')])).toEqual([[answer], [answer]]);
    expect(await answersTo(other, request(1, 'system_name'))).toHaveLength(1);
    expect(await (await post(url, request(1, 'system_chain'))).json()).toEqual(answer);
  });
});

describe('dev_garbleAnswers', () => {
  it('answers in every broken way, and not on the next request', async () => {
    const { one, other } = await start();
    const broken = async (kind: string) => {
      await one.result('dev_garbleAnswers', { kind, method: 'system_chain', count: 1 });
      return answersTo(other, request(1, 'system_chain'));
    };
    expect(await broken('text')).toEqual([expect.stringContaining('502')]);
    expect(await broken('truncated')).toEqual([expect.stringMatching(/^\{"jsonrpc":"2\.0"[^}]*$/)]);
    expect(await broken('wrongId')).toMatchObject([{ id: 1_000_000_008, result: NAME }]);
    expect(await broken('wrongShape')).toMatchObject([{ id: 1, result: { garbled: [true] } }]);
    expect(await broken('binary')).toEqual([expect.any(Buffer)]);
    expect(await other.result('system_chain')).toBe(NAME);
  });

  it('breaks a POST', async () => {
    const { one, post: url } = await start();
    await one.result('dev_garbleAnswers', { kind: 'binary', count: 1 });
    const bytes = new Uint8Array(await (await post(url, request(1, 'system_chain'))).arrayBuffer());
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
  });
});

describe('dev_muteSubscriptions', () => {
  it.each(['chain_subscribeNewHeads', 'chain_newHead'])(
    'silences what goes by %s, and nothing else',
    async (method) => {
      const { one, other } = await start();
      await other.result('chain_subscribeNewHeads');
      await other.result('state_subscribeStorage', [KEY]);
      await one.result('dev_muteSubscriptions', { method });
      await one.result('dev_setStorage', [[KEY, '0x0000000000000000']]);
      await one.result('dev_newBlock');
      await other.result('system_chain');
      const before = ['chain_newHead', 'state_storage'];
      expect(other.told.map((frame) => frame.method)).toEqual([...before, 'state_storage']);
      await one.result('dev_resetFaults');
      await one.result('dev_newBlock');
      await other.result('system_chain');
      expect(other.told.map((frame) => frame.method)).toEqual([...before, 'state_storage', 'chain_newHead']);
      expect(other.told.at(-1)).toMatchObject({ params: { result: { number: '0x2' } } });
    },
  );
});

describe('options of the dev_ methods', () => {
  it.each([
    ['dev_delayAnswers', [{}], 'ms is missing'],
    ['dev_delayAnswers', [{ ms: -1 }], 'ms must be an integer from 0 to 600000'],
    [
      'dev_garbleAnswers',
      [{ kind: 'x' }],
      'kind must be one of text, truncated, wrongId, wrongShape, binary',
    ],
    ['dev_dropAnswers', [{ methods: 'x' }], 'there is no option methods: there are method, count'],
    ['dev_dropAnswers', [{ count: 0 }], 'count must be an integer from 1 to 1000000'],
    ['dev_dropAnswers', [{ method: 5 }], 'method must be a text'],
    ['dev_retract', [{ drop: 1 }], 'drop must be true or false'],
    ['dev_newBlock', [5], 'expected an object of options'],
    ['dev_setClock', [], 'offsetMs is missing'],
  ])('%s refuses %j in a sentence', async (method, params, data) => {
    const { one } = await start();
    expect((await one.answer(method, ...params)).error).toEqual({
      code: -32602,
      message: 'Invalid params',
      data,
    });
  });
});
