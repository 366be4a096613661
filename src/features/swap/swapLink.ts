import { DEFAULT_NETUID } from '#config/defaults.ts';
import { LONGEST_AMOUNT_TEXT } from '#domain/amount.ts';
import type { Side } from '#domain/pool.ts';

/** What a person wants to swap, as the address of the page holds it. */
export interface SwapIntent {
  readonly side: Side;
  readonly netuid: number | null;
  /** The subnet that a link wants for the Alpha of `netuid`; null when TAO is on the other side. */
  readonly otherNetuid: number | null;
  /** Registration block that a link meant; null when it does not care which subnet bears the number. */
  readonly generation: bigint | null;
  /** The side whose amount was typed; of the other the quote decides. What is paid, while nothing is typed. */
  readonly fixed: 'pay' | 'receive';
  /** As typed on the fixed side; MAX when the most possible is to be paid, whatever that is at the moment. */
  readonly amount: string;
}

export const MAX = 'max';

/** Enough to see that it is too long for an amount. */
export const KEPT_TEXT = LONGEST_AMOUNT_TEXT + 1;

/** Reads an address's query. What makes no sense is left out; without a subnet the default one is shown. */
export function parseSwapLink(search: string): SwapIntent {
  const query = new URLSearchParams(search);
  const from = query.get('from');
  const to = query.get('to');
  const side: Side = from !== null && from !== 'tao' ? 'sell' : 'buy';
  const alpha = side === 'sell' ? from : to;
  const netuid = alpha === null ? DEFAULT_NETUID : netuidOf(alpha);
  const other = side === 'sell' && to !== null ? netuidOf(to) : null;
  const generation = query.get('gen');
  return {
    side,
    netuid,
    otherNetuid: netuid === null || other === netuid ? null : other,
    generation: generation !== null && /^\d{1,20}$/.test(generation) ? BigInt(generation) : null,
    ...amountOf(query),
  };
}

function amountOf(query: URLSearchParams): Pick<SwapIntent, 'fixed' | 'amount'> {
  const read = (name: string) => (query.get(name) ?? '').slice(0, KEPT_TEXT);
  const [pay, receive] = [read('amount'), read('receive')];
  return pay === '' && receive !== '' ? { fixed: 'receive', amount: receive } : { fixed: 'pay', amount: pay };
}

function netuidOf(text: string): number | null {
  if (!/^\d{1,5}$/.test(text)) return null;
  const netuid = Number(text);
  return netuid <= 65_535 ? netuid : null;
}

/** The query that opens the same form anywhere, with its question mark. */
export function formatSwapLink(intent: SwapIntent): string {
  const { side, netuid, otherNetuid, generation, fixed, amount } = intent;
  const query = new URLSearchParams();
  const alpha = netuid === null ? '' : String(netuid);
  query.set('from', side === 'buy' ? 'tao' : alpha);
  query.set('to', side === 'buy' ? alpha : otherNetuid === null ? 'tao' : String(otherNetuid));
  if (amount !== '') query.set(fixed === 'pay' ? 'amount' : 'receive', amount);
  if (generation !== null) query.set('gen', generation.toString());
  return `?${query}`;
}
