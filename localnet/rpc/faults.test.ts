import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Faults } from './faults.ts';
import type { garbleKinds } from './garble.ts';
import { impossible } from './rpcError.ts';

const answer = '{"jsonrpc":"2.0","id":1,"result":"x"}';

/** Everything that goes out for a frame that calls these methods, and whether it is done with. */
function deliver(faults: Faults, text: string, ...methods: string[]) {
  const sent: (string | Uint8Array)[] = [];
  const outcome = { sent, isDone: false };
  faults.deliver(
    text,
    methods,
    (frame) => sent.push(frame),
    () => {
      outcome.isDone = true;
    },
  );
  return outcome;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('faults', () => {
  it('let everything through when there are none, and after a reset', () => {
    const faults = new Faults();
    expect(deliver(faults, answer, 'a')).toEqual({ sent: [answer], isDone: true });
    faults.add({ kind: 'drop' });
    faults.add({ kind: 'mute' });
    faults.add({ kind: 'refuse', error: impossible('no') });
    faults.reset();
    expect(deliver(faults, answer, 'a')).toEqual({ sent: [answer], isDone: true });
    expect([faults.isMuted(['a']), faults.refusal('a')]).toEqual([false, undefined]);
  });

  it('happen to the method that is named, as often as is said', () => {
    const faults = new Faults();
    faults.add({ kind: 'drop' }, 'b', 2);
    expect(deliver(faults, answer, 'a').sent).toEqual([answer]);
    expect(deliver(faults, answer, 'a', 'b').sent).toEqual([]);
    expect(deliver(faults, answer, 'b')).toEqual({ sent: [], isDone: true });
    expect(deliver(faults, answer, 'b').sent).toEqual([answer]);
  });

  it('happen again and again without a number', () => {
    const faults = new Faults();
    faults.add({ kind: 'duplicate' });
    for (let time = 0; time < 5; time += 1)
      expect(deliver(faults, answer, 'a').sent).toEqual([answer, answer]);
  });

  it('delay an answer, and what follows it, by so many milliseconds', () => {
    const faults = new Faults();
    faults.add({ kind: 'delay', ms: 500 }, undefined, 1);
    const late = deliver(faults, answer, 'a');
    expect(deliver(faults, answer, 'b')).toEqual({ sent: [answer], isDone: true });
    vi.advanceTimersByTime(499);
    expect(late).toEqual({ sent: [], isDone: false });
    faults.reset();
    vi.advanceTimersByTime(1);
    expect(late).toEqual({ sent: [answer], isDone: true });
  });

  it('refuse requests one by one', () => {
    const faults = new Faults();
    const error = impossible('busy');
    faults.add({ kind: 'refuse', error }, 'a', 1);
    expect([faults.refusal('b'), faults.refusal('a'), faults.refusal('a')]).toEqual([
      undefined,
      error,
      undefined,
    ]);
  });

  it('never meet what holds a dev_ method', () => {
    const faults = new Faults();
    faults.add({ kind: 'drop' });
    faults.add({ kind: 'refuse', error: impossible('no') });
    expect(deliver(faults, answer, 'dev_resetFaults').sent).toEqual([answer]);
    expect(deliver(faults, answer, 'a', 'dev_resetFaults').sent).toEqual([answer]);
    expect(faults.refusal('dev_resetFaults')).toBeUndefined();
  });
});

describe('a garbled answer', () => {
  const garbled = (how: (typeof garbleKinds)[number], text: string) => {
    const faults = new Faults();
    faults.add({ kind: 'garble', how });
    const [frame] = deliver(faults, text, 'a').sent;
    return frame;
  };

  it.each(['text', 'truncated'] as const)('that is %s is no JSON', (how) => {
    for (const text of [answer, `[${answer},${answer}]`])
      expect(() => JSON.parse(String(garbled(how, text)))).toThrow(SyntaxError);
  });

  it('that is binary is no UTF-8', () => {
    const frame = garbled('binary', answer);
    expect(frame).toBeInstanceOf(Uint8Array);
    const decode = () => new TextDecoder('utf-8', { fatal: true }).decode(frame as Uint8Array);
    expect(decode).toThrow(TypeError);
  });

  it('with a wrong id answers what nobody asked', () => {
    expect(JSON.parse(String(garbled('wrongId', answer)))).toEqual({
      jsonrpc: '2.0',
      id: 1_000_000_008,
      result: 'x',
    });
    const text = '{"jsonrpc":"2.0","id":"own","error":{"code":1,"message":"m"}}';
    expect(JSON.parse(String(garbled('wrongId', `[${text}]`)))).toMatchObject([{ id: 'not own', error: {} }]);
  });

  it('of a wrong shape is of another type than the true one', () => {
    const result = (value: unknown) => {
      const text = JSON.stringify({ jsonrpc: '2.0', id: 4, result: value });
      const parsed = JSON.parse(String(garbled('wrongShape', text)));
      expect(parsed).toMatchObject({ jsonrpc: '2.0', id: 4 });
      return typeof parsed.result;
    };
    expect(['text', 5, null, true].map(result)).toEqual(['object', 'object', 'object', 'object']);
    expect([[1], { a: 1 }].map(result)).toEqual(['string', 'string']);
  });
});
