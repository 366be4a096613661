import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import type { PoolBlock } from '#domain/othersInBlock.ts';
import type { Pool } from '#domain/pool.ts';
import { tradesIn } from '#domain/stakeEvents.ts';
import type { Blocks } from './blockReader.ts';
import { hashOf } from './findExtrinsic.ts';
import type { Node } from './node.ts';
import { stakeEventsOf } from './outcome.ts';
import { readBlock } from './readBlock.ts';

/**
 * A block as one pool saw it: its trades, the one of the transaction of that hash among them, and the pool before and after.
 * `nodeGarbage` when the block does not hold the transaction.
 */
export async function readPoolBlock(
  node: Node,
  blocks: Blocks,
  { number, hash }: BlockRef,
  order: string,
  netuid: number,
): Promise<PoolBlock> {
  const poolAt = async (at: BlockRef): Promise<Pool | null> => {
    const { pools } = await readBlock(node, { netuids: [netuid], account: null }, at);
    return pools.get(netuid)?.pool ?? null;
  };
  const index = (await blocks.bodyOf(hash)).findIndex((hex) => hashOf(hex) === order);
  if (index < 0) throw new AppError('nodeGarbage', 'a block without the transaction it is said to hold');
  const parent = await blocks.parentOf(hash);
  return {
    trades: tradesIn(stakeEventsOf(await blocks.eventsIn(hash), index), netuid),
    before: await poolAt({ number: number - 1, hash: parent }),
    after: await poolAt({ number, hash }),
  };
}
