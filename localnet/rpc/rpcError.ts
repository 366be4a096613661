/** An error as JSON-RPC tells it. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export function parseError(): RpcError {
  return new RpcError(-32700, 'Parse error');
}

export function invalidRequest(): RpcError {
  return new RpcError(-32600, 'Invalid request');
}

export function methodNotFound(): RpcError {
  return new RpcError(-32601, 'Method not found');
}

/** The detail says which parameter is wrong, and how. */
export function invalidParams(detail: string): RpcError {
  return new RpcError(-32602, 'Invalid params', detail);
}

export function internalError(): RpcError {
  return new RpcError(-32603, 'Internal error');
}

/** Of jsonrpsee, the server in a node. */
export function requestTooBig(limit: number): RpcError {
  return new RpcError(-32007, 'Request is too big', `Exceeded max limit of ${limit}`);
}

export function responseTooBig(limit: number): RpcError {
  return new RpcError(-32008, 'Response is too big', `Exceeded max limit of ${limit}`);
}

export function batchResponseTooBig(limit: number): RpcError {
  return new RpcError(-32011, 'The batch response was too large', `Exceeded max limit of ${limit}`);
}

export function tooManySubscriptions(limit: number): RpcError {
  return new RpcError(-32006, 'Too many subscriptions on the connection', `Exceeded max limit of ${limit}`);
}

/** What a dev_ method could not do, in a sentence. */
export function impossible(why: string): RpcError {
  return new RpcError(-32000, why);
}

/** What a node keeps for its operator (sc_rpc_api::policy::UnsafeRpcError). */
export function unsafeCall(): RpcError {
  return new RpcError(-32601, 'RPC call is unsafe to be called externally');
}

/** An error of the node's client, in the words of sc_rpc_api::state::error. */
export function stateClientError(detail: string): RpcError {
  return new RpcError(4003, `Client error: ${detail}`);
}
