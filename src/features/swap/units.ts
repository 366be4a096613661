import type { Side } from '#domain/pool.ts';

/** The short names of what is paid and what is received: "τ" and "SN64". */
export function unitsOf(side: Side, netuid: number): { readonly paid: string; readonly received: string } {
  const alpha = `SN${netuid}`;
  return side === 'buy' ? { paid: 'τ', received: alpha } : { paid: alpha, received: 'τ' };
}
