import { u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import type { Hash } from '#localnet/node/header.ts';
import { callRuntime, runtimeAt, stateAt } from './blockState.ts';
import type { Method } from './method.ts';
import { bytesParam, countParam, hashParam, keyParam, keysParam, textParam } from './params.ts';
import { RpcError, unsafeCall } from './rpcError.ts';
import { changeSet, storageRange } from './storageChanges.ts';

const MAX_PAGE = 1_000;

export const state_getRuntimeVersion: Method = (context, params) =>
  runtimeAt(context, hashParam(params, 0)).version;

/** A node answers version 14 here; others are to be had from Metadata_metadata_at_version. */
export const state_getMetadata: Method = (context, params) => {
  const metadata = runtimeAt(context, hashParam(params, 0)).metadata(14);
  if (metadata === undefined) throw new Error('the runtime has no metadata of version 14');
  return u8aToHex(metadata);
};

export const state_getStorage: Method = (context, params) => {
  const value = stateAt(context, hashParam(params, 1)).get(keyParam(params, 0));
  return value === undefined ? null : u8aToHex(value);
};

export const state_getStorageHash: Method = (context, params) => {
  const value = stateAt(context, hashParam(params, 1)).get(keyParam(params, 0));
  return value === undefined ? null : blake2AsHex(value, 256);
};

/** Size of a value, or of all the values whose keys begin so. */
export const state_getStorageSize: Method = (context, params) => {
  const state = stateAt(context, hashParam(params, 1));
  const key = keyParam(params, 0);
  const value = state.get(key);
  if (value !== undefined) return value.length;
  const total = state.keys(key).reduce((sum, own) => sum + (state.get(own)?.length ?? 0), 0);
  return total === 0 ? null : total;
};

export const state_getKeys: Method = (context, params) =>
  stateAt(context, hashParam(params, 1)).keys(keyParam(params, 0)).map(withPrefix);

export const state_getKeysPaged: Method = (context, params) => {
  const prefix = params[0] === null ? '' : keyParam(params, 0);
  const count = countParam(params, 1);
  if (count > MAX_PAGE)
    throw new RpcError(4002, `count exceeds maximum value. value: ${count}, max: ${MAX_PAGE}`);
  const after = params[2] === undefined || params[2] === null ? undefined : keyParam(params, 2);
  return stateAt(context, hashParam(params, 3)).keys(prefix, after, count).map(withPrefix);
};

export const state_queryStorageAt: Method = (context, params) => {
  const at = hashParam(params, 1) ?? context.chain.best.hash;
  return storageRange(context, keysParam(params, 0), at, at);
};

export const state_queryStorage: Method = (context, params) => {
  const from = hashParam(params, 1) ?? context.chain.best.hash;
  return storageRange(context, keysParam(params, 0), from, hashParam(params, 2) ?? context.chain.best.hash);
};

export const state_call: Method = (context, params) =>
  u8aToHex(callRuntime(context, textParam(params, 0), bytesParam(params, 1), hashParam(params, 2)));

/** First all the keys with their values, then at each best block those whose values are others. */
export const state_subscribeStorage: Method = (context, params, session) => {
  if (params[0] === undefined || params[0] === null) throw unsafeCall();
  const keys = [...new Set(keysParam(params, 0))];
  return session.subscribe('state_storage', (push) => {
    const known = new Map<string, string | null>();
    const pushChanges = (block: Hash, candidates: readonly string[]) => {
      const changes = changeSet(context.chain.storageAt(block).snapshot, candidates, known);
      if (changes.length > 0) push({ block, changes });
    };
    pushChanges(context.chain.best.hash, keys);
    return context.chain.bestChanged.add(({ block, isFork }) => {
      const { changes } = context.chain.storageAt(block.hash);
      pushChanges(block.hash, isFork || changes === null ? keys : keys.filter((key) => changes.has(key)));
    });
  });
};

/** The version now, and each later one. */
export const state_subscribeRuntimeVersion: Method = ({ chain }, _params, session) =>
  session.subscribe('state_runtimeVersion', (push) => {
    let known = chain.runtime.version;
    push(known);
    return chain.bestChanged.add(() => {
      const { version } = chain.runtime;
      if (JSON.stringify(version) === JSON.stringify(known)) return;
      known = version;
      push(known);
    });
  });

export const state_unsubscribeStorage: Method = (_context, [id], session) => session.unsubscribe(id);
export const state_unsubscribeRuntimeVersion: Method = (_context, [id], session) => session.unsubscribe(id);

function withPrefix(key: string): string {
  return `0x${key}`;
}
