/**
 * Makes a block at every tick of the block time, and can be held. A tick that comes late is made up for at once,
 * ticks that were missed altogether are not.
 */
export class BlockClock {
  private readonly produce: () => void;
  private readonly now: () => number;
  private blockTime: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next = 0;
  private held = false;

  /** `produce` must not throw. Block time in milliseconds. */
  constructor(blockTime: number, produce: () => void, now: () => number = Date.now) {
    this.produce = produce;
    this.now = now;
    this.blockTime = blockTime;
  }

  /** The first block comes after one block time. */
  start(): void {
    this.stop();
    this.next = this.now() + this.blockTime;
    this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Milliseconds from one block to the next, counted from now. */
  setBlockTime(blockTime: number): void {
    this.blockTime = blockTime;
    if (this.timer !== undefined) this.start();
  }

  /** No blocks until release; the ticks go by. */
  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
  }

  private schedule(): void {
    this.timer = setTimeout(() => this.tick(), Math.max(0, this.next - this.now()));
  }

  private tick(): void {
    const { timer } = this;
    if (!this.held) this.produce();
    if (this.timer !== timer) return;
    this.next = Math.max(this.next + this.blockTime, this.now());
    this.schedule();
  }
}
