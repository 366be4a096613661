import { internalError, invalidParams, invalidRequest, parseError, RpcError } from './rpcError.ts';

type Id = string | number | null;

interface Request {
  /** Undefined for a notification, which gets no answer. */
  readonly id: Id | undefined;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Carries out one call; what it throws becomes the error of the answer. */
export type Call = (method: string, params: readonly unknown[]) => unknown;

/**
 * Answers a JSON-RPC 2.0 frame: a request, a notification or a batch. Undefined when there is nothing to answer.
 * Never throws: an error that is no RpcError is told to `onError` and answered as an internal one.
 */
export function answerFrame(text: string, call: Call, onError: (error: unknown) => void): string | undefined {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return failure(null, parseError());
  }
  if (!Array.isArray(frame)) return answer(frame, call, onError);
  if (frame.length === 0) return failure(null, invalidRequest());
  const answers = frame.map((item) => answer(item, call, onError)).filter((item) => item !== undefined);
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

function answer(frame: unknown, call: Call, onError: (error: unknown) => void): string | undefined {
  const id = idOf(frame);
  try {
    const { method, params } = readRequest(frame);
    const result = call(method, params);
    return id === undefined ? undefined : JSON.stringify({ jsonrpc: '2.0', id, result: result ?? null });
  } catch (error) {
    if (!(error instanceof RpcError)) onError(error);
    const known = error instanceof RpcError ? error : internalError();
    const isRequest = isObject(frame) && typeof frame.method === 'string';
    if (id === undefined && isRequest && known.code !== -32600) return undefined;
    return failure(id ?? null, known);
  }
}

function readRequest(frame: unknown): Omit<Request, 'id'> {
  if (!isObject(frame)) throw invalidRequest();
  const { jsonrpc, method, params = [] } = frame;
  if (jsonrpc !== '2.0' || typeof method !== 'string') throw invalidRequest();
  if ('id' in frame && idOf(frame) === undefined) throw invalidRequest();
  if (params === null) return { method, params: [] };
  if (Array.isArray(params)) return { method, params };
  if (typeof params !== 'object') throw invalidRequest();
  throw invalidParams('parameters by name are not served');
}

/** The id of a request; undefined when it has none, or none of a permitted type. */
function idOf(frame: unknown): Id | undefined {
  if (!isObject(frame)) return undefined;
  const { id } = frame;
  return id === null || typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
