import { hexToU8a, isHex } from '@polkadot/util';
import type { Method } from './method.ts';
import { countParam } from './params.ts';
import { invalidParams } from './rpcError.ts';

const MAX_BLOCKS = 10_000;

/** Makes blocks at once, held or not; given { count }, so many. Answers the hash of the last. */
export const dev_newBlock: Method = ({ chain, now }, [options]) => {
  const count = countParam([countOf(options)], 0);
  if (count < 1 || count > MAX_BLOCKS) throw invalidParams(`count must be 1 to ${MAX_BLOCKS}`);
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

/** Storage to be written in the next block before its transactions: pairs of key and value, null to delete. */
export const dev_setStorage: Method = ({ chain }, [pairs]) => {
  if (!Array.isArray(pairs)) throw invalidParams('invalid type at 0: expected pairs of key and value');
  for (const [key, value] of pairs.map(storagePair)) chain.writeInNextBlock(key, value);
  return null;
};

/** Ends every connection, this one included, once this is answered. */
export const dev_closeSockets: Method = ({ closeSockets }, _params, session) => {
  session.afterReply(closeSockets);
  return null;
};

function countOf(options: unknown): unknown {
  if (options === undefined || options === null) return 1;
  if (typeof options !== 'object' || !('count' in options)) return 1;
  return options.count;
}

function storagePair(pair: unknown): readonly [string, Uint8Array | undefined] {
  if (!Array.isArray(pair) || pair.length !== 2) throw invalidParams('expected pairs of key and value');
  const [key, value] = pair;
  const isBytes = (text: unknown): text is `0x${string}` => typeof text === 'string' && isHex(text, -1);
  if (!isBytes(key) || !(value === null || isBytes(value)))
    throw invalidParams('expected keys and values as hex');
  return [key.slice(2).toLowerCase(), value === null ? undefined : hexToU8a(value)];
}
