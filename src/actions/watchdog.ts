import type { ChainClient } from '#chain/client.ts';
import { AppError } from '#domain/appError.ts';

/** After so long without an answer the node is asked for a sign of life; so no more often than this, and only in silence. */
const QUIET_MS = 2_000;
/** The same while nobody looks at the page. */
const HIDDEN_QUIET_MS = 30_000;
/** The sign of life is late: look for another node. */
const SUSPECT_MS = 1_000;
/** The node is as good as gone, although its socket is open. */
const DEAD_MS = 2_500;
/** A timer that fires so much later than it should means that the page slept, not the node. */
const OVERSLEPT_MS = 1_000;
/** The node is asked anew after a sleep; a page whose timers are always late must come to an end, too. */
const MOST_SLEEPS = 2;

export interface Signs {
  /** The node owes an answer: another may be needed soon. */
  readonly onSuspect: () => void;
  /** It has answered after all. */
  readonly onAlive: () => void;
  readonly onDead: (error: AppError) => void;
}

let watch: Watch | null = null;

/**
 * Watches that a node goes on answering, whatever was asked, until stopWatchdog() or the next call. A node that has gone
 * silent is found out within 4.5 seconds while the page is visible. Told of its death, it watches no more.
 */
export function watchdog(client: ChainClient, signs: Signs): void {
  stopWatchdog();
  watch = new Watch(client, signs);
  watch.wait();
}

export function stopWatchdog(): void {
  watch?.end();
  watch = null;
}

function isHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden';
}

class Watch {
  readonly #client: ChainClient;
  readonly #signs: Signs;
  readonly #events = new AbortController();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #askedAt: number | null = null;
  #isSuspect = false;
  #sleeps = 0;

  constructor(client: ChainClient, signs: Signs) {
    this.#client = client;
    this.#signs = signs;
    const { signal } = this.#events;
    const look = (): void => {
      if (!isHidden() && this.#askedAt === null) this.#ask();
    };
    // Whoever comes back to the page, or to the network, should not wait for the next look.
    if (typeof document !== 'undefined') document.addEventListener?.('visibilitychange', look, { signal });
    if (typeof window !== 'undefined') window.addEventListener?.('online', look, { signal });
  }

  end(): void {
    this.#events.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Until it has been quiet for long enough. */
  wait(): void {
    const quiet = performance.now() - this.#client.answeredAt();
    const limit = isHidden() ? HIDDEN_QUIET_MS : QUIET_MS;
    if (quiet >= limit) this.#ask();
    else this.#after(limit - quiet, () => this.wait());
  }

  #ask(): void {
    const askedAt = performance.now();
    this.#askedAt = askedAt;
    const onSettled = (): void => {
      if (this.#askedAt === askedAt && this.#isHeard()) this.#calm();
    };
    // A refusal is a sign of life as well.
    this.#client.ping().then(onSettled, onSettled);
    this.#after(SUSPECT_MS, () => this.#suspect());
  }

  #isHeard(): boolean {
    return this.#askedAt !== null && this.#client.answeredAt() >= this.#askedAt;
  }

  #calm(): void {
    this.#askedAt = null;
    this.#sleeps = 0;
    const wasSuspect = this.#isSuspect;
    this.#isSuspect = false;
    if (wasSuspect) this.#signs.onAlive();
    if (!this.#events.signal.aborted) this.wait();
  }

  #suspect(): void {
    if (this.#isHeard()) {
      this.#calm();
      return;
    }
    if (!this.#isSuspect) {
      this.#isSuspect = true;
      this.#signs.onSuspect();
    }
    if (this.#events.signal.aborted) return;
    this.#after(DEAD_MS - SUSPECT_MS, () => {
      if (this.#isHeard()) {
        this.#calm();
        return;
      }
      this.end();
      this.#signs.onDead(new AppError('timeout', 'no sign of life'));
    });
  }

  #after(ms: number, then: () => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const due = performance.now() + ms;
    this.#timer = setTimeout(() => {
      const overslept = performance.now() - due > OVERSLEPT_MS;
      if (this.#askedAt === null || !overslept || this.#sleeps >= MOST_SLEEPS) return then();
      this.#sleeps += 1;
      if (this.#isHeard()) this.#calm();
      else this.#ask();
    }, ms);
  }
}
