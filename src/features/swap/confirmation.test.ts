import { describe, expect, it } from 'vitest';
import { IMPACT_BANDS } from '#domain/blocker.ts';
import { type Confirmation, isConfirmed, standing, YES } from './confirmation.ts';
import { impactBand, impactClass } from './impactBand.ts';

const PERCENT = 10_000_000n;
const WORD = 'accept';

function given(text: string, percent: bigint): Confirmation {
  return { given: text, band: impactBand(percent * PERCENT) };
}

describe('the bands of price impact', () => {
  it('begin at 1, 3, 5, 10 and 15 percent', () => {
    const bounds = [1n, 3n, 5n, 10n, 15n].map((percent) => percent * PERCENT);
    expect(Object.values(IMPACT_BANDS)).toEqual(bounds);
    expect(bounds.map(impactBand)).toEqual(['amber', 'red', 'confirm', 'type', 'expert']);
    expect(bounds.map((bound) => impactBand(bound - 1n))).toEqual([
      'calm',
      'amber',
      'red',
      'confirm',
      'type',
    ]);
  });

  it('are neutral, amber and red', () => {
    expect([0n, 1n, 2n, 3n, 12n].map((percent) => impactClass(percent * PERCENT))).toEqual([
      'good',
      'amber',
      'amber',
      'red',
      'red',
    ]);
  });
});

describe('a confirmation', () => {
  it('is asked for from 5 % on, and the word from 10 %', () => {
    expect(isConfirmed(null, 5n * PERCENT - 1n, WORD)).toBe(true);
    expect(isConfirmed(null, 5n * PERCENT, WORD)).toBe(false);
    expect(isConfirmed(given(YES, 5n), 5n * PERCENT, WORD)).toBe(true);
    expect(isConfirmed(given(YES, 10n), 10n * PERCENT, WORD)).toBe(false);
    expect(isConfirmed(given(' Accept ', 10n), 10n * PERCENT, WORD)).toBe(true);
    expect(isConfirmed(given('accep', 10n), 10n * PERCENT, WORD)).toBe(false);
  });

  it('stands as long as the impact stays in its band or falls', () => {
    expect(isConfirmed(given(YES, 6n), 9n * PERCENT, WORD)).toBe(true);
    expect(isConfirmed(given(WORD, 11n), 6n * PERCENT, WORD)).toBe(true);
    expect(isConfirmed(given(WORD, 16n), 12n * PERCENT, WORD)).toBe(true);
  });

  it('is asked for again in a higher band, also the word that was typed below 15 %', () => {
    expect(isConfirmed(given(YES, 9n), 10n * PERCENT, WORD)).toBe(false);
    expect(isConfirmed(given(WORD, 14n), 15n * PERCENT, WORD)).toBe(false);
    expect(standing(given(WORD, 14n), 15n * PERCENT)).toBe('');
    expect(standing(given(WORD, 14n), 14n * PERCENT)).toBe(WORD);
    // A yes that a person could have given where none was asked for counts for nothing.
    expect(isConfirmed(given(YES, 4n), 5n * PERCENT, WORD)).toBe(false);
  });
});
