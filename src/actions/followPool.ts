import { market } from '#stores/market.ts';
import { follow, followedNetuids, unfollow } from './followed.ts';
import { heldClient } from './held.ts';
import { loadValidators } from './loadValidators.ts';
import { publishPools } from './publishPools.ts';

/**
 * Keeps the pool of a subnet and its validators fresh, each head, until the function given back is called. The first reading
 * does not wait for a head. Null follows nothing.
 */
export function followPool(netuid: number | null): () => void {
  if (netuid === null) return () => undefined;
  follow(netuid);
  void readNow(netuid);
  let isFollowed = true;
  return () => {
    if (isFollowed) unfollow(netuid);
    isFollowed = false;
  };
}

async function readNow(netuid: number): Promise<void> {
  const client = heldClient();
  if (client === null) return;
  if (!market.getState().validators.has(netuid)) void loadValidators(netuid);
  const head = client.head();
  try {
    const { pools } = await client.readBlock({ netuids: [netuid], account: null }, head);
    const shown = market.getState().pools.get(netuid);
    const isNewer = shown === undefined || shown.block.number < head.number;
    if (heldClient() === client && isNewer && followedNetuids().includes(netuid)) {
      publishPools(pools, followedNetuids());
    }
  } catch {
    // The next head reads it again.
  }
}
