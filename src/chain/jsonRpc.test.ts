import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket as NodeSocket, WebSocket, WebSocketServer } from 'ws';
import { AppError } from '#domain/appError.ts';
import { type JsonRpc, openJsonRpc, RpcRefusal } from './jsonRpc.ts';

interface Request {
  readonly id: number;
  readonly method: string;
}

type Reply = (request: Request, socket: NodeSocket) => void;

let server: WebSocketServer;
let reply: Reply;
let requests: Request[];

/** A node that answers as each test says. */
beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  requests = [];
  reply = () => undefined;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const request: Request = JSON.parse(String(data));
      requests.push(request);
      reply(request, socket);
    });
  });
});

afterEach(async () => {
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
  vi.unstubAllGlobals();
});

function url(): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `ws://127.0.0.1:${address.port}`;
}

async function open(timeoutMs = 5_000): Promise<{ rpc: JsonRpc; closed: Promise<AppError> }> {
  let tell: (reason: AppError) => void = () => undefined;
  const closed = new Promise<AppError>((resolve) => {
    tell = resolve;
  });
  return { rpc: await openJsonRpc(url(), timeoutMs, tell), closed };
}

const json = (value: unknown) => JSON.stringify(value);
const result = (id: number, value: unknown) => json({ jsonrpc: '2.0', id, result: value });
const message = (subscription: unknown, value: unknown) =>
  json({ jsonrpc: '2.0', method: 'x', params: { subscription, result: value } });

describe('requests', () => {
  it('get their own answers, in whatever order they come, and only once', async () => {
    reply = (_request, socket) => {
      if (requests.length < 2) return;
      for (const { id, method } of [...requests].reverse()) {
        socket.send(result(id, `for ${method}`));
        socket.send(result(id, 'again'));
      }
      socket.send(result(999, 'never asked'));
    };
    const { rpc } = await open();
    expect(await Promise.all([rpc.request('a'), rpc.request('b')])).toEqual(['for a', 'for b']);
    rpc.close();
  });

  it('are refused with the node’s code and words', async () => {
    reply = ({ id }, socket) =>
      socket.send(
        json({ id, error: { code: 1010, message: 'Invalid Transaction', data: 'Custom error: 5' } }),
      );
    const { rpc } = await open();
    const refusal = await rpc.request('a').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RpcRefusal);
    expect(refusal).toMatchObject({ code: 1010, message: 'Invalid Transaction', data: 'Custom error: 5' });
    rpc.close();
  });

  it('end in time when no answer comes, and the socket lives on', async () => {
    reply = ({ id, method }, socket) => {
      if (method === 'b') socket.send(result(id, 'fine'));
    };
    const { rpc } = await open(1_500);
    await expect(rpc.request('a')).rejects.toMatchObject({ code: 'timeout', detail: 'a' });
    expect(await rpc.request('b')).toBe('fine');
    rpc.close();
  });

  it('are garbage without a result', async () => {
    reply = ({ id }, socket) => socket.send(json({ id }));
    const { rpc } = await open();
    await expect(rpc.request('a')).rejects.toMatchObject({ code: 'nodeGarbage' });
    rpc.close();
  });

  it('end when the socket does, and none can follow', async () => {
    reply = (_request, socket) => socket.terminate();
    const { rpc, closed } = await open();
    await expect(rpc.request('a')).rejects.toMatchObject({ code: 'connectionLost' });
    expect(await closed).toMatchObject({ code: 'connectionLost' });
    await expect(rpc.request('b')).rejects.toMatchObject({ code: 'connectionLost' });
  });
});

describe('frames that are not JSON-RPC', () => {
  it.each(['not json', '[1, 2]', '"text"', 'null', '{'])('%s ends the connection', async (frame) => {
    reply = (_request, socket) => socket.send(frame);
    const { rpc, closed } = await open();
    await expect(rpc.request('a')).rejects.toMatchObject({ code: 'nodeGarbage' });
    expect(await closed).toMatchObject({ code: 'nodeGarbage' });
  });

  it('bytes end the connection', async () => {
    reply = (_request, socket) => socket.send(Buffer.from([1, 2, 3]));
    const { rpc } = await open();
    await expect(rpc.request('a')).rejects.toMatchObject({ code: 'nodeGarbage' });
  });
});

describe('subscriptions', () => {
  const wanted = { method: 'sub', params: [], unsubscribe: 'unsub' };

  it('get messages that overtake their acceptance, in order, and none of another’s', async () => {
    reply = ({ id }, socket) => {
      socket.send(message('s1', 1));
      socket.send(message('s2', 'another’s'));
      socket.send(result(id, 's1'));
      socket.send(message('s1', 2));
      socket.send(message('s1', 3));
    };
    const { rpc } = await open();
    const seen: unknown[] = [];
    await new Promise<void>((resolve) => {
      void rpc.subscribe({
        ...wanted,
        onMessage: (value) => {
          seen.push(value);
          if (seen.length === 3) resolve();
        },
      });
    });
    expect(seen).toEqual([1, 2, 3]);
    rpc.close();
  });

  it('hear nothing once stopped, and tell the node', async () => {
    reply = ({ id, method }, socket) => socket.send(result(id, method === 'sub' ? 7 : true));
    const { rpc } = await open();
    const seen: unknown[] = [];
    const stop = await rpc.subscribe({ ...wanted, onMessage: (value) => seen.push(value) });
    stop();
    stop();
    for (const socket of server.clients) socket.send(message(7, 'late'));
    await rpc.request('fence');
    expect(seen).toEqual([]);
    expect(requests.map(({ method }) => method)).toEqual(['sub', 'unsub', 'fence']);
    rpc.close();
  });

  it('are told when the socket is gone', async () => {
    reply = ({ id }, socket) => {
      socket.send(result(id, 's'));
      socket.close();
    };
    const { rpc } = await open();
    const reason = await new Promise<AppError>((onEnd, reject) => {
      rpc.subscribe({ ...wanted, onMessage: () => undefined, onEnd }).catch(reject);
    });
    expect(reason.code).toBe('connectionLost');
  });

  it.each([null, true, {}])('are garbage when the node gives %j for a name', async (id) => {
    reply = (request, socket) => socket.send(result(request.id, id));
    const { rpc } = await open();
    await expect(rpc.subscribe({ ...wanted, onMessage: () => undefined })).rejects.toMatchObject({
      code: 'nodeGarbage',
    });
    rpc.close();
  });
});

describe('opening', () => {
  it('fails where nobody listens', async () => {
    const closedPort = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((resolve) => closedPort.once('listening', resolve));
    const address = closedPort.address();
    await new Promise((resolve) => closedPort.close(resolve));
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    const told = vi.fn();
    await expect(openJsonRpc(`ws://127.0.0.1:${port}`, 5_000, told)).rejects.toMatchObject({
      code: 'connectionLost',
    });
    expect(told).not.toHaveBeenCalled();
  });

  it('fails for what is no address, without throwing', async () => {
    await expect(openJsonRpc('no address', 5_000, () => undefined)).rejects.toBeInstanceOf(AppError);
  });

  it('is not reported as lost when it was closed on purpose', async () => {
    const told = vi.fn();
    const rpc = await openJsonRpc(url(), 5_000, told);
    const gone = new Promise((resolve) => {
      for (const socket of server.clients) socket.once('close', resolve);
    });
    rpc.close();
    await gone;
    expect(told).not.toHaveBeenCalled();
  });
});
