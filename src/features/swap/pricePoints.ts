import type { Subnet } from '#domain/subnet.ts';
import type { PricePoint } from '#domain/tolerance.ts';
import type { PricesAt } from '#stores/market.ts';

/** A subnet's prices out of those of all, oldest first; none of the subnet that bore its number before. */
export function pricePoints(
  history: readonly PricesAt[],
  { netuid, registeredAt }: Pick<Subnet, 'netuid' | 'registeredAt'>,
): readonly PricePoint[] {
  return history.flatMap(({ block, prices }) => {
    const price = prices.get(netuid);
    return price === undefined || BigInt(block) < registeredAt ? [] : [{ block, price }];
  });
}
