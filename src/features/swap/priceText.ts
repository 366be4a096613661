import { formatAmount, formatPrice } from '#domain/amount.ts';
import type { Side } from '#domain/pool.ts';
import { ONE } from '#domain/units.ts';

/** A price of pallet Swap (raw U64F64, TAO per Alpha) with its unit. */
export function spotText(raw: bigint): string {
  return `${formatPrice(raw)}\u00a0τ`;
}

/**
 * What one unit costs in this trade, fee included: "1 SN64 = 0.0697 τ", or turned around. Amounts in base units;
 * rounded down. Null for a trade of nothing.
 */
export function rateText(
  trade: {
    readonly side: Side;
    readonly netuid: number;
    readonly amountIn: bigint;
    readonly amountOut: bigint;
  },
  turned: boolean,
): string | null {
  const { side, netuid, amountIn, amountOut } = trade;
  const [tao, alpha] = side === 'buy' ? [amountIn, amountOut] : [amountOut, amountIn];
  if (tao === 0n || alpha === 0n) return null;
  if (turned) return `1 τ = ${formatAmount((alpha * ONE) / tao, { digits: 'short' })} SN${netuid}`;
  return `1 SN${netuid} = ${formatAmount((tao * ONE) / alpha, { digits: 'short' })} τ`;
}
