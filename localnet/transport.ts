import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { MAX_REQUEST_BYTES, type Session } from '#localnet/rpc/session.ts';

/** A reader so slow that this many bytes wait for it is cut off. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

type OpenSession = (send: (text: string) => void) => Session;

/** Serves one WebSocket until it closes. */
export function serveSocket(socket: WebSocket, openSession: OpenSession): void {
  const session = openSession((text) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_WAITING_BYTES) socket.terminate();
    else socket.send(text);
  });
  socket.on('message', (data) => session.receive(data.toString()));
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
    else if (!response.headersSent) response.writeHead(413, { connection: 'close' }).end();
  });
  request.on('end', () => {
    if (response.headersSent) return;
    const answers: string[] = [];
    const session = openSession((text) => answers.push(text));
    session.receive(Buffer.concat(chunks).toString());
    session.close();
    response.writeHead(200, { 'content-type': 'application/json' }).end(answers[0] ?? '');
  });
}
