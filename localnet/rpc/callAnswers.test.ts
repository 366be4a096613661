import { describe, expect, it } from 'vitest';
import { CallAnswers } from './callAnswers.ts';

function counted(size = 1) {
  let calls = 0;
  const work = () => {
    calls += 1;
    return new Uint8Array(size).fill(calls);
  };
  return { work, calls: () => calls };
}

const none = new Uint8Array();

describe('CallAnswers', () => {
  it('works once for a block, a method and an input', () => {
    const answers = new CallAnswers();
    const { work, calls } = counted();
    const first = answers.answer('0x01', 'Api_call', Uint8Array.of(1), work);
    expect(answers.answer('0x01', 'Api_call', Uint8Array.of(1), work)).toBe(first);
    expect(calls()).toBe(1);
    expect(answers.answer('0x01', 'Api_call', Uint8Array.of(2), work)).toEqual(Uint8Array.of(2));
    expect(answers.answer('0x01', 'Api_other', Uint8Array.of(1), work)).toEqual(Uint8Array.of(3));
    expect(answers.answer('0x02', 'Api_call', Uint8Array.of(1), work)).toEqual(Uint8Array.of(4));
  });

  it('remembers no failure', () => {
    const answers = new CallAnswers();
    const refuse = () => {
      throw new Error('refused');
    };
    expect(() => answers.answer('0x01', 'Api_call', none, refuse)).toThrow('refused');
    expect(answers.answer('0x01', 'Api_call', none, counted().work)).toEqual(Uint8Array.of(1));
  });

  it('forgets old blocks', () => {
    const answers = new CallAnswers();
    const { work, calls } = counted();
    for (let block = 0; block < 9; block += 1) answers.answer(`0x0${block}`, 'Api_call', none, work);
    answers.answer('0x08', 'Api_call', none, work);
    expect(calls()).toBe(9);
    answers.answer('0x00', 'Api_call', none, work);
    expect(calls()).toBe(10);
  });

  it('does not remember beyond a few megabytes of one block', () => {
    const answers = new CallAnswers();
    const { work, calls } = counted(3 * 1024 * 1024);
    for (const input of [1, 2, 1, 2]) answers.answer('0x01', 'Api_call', Uint8Array.of(input), work);
    expect(calls()).toBe(3);
  });
});
