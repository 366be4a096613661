import { u8aToHex } from '@polkadot/util';
import { PoolError } from '#localnet/node/poolError.ts';
import { isFinal, type TransactionStatus } from '#localnet/node/transactionStatus.ts';
import type { Method } from './method.ts';
import { extrinsicParam } from './params.ts';
import { RpcError } from './rpcError.ts';

export const author_submitExtrinsic: Method = ({ chain, now }, params) => {
  const extrinsic = extrinsicParam(params, 0);
  return poolErrors(() => chain.pool.submit(extrinsic, now()).hash);
};

export const author_submitAndWatchExtrinsic: Method = ({ chain, now }, params, session) => {
  const extrinsic = extrinsicParam(params, 0);
  return session.subscribe('author_extrinsicUpdate', (push, end) => {
    const listener = (status: TransactionStatus) => {
      push(status);
      if (isFinal(status)) end();
    };
    return poolErrors(() => chain.pool.submit(extrinsic, now(), listener).unwatch);
  });
};

export const author_unwatchExtrinsic: Method = (_context, [id], session) => session.unsubscribe(id);

export const author_pendingExtrinsics: Method = ({ chain }) =>
  chain.pool.ready().map(({ bytes }) => u8aToHex(bytes));

function poolErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PoolError) throw new RpcError(error.code, error.message, error.data);
    throw error;
  }
}
