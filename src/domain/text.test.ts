import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './text.ts';

describe('cleanText', () => {
  it('leaves ordinary names of any script alone', () => {
    for (const name of ['Chutes', 'SN 64', 'τao', 'אבג', '子網', 'Ünïcödé', '🧠 mind']) {
      expect(cleanText(name, 40)).toBe(name);
    }
  });

  it('takes out what turns the direction of writing around', () => {
    expect(cleanText('safe\u202Eevil\u202C', 40)).toBe('safeevil');
    expect(cleanText('\u2066a\u2069\u200Fb', 40)).toBe('ab');
  });

  it('takes out zero-width characters and controls', () => {
    expect(cleanText('Ch\u200Bu\u200Dt\uFEFFes\u0000\u001B[31m', 40)).toBe('Chutes[31m');
    expect(cleanText('\u3164\u115F', 40)).toBe('');
  });

  it('makes one line of many', () => {
    expect(cleanText('  a\r\n\tb\u2028c  ', 40)).toBe('a b c');
  });

  it('cuts by code points, never through one', () => {
    expect(cleanText('🧠🧠🧠', 2)).toBe('🧠🧠');
    expect(cleanText('x'.repeat(1_000_000), 10)).toBe('xxxxxxxxxx');
  });

  it('cuts towers of marks', () => {
    expect(cleanText(`a${'\u0301'.repeat(50)}b`, 40)).toBe('a\u0301\u0301b');
  });

  it('keeps markup as the text it is', () => {
    expect(cleanText('<img src=x onerror=alert(1)>', 60)).toBe('<img src=x onerror=alert(1)>');
  });

  it('is never longer than asked, and cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 40 }),
        (text, max) => {
          const once = cleanText(text, max);
          expect([...once].length).toBeLessThanOrEqual(max);
          expect(cleanText(once, max)).toBe(once);
        },
      ),
    );
  });
});
