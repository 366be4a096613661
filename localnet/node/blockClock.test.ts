import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BlockClock } from './blockClock.ts';

describe('BlockClock', () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  /** A clock whose first block takes so long, others no time. */
  function started(duration = 0) {
    let skew = 0;
    const times: number[] = [];
    const clock = new BlockClock(
      1_000,
      () => {
        times.push(Date.now() + skew);
        skew = duration;
      },
      () => Date.now() + skew,
    );
    clock.start();
    return { clock, times };
  }

  it('keeps to the block time when a block takes a part of it', () => {
    const { times } = started(300);
    vi.advanceTimersByTime(2_700);
    expect(times).toEqual([1_000, 2_000, 3_000]);
  });

  it('makes up for a late tick at once, not for those that were missed', () => {
    const { times } = started(5_500);
    vi.advanceTimersByTime(3_000);
    // A timer takes a millisecond at least.
    expect(times).toEqual([1_000, 6_501, 7_500, 8_500]);
  });

  it('holds blocks and releases them at the tick', () => {
    const { clock, times } = started();
    clock.hold();
    vi.advanceTimersByTime(2_500);
    expect(times).toEqual([]);
    clock.release();
    vi.advanceTimersByTime(1_000);
    expect(times).toEqual([3_000]);
  });

  it('takes another block time at once, and stops', () => {
    const { clock, times } = started();
    clock.setBlockTime(200);
    vi.advanceTimersByTime(500);
    expect(times).toEqual([200, 400]);
    clock.stop();
    vi.advanceTimersByTime(5_000);
    expect(times).toHaveLength(2);
  });
});
