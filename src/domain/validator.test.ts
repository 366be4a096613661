import { describe, expect, it } from 'vitest';
import { alphaRao } from './units.ts';
import { defaultValidator, epochYieldPpb, type Validator } from './validator.ts';

function validator(hotkey: string, stake: bigint, dividends: bigint | null): Validator {
  return {
    hotkey,
    name: null,
    take: 0,
    stake: alphaRao(stake),
    dividends: dividends === null ? null : alphaRao(dividends),
  };
}

describe('epochYieldPpb', () => {
  it('sets the dividends against the stake that earned them, rounded down', () => {
    expect(epochYieldPpb(validator('a', 1_010n, 10n))).toBe(10_000_000n);
    expect(epochYieldPpb(validator('a', 3_001n, 1n))).toBe(333_333n);
  });

  it('is nothing for an idle one, and for one without stake', () => {
    expect(epochYieldPpb(validator('a', 1_000n, null))).toBe(0n);
    expect(epochYieldPpb(validator('a', 10n, 10n))).toBe(0n);
  });
});

describe('defaultValidator', () => {
  it('takes the best yield among the larger half, not a tiny stake’s lucky epoch', () => {
    const validators = [
      validator('lucky', 100n, 50n),
      validator('small', 1_000n, 100n),
      validator('large', 100_000n, 1_000n),
      validator('better', 90_000n, 1_800n),
    ];
    expect(defaultValidator(validators)?.hotkey).toBe('better');
  });

  it('passes over idle ones, however large', () => {
    const validators = [
      validator('idle', 1_000_000n, null),
      validator('zero', 900_000n, 0n),
      validator('a', 10n, 1n),
    ];
    expect(defaultValidator(validators)?.hotkey).toBe('a');
  });

  it('takes the largest when none earns', () => {
    expect(defaultValidator([validator('a', 1n, null), validator('b', 2n, null)])?.hotkey).toBe('b');
  });

  it('takes the larger of two with the same yield', () => {
    expect(defaultValidator([validator('a', 1_010n, 10n), validator('b', 2_020n, 20n)])?.hotkey).toBe('b');
  });

  it('is null where there is none', () => {
    expect(defaultValidator([])).toBeNull();
  });
});
