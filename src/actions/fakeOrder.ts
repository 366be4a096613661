import type { Account } from '#domain/account.ts';
import type { SwapOrder } from '#domain/order.ts';
import { quoteExactIn } from '#domain/quote.ts';
import type { Subnet } from '#domain/subnet.ts';
import { alphaRao, ONE, rao } from '#domain/units.ts';

export const ALICE: Account = { address: '5Alice', name: 'Alice', source: 'wallet', wallet: 'w' };
export const BOB: Account = { address: '5Bob', name: 'Bob', source: 'wallet', wallet: 'w' };

export const SUBNET: Subnet = { netuid: 64, registeredAt: 1n, name: 'Chutes', symbol: 'ش', tradable: true };

const POOL = {
  kind: 'weighted',
  taoReserve: rao(10_000n * ONE),
  alphaReserve: alphaRao(200_000n * ONE),
  quoteWeight: 500_000_000_000_000_000n,
  feeRate: 33,
} as const;

/** An order for tests: a buy of 25 TAO. */
export function fakeOrder(id: string): SwapOrder {
  const quoted = quoteExactIn(POOL, 'buy', 25n * ONE, 50);
  if (!quoted.ok) throw new Error(quoted.error);
  return {
    id,
    side: 'buy',
    netuid: 64,
    registeredAt: 1n,
    hotkey: '5Hotkey',
    amountIn: 25n * ONE,
    quote: quoted.quote,
    quotedAt: { number: 100, hash: '0x64' },
    protected: true,
    sellsAll: false,
  };
}
