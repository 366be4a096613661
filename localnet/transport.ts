import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawData, WebSocket } from 'ws';
import type { Send } from '#localnet/rpc/faults.ts';
import { failure } from '#localnet/rpc/jsonRpc.ts';
import { requestTooBig } from '#localnet/rpc/rpcError.ts';
import { MAX_REQUEST_BYTES, type Session } from '#localnet/rpc/session.ts';

/** A reader so slow that this many bytes wait for it is cut off. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const JSON_HEADERS = { 'content-type': 'application/json' };

type OpenSession = (send: Send) => Session;

/** Serves one WebSocket until it closes. */
export function serveSocket(socket: WebSocket, openSession: OpenSession): void {
  const session = openSession((frame) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_WAITING_BYTES) socket.terminate();
    else socket.send(frame);
  });
  socket.on('message', (data) => session.receive(bytesOf(data)));
  socket.on('close', () => session.close());
  // A broken frame or connection: the close that follows ends the session.
  socket.on('error', () => undefined);
}

/** Answers JSON-RPC by POST, which a node serves on the same port; a subscription ends with its answer. */
export function answerPost(
  request: IncomingMessage,
  response: ServerResponse,
  openSession: OpenSession,
): void {
  if (request.method !== 'POST') {
    response.writeHead(405).end('Used HTTP Method is not allowed. POST or OPTIONS is required\n');
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
    else if (!response.headersSent) {
      const headers = { ...JSON_HEADERS, connection: 'close' };
      response.writeHead(413, headers).end(failure(null, requestTooBig(MAX_REQUEST_BYTES)));
    }
  });
  request.on('end', () => {
    if (response.headersSent) return;
    // There is one answer to a POST: notifications and doubles have no way out.
    const send: Send = (frame) => {
      if (!response.headersSent) response.writeHead(200, JSON_HEADERS).end(frame);
    };
    const session = openSession(send);
    if (!session.receive(Buffer.concat(chunks))) send('');
    session.close();
  });
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
