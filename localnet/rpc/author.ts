import { u8aToHex } from '@polkadot/util';
import { ByteReader, DecodeError } from '#localnet/metadata/bytes.ts';
import { readLength } from '#localnet/metadata/primitives.ts';
import { PoolError } from '#localnet/node/poolError.ts';
import { isFinal, type TransactionStatus } from '#localnet/node/transactionStatus.ts';
import type { Method } from './method.ts';
import { bytesParam } from './params.ts';
import { RpcError } from './rpcError.ts';

export const author_submitExtrinsic: Method = ({ chain, now }, params) => {
  const extrinsic = opaqueExtrinsic(bytesParam(params, 0));
  return poolErrors(() => chain.pool.submit(extrinsic, now()).hash);
};

export const author_submitAndWatchExtrinsic: Method = ({ chain, now }, params, session) => {
  const extrinsic = opaqueExtrinsic(bytesParam(params, 0));
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

/** An extrinsic is a Vec<u8> to a node: what follows it is dropped, and it must not be shorter than it says. */
function opaqueExtrinsic(bytes: Uint8Array): Uint8Array {
  const input = new ByteReader(bytes);
  try {
    const length = readLength(input, 1);
    return bytes.slice(0, input.position + length);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new RpcError(1001, 'Extrinsic has invalid format: Not enough data to fill buffer');
  }
}

function poolErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PoolError) throw new RpcError(error.code, error.message, error.data);
    throw error;
  }
}
