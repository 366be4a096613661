import { formatAmount } from '#domain/amount.ts';

/** An amount with its unit, for a sentence: about six digits, rounded down unless told otherwise. */
export function amountText(value: bigint, unit: string, round: 'down' | 'up' = 'down'): string {
  return `${formatAmount(value, { digits: 'short', round })}\u00a0${unit}`;
}
