import { DevOptions } from './devOptions.ts';
import type { Method } from './method.ts';
import { countParam } from './params.ts';
import { impossible, invalidParams } from './rpcError.ts';

const MAX_BLOCKS = 10_000;
const MAX_SHIFT_MS = 10 * 365 * 86_400_000;

/** Makes blocks at once, held or not: { count = 1 }. Answers the hash of the last. */
export const dev_newBlock: Method = ({ chain, now }, [given]) => {
  const count = new DevOptions(given, ['count']).integer('count', 1, MAX_BLOCKS) ?? 1;
  for (let made = 0; made < count; made += 1) chain.produceBlock(now());
  return chain.best.hash;
};

/** Milliseconds from one block to the next. */
export const dev_setBlockTime: Method = ({ clock }, params) => {
  const blockTime = countParam(params, 0);
  if (blockTime < 1) throw invalidParams('the block time must be at least 1 millisecond');
  clock.setBlockTime(blockTime);
  return null;
};

/** No more blocks of themselves until dev_releaseBlocks. */
export const dev_holdBlocks: Method = ({ clock }) => {
  clock.hold();
  return null;
};

/** Blocks come again, at the next tick. */
export const dev_releaseBlocks: Method = ({ clock }) => {
  clock.release();
  return null;
};

/**
 * Has the best blocks give way to a branch that is one longer: { depth = 1, drop = false }. Their transactions are in
 * the branch, or with drop in the pool until the next block. Answers the hash of the new best block.
 */
export const dev_retract: Method = ({ chain, now }, [given]) => {
  const options = new DevOptions(given, ['depth', 'drop']);
  const depth = options.integer('depth', 1, MAX_BLOCKS) ?? 1;
  try {
    return chain.retract(depth, now(), options.flag('drop')).hash;
  } catch (error) {
    if (error instanceof RangeError) throw impossible(`${depth} cannot be retracted: ${error.message}`);
    throw error;
  }
};

/** No block becomes final until dev_releaseFinality. */
export const dev_holdFinality: Method = ({ chain }) => {
  chain.setFinalityHeld(true);
  return null;
};

/** Blocks become final again, and finality catches up at once. */
export const dev_releaseFinality: Method = ({ chain }) => {
  chain.setFinalityHeld(false);
  return null;
};

/** Sets the node's clock ahead, or behind: { offsetMs }. New blocks carry its time, but none is older than its parent. */
export const dev_setClock: Method = ({ shiftClock }, [given]) => {
  const offset = new DevOptions(given, ['offsetMs']).integer('offsetMs', -MAX_SHIFT_MS, MAX_SHIFT_MS);
  if (offset === undefined) throw invalidParams('offsetMs is missing');
  shiftClock(offset);
  return null;
};
