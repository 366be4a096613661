import { answerFrame, failure, notification } from './jsonRpc.ts';
import type { Method, RpcContext, RpcSession } from './method.ts';
import { methodNotFound, requestTooBig, tooManySubscriptions } from './rpcError.ts';
import { subscriptionId } from './subscriptionIds.ts';

/** A node's limits for one connection. */
export const MAX_REQUEST_BYTES = 15 * 1024 * 1024;
const MAX_SUBSCRIPTIONS = 1_024;

/** One connection: answers its frames, and keeps its subscriptions until they are ended or it closes. */
export class Session implements RpcSession {
  private readonly subscriptions = new Map<string, () => void>();
  private readonly context: RpcContext;
  private readonly methods: ReadonlyMap<string, Method>;
  private readonly send: (text: string) => void;
  private readonly onError: (error: unknown) => void;
  /** What happened while a frame is being answered: it goes out after the answer. */
  private afterAnswer: (() => void)[] | null = null;

  constructor(
    context: RpcContext,
    methods: ReadonlyMap<string, Method>,
    send: (text: string) => void,
    onError: (error: unknown) => void,
  ) {
    this.context = context;
    this.methods = methods;
    this.send = send;
    this.onError = onError;
  }

  /** Answers a frame, and sends after the answer whatever its methods gave rise to. Never throws. */
  receive(text: string): void {
    if (text.length > MAX_REQUEST_BYTES) {
      this.send(failure(null, requestTooBig(MAX_REQUEST_BYTES)));
      return;
    }
    const later: (() => void)[] = [];
    this.afterAnswer = later;
    const answer = answerFrame(text, (method, params) => this.call(method, params), this.onError);
    this.afterAnswer = null;
    if (answer !== undefined) this.send(answer);
    for (const work of later) work();
  }

  /** Ends all subscriptions. */
  close(): void {
    for (const cancel of this.subscriptions.values()) cancel();
    this.subscriptions.clear();
  }

  subscribe(method: string, start: (push: (result: unknown) => void, end: () => void) => () => void): string {
    if (this.subscriptions.size >= MAX_SUBSCRIPTIONS) throw tooManySubscriptions(MAX_SUBSCRIPTIONS);
    const id = subscriptionId();
    let ended = false;
    const push = (result: unknown) => {
      if (!ended) this.afterReply(() => this.send(notification(method, id, result)));
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
    if (this.afterAnswer === null) work();
    else this.afterAnswer.push(work);
  }

  private call(name: string, params: readonly unknown[]): unknown {
    const method = this.methods.get(name);
    if (method === undefined) throw methodNotFound();
    return method(this.context, params, this);
  }
}
