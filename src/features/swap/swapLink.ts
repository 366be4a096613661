import { DEFAULT_NETUID } from '#config/defaults.ts';
import type { Side } from '#domain/pool.ts';

/** What a person wants to swap, as the address of the page holds it. */
export interface SwapIntent {
  readonly side: Side;
  readonly netuid: number | null;
  /** Registration block that a link meant; null when it does not care which subnet bears the number. */
  readonly generation: bigint | null;
  /** As typed; MAX when the most possible is meant, whatever that is at the moment. */
  readonly amount: string;
}

export const MAX = 'max';

const LONGEST_AMOUNT = 64;

/** Reads an address's query. What makes no sense is left out; without a subnet the default one is shown. */
export function parseSwapLink(search: string): SwapIntent {
  const query = new URLSearchParams(search);
  const from = query.get('from');
  const to = query.get('to');
  const side: Side = from !== null && from !== 'tao' ? 'sell' : 'buy';
  const alpha = side === 'sell' ? from : to;
  const generation = query.get('gen');
  return {
    side,
    netuid: alpha === null ? DEFAULT_NETUID : netuidOf(alpha),
    generation: generation !== null && /^\d{1,20}$/.test(generation) ? BigInt(generation) : null,
    amount: (query.get('amount') ?? '').slice(0, LONGEST_AMOUNT),
  };
}

function netuidOf(text: string): number | null {
  if (!/^\d{1,5}$/.test(text)) return null;
  const netuid = Number(text);
  return netuid <= 65_535 ? netuid : null;
}

/** The query that opens the same form anywhere, with its question mark. */
export function formatSwapLink({ side, netuid, generation, amount }: SwapIntent): string {
  const query = new URLSearchParams();
  const alpha = netuid === null ? '' : String(netuid);
  query.set('from', side === 'buy' ? 'tao' : alpha);
  query.set('to', side === 'buy' ? alpha : 'tao');
  if (amount !== '') query.set('amount', amount);
  if (generation !== null) query.set('gen', generation.toString());
  return `?${query}`;
}
