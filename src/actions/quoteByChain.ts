import type { BlockRef } from '#domain/block.ts';
import type { Side } from '#domain/pool.ts';
import { heldClient } from './held.ts';

/** The chain's own quote of a trade at a block, for pools that are not quoted here. Null when it gives none. */
export async function quoteByChain(
  netuid: number,
  side: Side,
  amountIn: bigint,
  block: BlockRef,
): Promise<{ readonly out: bigint; readonly fee: bigint; readonly netIn: bigint } | null> {
  try {
    return (await heldClient()?.simulate(netuid, side, amountIn, block)) ?? null;
  } catch {
    return null;
  }
}
