import type { PoolSnapshot } from '#domain/pool.ts';
import { market } from '#stores/market.ts';

/** Shows pools as read at one block. Those of `kept` that were not read stay; others go, and so do pools that are gone. */
export function publishPools(read: ReadonlyMap<number, PoolSnapshot>, kept: readonly number[]): void {
  market.setState(({ pools }) => {
    const next = new Map<number, PoolSnapshot>();
    for (const netuid of kept) {
      const snapshot = read.get(netuid) ?? pools.get(netuid);
      if (snapshot !== undefined) next.set(netuid, snapshot);
    }
    return { pools: next };
  });
}
