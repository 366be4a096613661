import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { openLightNode } from './lightNode.ts';

/** What each method answers: an Error is a refusal. Undefined: nothing. */
let script: Record<string, unknown>;
let asked: unknown[];
let server: WebSocketServer;

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  [script, asked] = [{}, []];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const { id, method, params } = JSON.parse(String(data));
      asked.push([method, params]);
      const result = script[method];
      if (result === undefined) return;
      const refusal = { error: { code: 4003, message: 'Client error' } };
      socket.send(JSON.stringify({ id, ...(result instanceof Error ? refusal : { result }) }));
    }),
  );
});

afterEach(async () => {
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
  vi.unstubAllGlobals();
});

function open(timeoutMs = 5_000) {
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return openLightNode(`ws://127.0.0.1:${port}`, timeoutMs);
}

const CALL = { name: 'SwapRuntimeApi_sim', input: '0x0102', block: '0xaa' };

describe('a light node', () => {
  it('asks single questions, and nothing by itself', async () => {
    script = { chain_getBlockHash: '0xAB', chain_getHeader: { number: '0x1f' }, state_call: '0x' };
    const node = await open();
    expect(asked).toEqual([]);
    expect(await node.blockHash(0)).toBe('0xab');
    expect(await node.bestNumber()).toBe(31);
    expect(await node.callRuntime(CALL)).toBe('0x');
    expect(asked).toEqual([
      ['chain_getBlockHash', [0]],
      ['chain_getHeader', []],
      ['state_call', ['SwapRuntimeApi_sim', '0x0102', '0xaa']],
    ]);
    node.close();
  });

  it('takes a refusal, and a hash that is not there, as no answer', async () => {
    script = { chain_getBlockHash: null, state_call: new Error() };
    const node = await open();
    expect(await node.blockHash(7)).toBeNull();
    expect(await node.callRuntime(CALL)).toBeNull();
    node.close();
  });

  it.each([
    ['state_call', 5],
    ['state_call', '0xabc'],
    ['state_call', 'words'],
    ['chain_getHeader', null],
    ['chain_getHeader', { number: 31 }],
    ['chain_getHeader', { number: '0xfffffffff' }],
  ])('calls %s → %j garbage', async (method, result) => {
    script = { [method]: result };
    const node = await open();
    const answer = method === 'state_call' ? node.callRuntime(CALL) : node.bestNumber();
    await expect(answer).rejects.toMatchObject({ code: 'nodeGarbage' });
    node.close();
  });

  it('gives up on silence, and is gone once closed', async () => {
    const node = await open(300);
    await expect(node.bestNumber()).rejects.toMatchObject({ code: 'timeout' });
    node.close();
    await expect(node.bestNumber()).rejects.toMatchObject({ code: 'connectionLost' });
  });
});
