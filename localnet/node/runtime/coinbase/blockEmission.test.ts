import { describe, expect, it } from 'vitest';
import { blockEmission, MAX_SUPPLY } from './blockEmission.ts';

const TOKEN = 1_000_000_000n;

describe('blockEmission', () => {
  it.each([
    [0n, 1_000_000_000n],
    [10_500_000n * TOKEN - 1n, 1_000_000_000n],
    [10_500_000n * TOKEN, 500_000_000n],
    [11_597_618n * TOKEN, 500_000_000n],
    [15_750_000n * TOKEN - 1n, 500_000_000n],
    [15_750_000n * TOKEN, 250_000_000n],
    [MAX_SUPPLY - 1n, 0n],
    [MAX_SUPPLY, 0n],
    [MAX_SUPPLY + 1n, 0n],
  ])('issues at %d in all %d', (issuance, emission) => {
    expect(blockEmission(issuance)).toBe(emission);
  });
});
