import { AppError } from '#domain/appError.ts';

/** A JSON-RPC error object: the node answered, and said no. */
export class RpcRefusal extends Error {
  readonly code: number;
  /** The node's `data`, as text; null when it gave none. */
  readonly data: string | null;

  constructor(code: number, message: string, data: string | null) {
    super(message);
    this.name = 'RpcRefusal';
    this.code = code;
    this.data = data;
  }
}

export interface Subscription {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly unsubscribe: string;
  readonly onMessage: (value: unknown) => void;
  /** The socket is gone: no message will come any more. */
  readonly onEnd?: (reason: AppError) => void;
}

/** JSON-RPC 2.0 over one WebSocket. A socket that is gone stays gone: open another. */
export interface JsonRpc {
  /** Rejects with RpcRefusal, or AppError `timeout`, `connectionLost`, `nodeGarbage`. */
  request(method: string, params?: readonly unknown[]): Promise<unknown>;
  /** Resolves once the node accepted, with the way to stop. Messages that overtake the acceptance are kept for it. */
  subscribe(subscription: Subscription): Promise<() => void>;
  /** When the node last answered anything, by performance.now(); at first, when the socket opened. */
  answeredAt(): number;
  close(): void;
}

interface Waiting {
  readonly settle: (value: unknown) => void;
  readonly fail: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const EARLY_MESSAGES = 64;

/**
 * Opens a socket within `timeoutMs`, which also bounds every request. Afterwards `onClosed` is told once when it is gone
 * by itself. A frame that is not JSON-RPC closes the socket: nothing that follows it could be trusted. Answers to nothing
 * asked, second answers and messages of unknown subscriptions are ignored.
 */
export function openJsonRpc(
  endpoint: string,
  timeoutMs: number,
  onClosed: (reason: AppError) => void,
): Promise<JsonRpc> {
  return new Promise((resolve, reject) => {
    let socket: WebSocket;
    try {
      socket = new WebSocket(endpoint);
    } catch (cause) {
      reject(new AppError('connectionLost', endpoint, cause));
      return;
    }
    let opened = false;
    const connection = new Connection(socket, timeoutMs);
    const giveUp = setTimeout(() => end(new AppError('timeout', endpoint)), timeoutMs);
    function end(reason: AppError): void {
      clearTimeout(giveUp);
      const wasClosed = connection.end(reason);
      if (!opened) reject(reason);
      else if (!wasClosed) onClosed(reason);
    }
    socket.onopen = () => {
      opened = true;
      connection.begin();
      clearTimeout(giveUp);
      resolve(connection);
    };
    socket.onerror = () => undefined;
    socket.onclose = () => end(new AppError('connectionLost', endpoint));
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!connection.receive(data)) end(new AppError('nodeGarbage', `not JSON-RPC from ${endpoint}`));
    };
  });
}

class Connection implements JsonRpc {
  readonly #socket: WebSocket;
  readonly #timeoutMs: number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #early = new Map<string, unknown[]>();
  #lastId = 0;
  #answeredAt = performance.now();
  #ended: AppError | null = null;

  constructor(socket: WebSocket, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
  }

  /** The socket is open. */
  begin(): void {
    this.#answeredAt = performance.now();
  }

  request(method: string, params: readonly unknown[] = []): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise((settle, fail) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        fail(new AppError('timeout', method));
      }, this.#timeoutMs);
      this.#waiting.set(id, { settle, fail, timer });
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  async subscribe(subscription: Subscription): Promise<() => void> {
    const id = await this.request(subscription.method, subscription.params);
    if (typeof id !== 'string' && typeof id !== 'number') {
      throw new AppError('nodeGarbage', `${subscription.method} gave no subscription`);
    }
    const name = String(id);
    if (this.#ended !== null) throw this.#ended;
    this.#subscriptions.set(name, subscription);
    const early = this.#early.get(name) ?? [];
    this.#early.delete(name);
    for (const value of early) subscription.onMessage(value);
    return () => {
      if (!this.#subscriptions.delete(name) || this.#ended !== null) return;
      this.request(subscription.unsubscribe, [id]).catch(() => undefined);
    };
  }

  answeredAt(): number {
    return this.#answeredAt;
  }

  close(): void {
    this.end(new AppError('connectionLost', 'closed'));
  }

  /** Ends everything that waits. True when it had ended before. */
  end(reason: AppError): boolean {
    if (this.#ended !== null) return true;
    this.#ended = reason;
    this.#socket.close();
    for (const { fail, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      fail(reason);
    }
    this.#waiting.clear();
    const subscriptions = [...this.#subscriptions.values()];
    this.#subscriptions.clear();
    for (const { onEnd } of subscriptions) onEnd?.(reason);
    return false;
  }

  /** False when the frame is not JSON-RPC. */
  receive(data: unknown): boolean {
    const frame = parse(data);
    if (frame === null) return false;
    if (typeof frame.method === 'string') return this.#notify(frame.params);
    if (typeof frame.id === 'number') this.#answer(frame.id, frame);
    return true;
  }

  #answer(id: number, frame: Readonly<Record<string, unknown>>): void {
    // One that comes too late for its question is a sign of life all the same.
    this.#answeredAt = performance.now();
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    if (isRecord(frame.error)) waiting.fail(refusal(frame.error));
    else if ('result' in frame) waiting.settle(frame.result);
    else waiting.fail(new AppError('nodeGarbage', 'an answer without a result'));
  }

  #notify(params: unknown): boolean {
    if (!isRecord(params) || !('result' in params)) return true;
    const name = String(params.subscription);
    const subscription = this.#subscriptions.get(name);
    if (subscription !== undefined) subscription.onMessage(params.result);
    else this.#keepEarly(name, params.result);
    return true;
  }

  /** Bounded: messages of subscriptions that were given up land here as well. */
  #keepEarly(name: string, value: unknown): void {
    const early = this.#early.get(name) ?? [];
    if (early.length >= EARLY_MESSAGES) return;
    this.#early.set(name, [...early, value]);
    const [oldest] = this.#early.keys();
    if (this.#early.size > EARLY_MESSAGES && oldest !== undefined) this.#early.delete(oldest);
  }
}

function refusal({ code, message, data }: Readonly<Record<string, unknown>>): RpcRefusal {
  const detail =
    data === undefined || data === null ? null : typeof data === 'string' ? data : JSON.stringify(data);
  return new RpcRefusal(typeof code === 'number' ? code : 0, String(message).slice(0, 500), detail);
}

function parse(data: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof data !== 'string') return null;
  try {
    const frame: unknown = JSON.parse(data);
    return isRecord(frame) ? frame : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
