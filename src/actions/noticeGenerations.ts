import type { PoolSnapshot } from '#domain/pool.ts';
import { market } from '#stores/market.ts';
import { loadSubnets } from './loadSubnets.ts';
import { loadValidators } from './loadValidators.ts';

/**
 * Netuids are given to other subnets, and lists are read now and then only: where a pool, just read, is of another subnet than
 * its list says, the list is read again, and the validators of the one before are forgotten.
 */
export function noticeGenerations(pools: ReadonlyMap<number, PoolSnapshot>): void {
  const known = new Map(market.getState().subnets?.map((each) => [each.netuid, each.registeredAt]));
  const given = [...pools.values()].filter(({ netuid, registeredAt }) => {
    const generation = known.get(netuid);
    return generation !== undefined && generation !== registeredAt;
  });
  if (given.length === 0) return;
  market.setState(({ validators }) => {
    const kept = new Map(validators);
    for (const { netuid } of given) kept.delete(netuid);
    return { validators: kept };
  });
  void loadSubnets();
  for (const { netuid } of given) void loadValidators(netuid);
}
