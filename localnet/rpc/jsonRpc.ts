import {
  batchResponseTooBig,
  internalError,
  invalidRequest,
  parseError,
  RpcError,
  responseTooBig,
} from './rpcError.ts';

type Id = string | number | null;

/** A node's limit for what it sends in one frame (--rpc-max-response-size). */
const MAX_RESPONSE_BYTES = 15 * 1024 * 1024;

/** Carries out one call, given its parameters as they were sent; what it throws becomes the error of the answer. */
export type Call = (method: string, params: unknown) => unknown;

/**
 * Answers a JSON-RPC 2.0 frame as a node's server does (jsonrpsee): a request, or a batch of them. Undefined when there
 * is nothing to answer: a notification is neither carried out nor answered, and a request whose id is no text, natural
 * number or null counts as one. Never throws: an error that is no RpcError is told to `onError` and answered as an
 * internal one.
 */
export function answerFrame(text: string, call: Call, onError: (error: unknown) => void): string | undefined {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return failure(null, parseError());
  }
  if (!Array.isArray(frame))
    return isObject(frame) ? answer(frame, call, onError) : failure(null, parseError());
  if (frame.length === 0) return failure(null, invalidRequest());
  const answers: string[] = [];
  let size = 1;
  for (const item of frame) {
    const own = isObject(item) && isIdentifiable(item) ? answer(item, call, onError) : unidentified(item);
    if (own === undefined) continue;
    answers.push(own);
    size += own.length + 1;
    if (size > MAX_RESPONSE_BYTES) return failure(null, batchResponseTooBig(MAX_RESPONSE_BYTES));
  }
  return answers.length === 0 ? undefined : `[${answers.join(',')}]`;
}

/** A message of the server to a subscriber. */
export function notification(method: string, subscription: string, result: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params: { subscription, result } });
}

/** An answer to a frame that could not even be read. */
export function failure(id: Id, { code, message, data }: RpcError): string {
  const error = data === undefined ? { code, message } : { code, message, data };
  return JSON.stringify({ jsonrpc: '2.0', id, error });
}

type Json = Readonly<Record<string, unknown>>;

function answer(frame: Json, call: Call, onError: (error: unknown) => void): string | undefined {
  const { id, jsonrpc, method, params } = frame;
  const isCall = jsonrpc === '2.0' && typeof method === 'string';
  if (!isId(id)) return isCall ? undefined : failure(null, parseError());
  if (!isCall) return failure(id, invalidRequest());
  try {
    const result = call(method, params);
    const text = JSON.stringify({ jsonrpc: '2.0', id, result: result ?? null });
    return text.length > MAX_RESPONSE_BYTES ? failure(id, responseTooBig(MAX_RESPONSE_BYTES)) : text;
  } catch (error) {
    if (!(error instanceof RpcError)) onError(error);
    return failure(id, error instanceof RpcError ? error : internalError());
  }
}

/** What stands in a batch and says no id: a notification, or nothing that a server could know. */
function unidentified(item: unknown): string | undefined {
  const isNotification = isObject(item) && item.jsonrpc === '2.0' && typeof item.method === 'string';
  return isNotification ? undefined : failure(null, invalidRequest());
}

function isIdentifiable({ id }: Json): boolean {
  return isId(id);
}

function isId(id: unknown): id is Id {
  if (typeof id === 'number') return Number.isInteger(id) && id >= 0;
  return id === null || typeof id === 'string';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
