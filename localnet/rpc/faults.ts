import { type GarbleKind, garble } from './garble.ts';
import type { RpcError } from './rpcError.ts';

/** What can be wrong with a connection. Delays in milliseconds. */
export type Fault =
  | { readonly kind: 'refuse'; readonly error: RpcError }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'drop' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'garble'; readonly how: GarbleKind }
  | { readonly kind: 'mute' };

/** To which method a fault happens, all when undefined, and how often yet. */
interface Rule {
  readonly fault: Fault;
  readonly method: string | undefined;
  remaining: number;
}

/** Sends a frame to one connection. */
export type Send = (frame: string | Uint8Array) => void;

/**
 * Stands between the sessions and their sockets: lets answers come late, twice, broken or not at all, has requests
 * refused, and silences subscriptions. Without faults it lets everything through. Of faults of one kind the first that
 * fits happens. What holds a dev_ method is never met: it must stay possible to end the trouble.
 */
export class Faults {
  private rules: Rule[] = [];

  /** Adds a fault that happens to frames (refuse: to requests) of this method, or of any, so many times. */
  add(fault: Fault, method?: string, count = Number.POSITIVE_INFINITY): void {
    this.rules.push({ fault, method, remaining: count });
  }

  /** No more faults; answers that wait still come. */
  reset(): void {
    this.rules = [];
  }

  /** The error with which a request is to be refused, instead of being carried out. */
  refusal(method: string): RpcError | undefined {
    return this.take('refuse', [method])?.error;
  }

  /** Whether the notifications that go by one of these names are kept back. */
  isMuted(names: readonly string[]): boolean {
    return this.take('mute', names) !== undefined;
  }

  /** Sends the answer to the requests of these methods as the faults will have it, then calls `done`. */
  deliver(answer: string, methods: readonly string[], send: Send, done: () => void): void {
    if (this.take('drop', methods) !== undefined) {
      done();
      return;
    }
    const late = this.take('delay', methods);
    const broken = this.take('garble', methods);
    const frame = broken === undefined ? answer : garble(answer, broken.how);
    const isDouble = this.take('duplicate', methods) !== undefined;
    const finish = () => {
      send(frame);
      if (isDouble) send(frame);
      done();
    };
    if (late === undefined) finish();
    else setTimeout(finish, late.ms);
  }

  private take<K extends Fault['kind']>(
    kind: K,
    methods: readonly string[],
  ): Extract<Fault, { kind: K }> | undefined {
    if (this.rules.length === 0 || methods.some((name) => name.startsWith('dev_'))) return undefined;
    const isOfKind = (fault: Fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind;
    for (const rule of this.rules) {
      const { fault, method, remaining } = rule;
      if (!isOfKind(fault) || remaining <= 0) continue;
      if (method !== undefined && !methods.includes(method)) continue;
      rule.remaining -= 1;
      return fault;
    }
    return undefined;
  }
}
