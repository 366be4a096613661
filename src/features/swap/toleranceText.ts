import { TOLERANCE_MAX_BPS } from '#config/defaults.ts';
import { parseAmount } from '#domain/amount.ts';

/** Basis points as percent: 50 is "0.5". */
export function toleranceText(bps: number): string {
  const hundredths = bps % 100;
  const whole = (bps - hundredths) / 100;
  return hundredths === 0 ? `${whole}` : `${whole}.${`${hundredths}`.padStart(2, '0').replace(/0$/, '')}`;
}

/** Percent as typed to whole basis points; null when it is no number, finer than a basis point or above the most. */
export function parseTolerance(text: string): number | null {
  const number = text.replace(/[%％]\s*$/, '');
  if (/\p{L}/u.test(number)) return null;
  const parsed = parseAmount(number);
  if (!parsed.ok || parsed.value % 10_000_000n !== 0n) return null;
  const bps = parsed.value / 10_000_000n;
  return bps <= BigInt(TOLERANCE_MAX_BPS) ? Number(bps) : null;
}
