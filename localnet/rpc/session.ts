import type { Send } from './faults.ts';
import { answerFrame, failure, notification } from './jsonRpc.ts';
import type { RpcContext, RpcSession, ServedMethod } from './method.ts';
import { methodNotFound, parseError, requestTooBig, tooManySubscriptions } from './rpcError.ts';
import { subscriptionId } from './subscriptionIds.ts';

/** A node's limits for one connection. */
export const MAX_REQUEST_BYTES = 15 * 1024 * 1024;
const MAX_SUBSCRIPTIONS = 1_024;

/** A frame that is being answered. */
interface Exchange {
  /** The methods that it calls. */
  readonly methods: string[];
  /** What happens once the answer is out, or will never be. */
  readonly later: (() => void)[];
  isOut: boolean;
}

/** One connection: answers its frames, and keeps its subscriptions until they are ended or it closes. */
export class Session implements RpcSession {
  private readonly subscriptions = new Map<string, () => void>();
  private readonly context: RpcContext;
  private readonly methods: ReadonlyMap<string, ServedMethod>;
  private readonly send: Send;
  private readonly onError: (error: unknown) => void;
  /** The frame whose methods are being called. */
  private current: Exchange | null = null;

  constructor(
    context: RpcContext,
    methods: ReadonlyMap<string, ServedMethod>,
    send: Send,
    onError: (error: unknown) => void,
  ) {
    this.context = context;
    this.methods = methods;
    this.send = send;
    this.onError = onError;
  }

  /**
   * Answers a frame, now or as the faults will have it, and sends after the answer whatever its methods gave rise to.
   * Bytes must be UTF-8. Gives false when there is nothing to answer. Never throws.
   */
  receive(frame: string | Uint8Array): boolean {
    if (frame.length > MAX_REQUEST_BYTES) {
      this.send(failure(null, requestTooBig(MAX_REQUEST_BYTES)));
      return true;
    }
    const exchange: Exchange = { methods: [], later: [], isOut: false };
    const text = typeof frame === 'string' ? frame : decodeUtf8(frame);
    this.current = exchange;
    const answer =
      text === null
        ? failure(null, parseError())
        : answerFrame(text, (method, params) => this.call(exchange, method, params), this.onError);
    this.current = null;
    const finish = () => {
      // What it does may add to the list.
      for (const work of exchange.later) work();
      exchange.isOut = true;
      exchange.later.length = 0;
    };
    if (answer === undefined) finish();
    else this.context.faults.deliver(answer, exchange.methods, this.send, finish);
    return answer !== undefined;
  }

  /** Ends all subscriptions. */
  close(): void {
    for (const cancel of this.subscriptions.values()) cancel();
    this.subscriptions.clear();
  }

  subscribe(method: string, start: (push: (result: unknown) => void, end: () => void) => () => void): string {
    if (this.subscriptions.size >= MAX_SUBSCRIPTIONS) throw tooManySubscriptions(MAX_SUBSCRIPTIONS);
    const id = subscriptionId();
    const exchange = this.current;
    const names = [method, exchange?.methods.at(-1) ?? method];
    let ended = false;
    const push = (result: unknown) => {
      if (ended || this.context.faults.isMuted(names)) return;
      const work = () => this.send(notification(method, id, result));
      // The subscriber must know the id first, however long that takes.
      if (exchange !== null && !exchange.isOut) exchange.later.push(work);
      else this.afterReply(work);
    };
    const end = () => {
      ended = true;
      this.subscriptions.delete(id);
    };
    const cancel = start(push, end);
    if (ended) cancel();
    else {
      this.subscriptions.set(id, () => {
        ended = true;
        cancel();
      });
    }
    return id;
  }

  unsubscribe(id: unknown): boolean {
    if (typeof id !== 'string') return false;
    const cancel = this.subscriptions.get(id);
    if (cancel === undefined) return false;
    this.subscriptions.delete(id);
    cancel();
    return true;
  }

  afterReply(work: () => void): void {
    if (this.current === null) work();
    else this.current.later.push(work);
  }

  private call({ methods }: Exchange, name: string, params: unknown): unknown {
    methods.push(name);
    const refusal = this.context.faults.refusal(name);
    if (refusal !== undefined) throw refusal;
    const method = this.methods.get(name);
    if (method === undefined) throw methodNotFound();
    return method(this.context, params, this);
  }
}

/** The text of UTF-8 bytes; null when they are none. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
