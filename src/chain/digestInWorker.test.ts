import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { digestInWorker } from './digestInWorker.ts';

const DIGEST = `0x${'d1'.repeat(32)}`;

/** Workers that were started, and what each is to answer. */
let started: FakeWorker[];
let answer: (worker: FakeWorker) => void;
let serial = 0;

class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  asked: unknown = null;
  ended = false;

  constructor() {
    started.push(this);
  }

  postMessage(data: unknown): void {
    this.asked = data;
    answer(this);
  }

  terminate(): void {
    this.ended = true;
  }
}

beforeEach(() => {
  started = [];
  answer = (worker) => worker.onmessage?.({ data: DIGEST });
  serial += 1;
  vi.stubGlobal('Worker', FakeWorker);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const name = () => `runtime ${serial}`;

it('asks a worker once for a runtime, and ends it', async () => {
  const both = await Promise.all([digestInWorker(name(), '0x6d'), digestInWorker(name(), '0x6d')]);
  expect([...both, await digestInWorker(name(), '0x6d')]).toEqual([DIGEST, DIGEST, DIGEST]);
  expect(started).toMatchObject([{ asked: '0x6d', ended: true }]);
});

it.each<[string, (worker: FakeWorker) => void]>([
  ['has no digest', (worker) => worker.onmessage?.({ data: '' })],
  ['answers nonsense', (worker) => worker.onmessage?.({ data: { digest: DIGEST } })],
  ['cannot be started', (worker) => worker.onerror?.()],
])('rejects when the worker %s, and tries again when asked again', async (_what, given) => {
  answer = given;
  await expect(digestInWorker(name(), '0x6d')).rejects.toMatchObject({ code: 'unsupportedRuntime' });
  expect(started[0]?.ended).toBe(true);
  answer = (worker) => worker.onmessage?.({ data: DIGEST });
  expect(await digestInWorker(name(), '0x6d')).toBe(DIGEST);
});

it('gives a worker up that comes to no end', async () => {
  vi.useFakeTimers();
  answer = () => undefined;
  const asking = digestInWorker(name(), '0x6d');
  const expected = expect(asking).rejects.toMatchObject({ code: 'timeout' });
  await vi.advanceTimersByTimeAsync(60_000);
  await expected;
  expect(started[0]?.ended).toBe(true);
});
