import type { ChainClient, ChainListeners } from '#chain/client.ts';
import type { ConnectOptions } from '#chain/connectChain.ts';
import { AppError } from '#domain/appError.ts';
import { toAppError } from './toAppError.ts';

/** Opens one endpoint. Tests give one of their own. */
export type OpenChain = (options: ConnectOptions) => Promise<ChainClient>;

/** Bounds the opening of one endpoint, and each request. */
const TIMEOUT_MS = 15_000;
/** An endpoint that has not shown its genesis by now is slow: the next is opened beside it. */
const GENESIS_PATIENCE_MS = 1_500;
/** The same for one that is of the chain but not ready: it may have to load the whole metadata. */
const READY_PATIENCE_MS = 5_000;

export interface Reach {
  readonly open: OpenChain;
  /** Tried in this order. */
  readonly endpoints: readonly string[];
  readonly genesis: string | null;
  /** Makes the listeners of one client; `own` gives it once it is open. */
  readonly listeners: (own: () => ChainClient | null) => ChainListeners;
  readonly onTry: (endpoint: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Gives the first of the endpoints that is ready and of the chain. The next one is tried when one fails, and beside it when
 * it is slow; those that lose are closed. When none is ready the error tells most: rather that a node answered and was
 * of another chain than that others were silent. After an abort nothing is left open.
 */
export function reachNode(reach: Reach): Promise<ChainClient | AppError> {
  return new Promise((resolve) => new Race(reach, resolve).begin());
}

class Race {
  readonly #reach: Reach;
  readonly #resolve: (outcome: ChainClient | AppError) => void;
  readonly #others = new AbortController();
  #next = 0;
  #running = 0;
  #failure = new AppError('noEndpoint');
  #isOver = false;

  constructor(reach: Reach, resolve: (outcome: ChainClient | AppError) => void) {
    this.#reach = reach;
    this.#resolve = resolve;
  }

  begin(): void {
    const { signal } = this.#reach;
    const callOff = (): void => this.#end(new AppError('connectionLost', 'called off'));
    signal.addEventListener('abort', callOff, { signal: this.#others.signal });
    if (signal.aborted) callOff();
    else this.#tryNext();
  }

  #tryNext(): void {
    const endpoint = this.#reach.endpoints[this.#next];
    if (this.#isOver) return;
    if (endpoint !== undefined) {
      this.#next += 1;
      this.#running += 1;
      void this.#try(endpoint);
    } else if (this.#running === 0) this.#end(this.#failure);
  }

  async #try(endpoint: string): Promise<void> {
    const { open, genesis, listeners, onTry } = this.#reach;
    let own: ChainClient | null = null;
    const patience = new Patience(() => this.#tryNext());
    onTry(endpoint);
    try {
      const client = await open({
        endpoint,
        genesis,
        listeners: listeners(() => own),
        timeoutMs: TIMEOUT_MS,
        onGenesis: () => patience.begin(READY_PATIENCE_MS),
        signal: this.#others.signal,
      });
      own = client;
      if (this.#isOver) client.close();
      else this.#end(client);
    } catch (error) {
      this.#note(endpoint, toAppError(error));
    }
    this.#running -= 1;
    // When its patience had run out, the next was begun already.
    if (patience.end() || this.#running === 0) this.#tryNext();
  }

  #note(endpoint: string, reason: AppError): void {
    const isUnreachable = reason.code === 'timeout' || reason.code === 'connectionLost';
    if (!isUnreachable) this.#failure = reason;
    else if (this.#failure.code === 'noEndpoint')
      this.#failure = new AppError('noEndpoint', endpoint, reason);
  }

  #end(outcome: ChainClient | AppError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#others.abort();
    this.#resolve(outcome);
  }
}

/** Runs out once, unless it is ended before; may be begun anew until then. */
class Patience {
  readonly #onEnd: () => void;
  #timer: ReturnType<typeof setTimeout>;
  #isOver = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#timer = this.#start(GENESIS_PATIENCE_MS);
  }

  begin(ms: number): void {
    if (this.#isOver) return;
    clearTimeout(this.#timer);
    this.#timer = this.#start(ms);
  }

  /** False when it had run out. */
  end(): boolean {
    clearTimeout(this.#timer);
    const wasOver = this.#isOver;
    this.#isOver = true;
    return !wasOver;
  }

  #start(ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.#isOver = true;
      this.#onEnd();
    }, ms);
  }
}
