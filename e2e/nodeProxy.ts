import type { Page, WebSocketRoute } from '@playwright/test';

interface Frame {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  result?: unknown;
}

/** Changes the result of an answer; given the method that was asked, and its parameters. */
export type Lie = (result: unknown, method: string, params: readonly unknown[]) => unknown;

/**
 * A node between the page and the local chain, at a path of the chain's own address: to the page it is another endpoint.
 * It passes everything on until the test has it fall silent, lie, or tell of old blocks.
 */
export class NodeProxy {
  readonly url: string;
  /** Date.now() of the last frame that reached the page. */
  lastFrameAt = 0;
  /** Names of the methods that the page asked, in order; of a runtime call the call's own name. */
  readonly asked: string[] = [];
  readonly #open = new Set<WebSocketRoute>();
  #isMute = false;
  #lie: Lie = (result) => result;
  #header: ((header: { number: string }) => Promise<unknown>) | null = null;

  private constructor(url: string) {
    this.url = url;
  }

  /** Must be called before the page is opened. */
  static async install(page: Page, endpoint: string, name: string): Promise<NodeProxy> {
    const proxy = new NodeProxy(`${endpoint}/${name}`);
    await page.routeWebSocket(
      (url) => url.href === proxy.url,
      (route) => proxy.#serve(route),
    );
    return proxy;
  }

  /** Sockets of the page that are open. */
  get openSockets(): number {
    return this.#open.size;
  }

  /** From now on nothing passes, either way, and no socket closes. */
  mute(): void {
    this.#isMute = true;
  }

  tell(lie: Lie): void {
    this.#lie = lie;
  }

  /** Every header that the node would tell of by itself is replaced by the one that the function gives. */
  replaceHeaders(header: (told: { number: string }) => Promise<unknown>): void {
    this.#header = header;
  }

  #serve(route: WebSocketRoute): void {
    const server = route.connectToServer();
    const waiting = new Map<number, Frame>();
    this.#open.add(route);
    route.onMessage((message) => {
      const frame: Frame = JSON.parse(String(message));
      if (frame.id !== undefined) waiting.set(frame.id, frame);
      this.asked.push(nameOf(frame));
      if (!this.#isMute) server.send(message);
    });
    route.onClose((code, reason) => {
      this.#open.delete(route);
      void server.close({
        ...(code === undefined ? {} : { code }),
        ...(reason === undefined ? {} : { reason }),
      });
    });
    server.onMessage((message) => void this.#pass(route, waiting, JSON.parse(String(message))));
  }

  async #pass(route: WebSocketRoute, waiting: Map<number, Frame>, frame: Frame): Promise<void> {
    const asked = frame.id === undefined ? undefined : waiting.get(frame.id);
    if (asked !== undefined && 'result' in frame) {
      const params = Array.isArray(asked.params) ? asked.params : [];
      frame.result = this.#lie(frame.result, asked.method ?? '', params);
    }
    const told = frame.params;
    const isHeader = frame.method === 'chain_newHead' || frame.method === 'chain_finalizedHead';
    if (isHeader && this.#header !== null && typeof told === 'object' && told !== null && 'result' in told) {
      told.result = await this.#header(told.result as { number: string });
    }
    if (this.#isMute) return;
    this.lastFrameAt = Date.now();
    route.send(JSON.stringify(frame));
  }
}

function nameOf({ method = '', params }: Frame): string {
  return method === 'state_call' && Array.isArray(params) ? String(params[0]) : method;
}
