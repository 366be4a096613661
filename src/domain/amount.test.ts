import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatPercentPpb,
  formatPlain,
  formatPrice,
  formatPriceRao,
  parseAmount,
} from './amount.ts';
import { MAX_AMOUNT, ONE } from './units.ts';

const amount = fc.oneof(
  fc.bigInt(0n, MAX_AMOUNT),
  fc.integer({ min: 0, max: 63 }).chain((bits) => fc.bigInt(0n, 1n << BigInt(bits))),
);

describe('parseAmount', () => {
  it.each([
    ['5', 5_000_000_000n],
    [' 5. ', 5_000_000_000n],
    ['.5', 500_000_000n],
    ['007.10', 7_100_000_000n],
    ['0.000000001', 1n],
    ['0.12345678900000', 123_456_789n],
    ['18446744073.709551615', MAX_AMOUNT],
    ['1,000.5 TAO', 1_000_500_000_000n],
    ['1,000,000', 1_000_000_000_000_000n],
    ['1,5', 1_500_000_000n],
    ['0,500', 500_000_000n],
    [',5', 500_000_000n],
    ['1234,567', 1_234_567_000_000n],
    ['1.000,5', 1_000_500_000_000n],
    ['1 000.5', 1_000_500_000_000n],
    ['12\u202f345,6', 12_345_600_000_000n],
    ['1\u2009000\u2009000', 1_000_000_000_000_000n],
    ['１２．５', 12_500_000_000n],
    ['1。5', 1_500_000_000n],
    ['\u3000３　TAO', 3_000_000_000n],
    ['τ5.25', 5_250_000_000n],
    ['5 τ', 5_000_000_000n],
    ['2 alpha', 2_000_000_000n],
    ['\u20682\u2069 α', 2_000_000_000n],
  ])('reads %j', (text, value) => {
    expect(parseAmount(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    [' \u00a0\u3000', 'empty'],
    ['1,000', 'ambiguous'],
    ['123,456 TAO', 'ambiguous'],
    ['-1', 'negative'],
    ['－１．５', 'negative'],
    ['\u22120', 'negative'],
    ['0.0000000001', 'too-many-decimals'],
    ['18446744073.709551616', 'too-large'],
    ['9'.repeat(64), 'too-large'],
    [`${' '.repeat(63)}10`, 'not-a-number'],
    ['9'.repeat(100_000), 'not-a-number'],
    ['.', 'not-a-number'],
    [',', 'not-a-number'],
    ['TAO', 'not-a-number'],
    ['-', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['-a1', 'not-a-number'],
    ['+1', 'not-a-number'],
    ['1e5', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['1.000.000', 'not-a-number'],
    ['1,5,5', 'not-a-number'],
    ['1,00,000', 'not-a-number'],
    ['1,000,00', 'not-a-number'],
    ['1.5,000', 'not-a-number'],
    ['1,5.5', 'not-a-number'],
    ['1 5', 'not-a-number'],
    ['1 000 00', 'not-a-number'],
    ['1.000 000', 'not-a-number'],
    ["1'000", 'not-a-number'],
    ['5 TAO TAO', 'not-a-number'],
    ['5 rao', 'not-a-number'],
    ['5²', 'not-a-number'],
    ['½', 'not-a-number'],
    ['٥', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['NaN', 'not-a-number'],
  ])('refuses %j as %s', (text, reason) => {
    expect(parseAmount(text)).toEqual({ ok: false, reason });
  });

  it('never throws, and never reads other digits than are there', () => {
    const alphabet = '0123456789.,  -+eτα１９．，。\u00a0\u2009TAOalph'.split('');
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...alphabet) }));
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseAmount(input);
        if (!parsed.ok) return;
        expect(input).not.toMatch(/[-+e]/u);
        const typed = input
          .normalize('NFKC')
          .replace(/\D/gu, '')
          .replace(/^0+|0+$/gu, '');
        expect(parsed.value.toString().replace(/0+$/u, '')).toBe(parsed.value === 0n ? '' : typed);
        expect(parsed.value).toBeLessThanOrEqual(MAX_AMOUNT);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('formatAmount and formatPlain', () => {
  it('are read back: plain always, grouped unless it may mean two things', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(parseAmount(formatPlain(value))).toEqual({ ok: true, value });
        const grouped = formatAmount(value, { digits: 'full' });
        const two = /^[1-9]\d{0,2},\d{3}$/u.test(grouped);
        expect(parseAmount(grouped)).toEqual(two ? { ok: false, reason: 'ambiguous' } : { ok: true, value });
      }),
      { numRuns: 2_000 },
    );
  });

  it('round short forms only in the named direction, by less than a unit of the last digit shown', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const read = (text: string): bigint => {
          const parsed = parseAmount(text.replaceAll(',', ''));
          return parsed.ok ? parsed.value : -1n;
        };
        if (value > MAX_AMOUNT - ONE) return;
        const down = read(formatAmount(value, { digits: 'short', round: 'down' }));
        const up = read(formatAmount(value, { digits: 'short', round: 'up' }));
        expect(down).toBeLessThanOrEqual(value);
        expect(up).toBeGreaterThanOrEqual(value);
        const step = value < 1_000_000n ? 1n : value < 100_000n * ONE ? value / 100_000n + 1n : ONE;
        expect(up - down).toBeLessThanOrEqual(step);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [0n, '0', '0', '0'],
    [1n, '0.000000001', '0.000000001', '0.000000001'],
    [12_345_678n, '0.012345678', '0.0123456', '0.0123457'],
    [999_999_999n, '0.999999999', '0.999999', '1'],
    [1_234_567_891_234n, '1,234.567891234', '1,234.56', '1,234.57'],
    [123_456_789_012_345n, '123,456.789012345', '123,456', '123,457'],
    [MAX_AMOUNT, '18,446,744,073.709551615', '18,446,744,073', '18,446,744,074'],
    [-1_234_567n, '-0.001234567', '-0.00123457', '-0.00123456'],
  ])('shows %s', (value, full, down, up) => {
    expect(formatAmount(value)).toBe(full);
    expect(formatAmount(value, { digits: 'short' })).toBe(down);
    expect(formatAmount(value, { digits: 'short', round: 'up' })).toBe(up);
  });
});

describe('prices and percentages', () => {
  it.each([
    [0n, '0'],
    [1n, '0.0000000000000000000542101'],
    [1n << 64n, '1'],
    [(1n << 64n) / 3n, '0.333333'],
    [(2n << 64n) / 3n, '0.666667'],
    [((1n << 64n) * 9_999_999n) / 10_000_000n, '1'],
    [(1n << 64n) * 1_234_567n, '1,234,567'],
  ])('shows the raw price %s to six significant digits', (raw, text) => {
    expect(formatPrice(raw)).toBe(text);
  });

  it('shows as many digits as asked, and rao per Alpha exactly', () => {
    expect(formatPrice((2n << 64n) / 3n, 3)).toBe('0.667');
    expect(formatPriceRao(70_051_195n)).toBe('0.070051195');
  });

  it.each([
    [0n, '0'],
    [1n, '0.0000001'],
    [123_459n, '0.013'],
    [120_000n, '0.012'],
    [5_000_000n, '0.5'],
    [12_345_678n, '1.24'],
    [1_000_000_000n, '100'],
    [-12_345_678n, '-1.23'],
  ])('shows %s parts per 1e9 as a percentage, rounded up', (ppb, text) => {
    expect(formatPercentPpb(ppb)).toBe(text);
  });
});
