import type { ClipboardEvent } from 'react';
import { formatAmount, formatPlain } from '#domain/amount.ts';

interface AmountProps {
  readonly value: bigint;
  /** "τ", "SN64". */
  readonly unit: string;
  readonly digits?: 'full' | 'short';
  /** Down for what one receives, up for what one pays. */
  readonly round?: 'down' | 'up';
}

/** An amount as long as matters; the whole of it on hover and when it is copied. */
export function Amount({ value, unit, digits = 'short', round = 'down' }: AmountProps) {
  const copyWhole = (event: ClipboardEvent<HTMLElement>) => {
    if (event.currentTarget.textContent?.includes(getSelection()?.toString() ?? '') !== true) return;
    event.clipboardData.setData('text/plain', formatPlain(value));
    event.preventDefault();
  };
  return (
    <span className="amount" title={`${formatAmount(value)} ${unit}`} onCopy={copyWhole}>
      {formatAmount(value, { digits, round })} <bdi>{unit}</bdi>
    </span>
  );
}
