import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeClient } from './fakeClient.ts';
import { type Signs, stopWatchdog, watchdog } from './watchdog.ts';

/** Told in order: asked, suspect, alive, dead. */
let told: string[];
let answers: boolean;
let answeredAt: number;
let page: EventTarget & { visibilityState: string };

const signs: Signs = {
  onSuspect: () => told.push('suspect'),
  onAlive: () => told.push('alive'),
  onDead: () => told.push('dead'),
};

function watch(): void {
  answeredAt = performance.now();
  const ping = async (): Promise<void> => {
    told.push('asked');
    if (!answers) return new Promise(() => undefined);
    answeredAt = performance.now();
  };
  watchdog(fakeClient({ answeredAt: () => answeredAt, ping }), signs);
}

/** What the clock does while the page sleeps: it goes on, and no timer fires. */
function sleep(ms: number): void {
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now + ms);
}

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  answers = true;
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', page);
});

afterEach(() => {
  stopWatchdog();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('watchdog', () => {
  it('asks after two seconds of silence, suspects one later, and gives up one and a half after that', async () => {
    answers = false;
    watch();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual(['asked']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual(['asked', 'suspect']);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(told).toEqual(['asked', 'suspect', 'dead']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toHaveLength(3);
  });

  it('takes any answer for a sign of life, and tells that it came after all', async () => {
    answers = false;
    watch();
    await vi.advanceTimersByTimeAsync(3_200);
    answeredAt = performance.now();
    await vi.advanceTimersByTimeAsync(1_300);
    expect(told).toEqual(['asked', 'suspect', 'alive']);
    await vi.advanceTimersByTimeAsync(700);
    expect(told.at(-1)).toBe('asked');
  });

  it('asks seldom while nobody looks, and at once when somebody does again', async () => {
    page.visibilityState = 'hidden';
    watch();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(told).toEqual([]);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(told).toEqual(['asked']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual(['asked']);
  });

  it('does not take a sleep of the page for silence of the node', async () => {
    answers = false;
    watch();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(told).toEqual(['asked']);
    sleep(3_600_000);
    await vi.advanceTimersByTimeAsync(500);
    vi.mocked(performance.now).mockRestore();
    expect(told).toEqual(['asked', 'asked']);
    answers = true;
  });

  it('hears nothing any more once it is stopped', async () => {
    answers = false;
    watch();
    await vi.advanceTimersByTimeAsync(2_500);
    stopWatchdog();
    page.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual(['asked']);
  });
});
