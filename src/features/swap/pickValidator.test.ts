import { describe, expect, it } from 'vitest';
import { alphaRao } from '#domain/units.ts';
import type { Validator } from '#domain/validator.ts';
import { pickValidator } from './pickValidator.ts';

const validator = (hotkey: string, stake: bigint, dividends: bigint | null): Validator => ({
  hotkey,
  name: hotkey,
  take: 11_796,
  stake: alphaRao(stake),
  dividends: dividends === null ? null : alphaRao(dividends),
});
const held = (hotkey: string, amount: bigint) => ({ hotkey, netuid: 64, amount: alphaRao(amount) });

const VALIDATORS = [
  validator('large', 900n, 9n),
  validator('best', 800n, 16n),
  validator('idle', 700n, null),
];

describe('the validator of a trade', () => {
  it('is, for a purchase, the one chosen by hand while one can stake to it', () => {
    const given = { side: 'buy', validators: VALIDATORS, positions: [] } as const;
    expect(pickValidator({ ...given, preferred: 'idle' })).toMatchObject({ hotkey: 'idle', why: 'chosen' });
    expect(pickValidator({ ...given, preferred: 'gone' })?.why).not.toBe('chosen');
  });

  it('says whether the default earns', () => {
    const given = { side: 'buy', positions: [], preferred: null } as const;
    expect(pickValidator({ ...given, validators: VALIDATORS })?.why).toBe('yield');
    const idle = [validator('a', 1n, null), validator('b', 2n, null)];
    expect(pickValidator({ ...given, validators: idle })).toMatchObject({ hotkey: 'b', why: 'largest' });
  });

  it('is, for a sale, where the Alpha is', () => {
    const positions = [held('large', 5n), held('unlisted', 9n), held('best', 0n)];
    const given = { side: 'sell', validators: VALIDATORS, positions } as const;
    expect(pickValidator({ ...given, preferred: null })).toEqual({
      hotkey: 'unlisted',
      validator: null,
      why: 'position',
    });
    expect(pickValidator({ ...given, preferred: 'large' })).toMatchObject({ hotkey: 'large', why: 'chosen' });
    expect(pickValidator({ ...given, preferred: 'best' })?.hotkey).toBe('unlisted');
  });

  it('is none before validators are known, unless a position says where', () => {
    const given = { validators: null, preferred: null } as const;
    expect(pickValidator({ ...given, side: 'buy', positions: [held('x', 1n)] })).toBe(null);
    expect(pickValidator({ ...given, side: 'sell', positions: [held('x', 1n)] })?.hotkey).toBe('x');
    expect(pickValidator({ ...given, side: 'sell', positions: [] })).toBe(null);
  });
});
