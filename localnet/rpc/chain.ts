import { u8aToHex } from '@polkadot/util';
import type { Block } from '#localnet/node/block.ts';
import type { Hash, Header } from '#localnet/node/header.ts';
import type { Method, RpcContext } from './method.ts';
import { hashParam } from './params.ts';
import { invalidParams, RpcError } from './rpcError.ts';

/** Hashes of blocks of the best chain by number, given as a number, as hex or as a list of these. */
export const chain_getBlockHash: Method = ({ chain }, [wanted]) => {
  if (wanted === undefined || wanted === null) return chain.best.hash;
  const hashOf = (value: unknown) => chain.hashAt(blockNumber(value)) ?? null;
  return Array.isArray(wanted) ? wanted.map(hashOf) : hashOf(wanted);
};

export const chain_getHeader: Method = (context, params) => {
  const block = blockAt(context, hashParam(params, 0));
  return block === undefined ? null : headerJson(block.header);
};

export const chain_getBlock: Method = (context, params) => {
  const block = blockAt(context, hashParam(params, 0));
  if (block === undefined) return null;
  const extrinsics = block.extrinsics.map((extrinsic) => u8aToHex(extrinsic));
  return { block: { header: headerJson(block.header), extrinsics }, justifications: null };
};

export const chain_getFinalizedHead: Method = ({ chain }) => chain.finalized.hash;

export const chain_subscribeNewHeads: Method = ({ chain }, _params, session) =>
  session.subscribe('chain_newHead', (push) => {
    push(headerJson(chain.best.header));
    return chain.bestChanged.add(({ block }) => push(headerJson(block.header)));
  });

export const chain_subscribeAllHeads: Method = ({ chain }, _params, session) =>
  session.subscribe('chain_allHead', (push) => {
    push(headerJson(chain.best.header));
    return chain.imported.add((block) => push(headerJson(block.header)));
  });

export const chain_subscribeFinalizedHeads: Method = ({ chain }, _params, session) =>
  session.subscribe('chain_finalizedHead', (push) => {
    push(headerJson(chain.finalized.header));
    return chain.finalizedChanged.add((block) => push(headerJson(block.header)));
  });

export const chain_unsubscribeNewHeads: Method = (_context, [id], session) => session.unsubscribe(id);
export const chain_unsubscribeAllHeads: Method = (_context, [id], session) => session.unsubscribe(id);
export const chain_unsubscribeFinalizedHeads: Method = (_context, [id], session) => session.unsubscribe(id);

function blockAt({ chain }: RpcContext, at: Hash | undefined): Block | undefined {
  return at === undefined ? chain.best : chain.block(at);
}

function headerJson({ parentHash, number, stateRoot, extrinsicsRoot, digest }: Header) {
  return {
    parentHash,
    number: `0x${number.toString(16)}`,
    stateRoot,
    extrinsicsRoot,
    digest: { logs: digest.map((item) => u8aToHex(item)) },
  };
}

/** sp_rpc::number::NumberOrHex; a number beyond 32 bits gets a node's answer. */
function blockNumber(value: unknown): number {
  const isNumber = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  if (!isNumber && !(typeof value === 'string' && /^0x[\da-f]{1,64}$/i.test(value))) {
    throw invalidParams('invalid value at 0: expected a block number, as a number or as hex');
  }
  const number = typeof value === 'number' ? value : Number(BigInt(value));
  if (number > 0xffff_ffff) {
    throw new RpcError(3001, `\`${value}\` > u32::max_value(), the max block number is u32.`);
  }
  return number;
}
