import { PoolError, UnknownTransactionError } from '#localnet/node/poolError.ts';
import type { Method } from './method.ts';
import { extrinsicParam, hashParam } from './params.ts';
import { impossible, invalidParams, RpcError } from './rpcError.ts';

/**
 * Has a waiting transaction, given by its hash, replaced: by the signed bytes given second, of the same sender and
 * nonce, or by one that this node never saw. Answers the hash of the usurper.
 */
export const dev_usurpTransaction: Method = ({ chain }, params) => {
  const by = params[1] === undefined || params[1] === null ? undefined : extrinsicParam(params, 1);
  return possible(() => chain.pool.usurp(requiredHash(params), by));
};

/** Removes a waiting transaction, and those that depend on it, as a node does whose pool is full. */
export const dev_dropTransaction: Method = ({ chain, now }, params) =>
  possible(() => chain.pool.expel(requiredHash(params), 'dropped', now()));

/** Removes a waiting transaction, and those that depend on it, as found invalid. */
export const dev_invalidateTransaction: Method = ({ chain, now }, params) =>
  possible(() => chain.pool.expel(requiredHash(params), 'invalid', now()));

/** Keeps a waiting transaction out of blocks until dev_releaseTransaction. */
export const dev_holdTransaction: Method = ({ chain }, params) =>
  possible(() => chain.pool.setHeld(requiredHash(params), true));

/** Lets blocks take a transaction again. */
export const dev_releaseTransaction: Method = ({ chain }, params) =>
  possible(() => chain.pool.setHeld(requiredHash(params), false));

/** Gives up waiting for the finality of the block that holds a transaction. */
export const dev_finalityTimeout: Method = ({ chain }, params) =>
  possible(() => chain.pool.stopWaitingFor(requiredHash(params)));

function requiredHash(params: readonly unknown[]): string {
  const hash = hashParam(params, 0);
  if (hash === undefined) throw invalidParams('No more params');
  return hash;
}

function possible<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PoolError) throw new RpcError(error.code, error.message, error.data);
    if (error instanceof UnknownTransactionError || error instanceof RangeError)
      throw impossible(error.message);
    throw error;
  }
}
