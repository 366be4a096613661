import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOLERANCE_MAX_BPS } from '#config/defaults.ts';
import { parseTolerance, toleranceText } from './toleranceText.ts';

describe('a tolerance', () => {
  it('is read back as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: TOLERANCE_MAX_BPS }), (bps) => {
        expect(parseTolerance(toleranceText(bps))).toBe(bps);
        expect(parseTolerance(`${toleranceText(bps)} %`)).toBe(bps);
      }),
    );
  });

  it('is shown without idle zeros', () => {
    expect([10, 50, 100, 300, 5, 1_050].map(toleranceText)).toEqual(['0.1', '0.5', '1', '3', '0.05', '10.5']);
  });

  it('is refused above the most, between basis points and when it is none', () => {
    for (const text of ['50.01', '0.125', '-1', 'x', '', '1e2', '1,000', '5 TAO', '60']) {
      expect(parseTolerance(text), text).toBe(null);
    }
    expect(parseTolerance('50')).toBe(TOLERANCE_MAX_BPS);
  });
});
