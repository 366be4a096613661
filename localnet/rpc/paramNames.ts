import { invalidParams } from './rpcError.ts';

/** The names of the methods' parameters in their order, as sc-rpc-api and its like declare them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  author_submitExtrinsic: ['extrinsic'],
  author_submitAndWatchExtrinsic: ['bytes'],
  chain_getBlock: ['hash'],
  chain_getBlockHash: ['hash'],
  chain_getHeader: ['hash'],
  payment_queryFeeDetails: ['encoded_xt', 'at'],
  payment_queryInfo: ['encoded_xt', 'at'],
  state_call: ['name', 'bytes', 'hash'],
  state_getKeys: ['prefix', 'hash'],
  state_getKeysPaged: ['prefix', 'count', 'start_key', 'hash'],
  state_getMetadata: ['hash'],
  state_getReadProof: ['keys', 'hash'],
  state_getRuntimeVersion: ['hash'],
  state_getStorage: ['key', 'hash'],
  state_getStorageHash: ['key', 'hash'],
  state_getStorageSize: ['key', 'hash'],
  state_queryStorage: ['keys', 'block', 'hash'],
  state_queryStorageAt: ['keys', 'at'],
  state_subscribeStorage: ['keys'],
  system_accountNextIndex: ['account'],
  system_dryRun: ['extrinsic', 'at'],
};

/**
 * A method's parameters in their order, given as a list or by name, in snake or camel case. What is left out is
 * undefined; names that the method does not know are ignored, and so is everything when it takes no parameters. `name`
 * is the method's own name, not an alias. Throws RpcError.
 */
export function positional(name: string, params: unknown): readonly unknown[] {
  if (params === undefined || params === null) return [];
  if (Array.isArray(params)) return params;
  if (typeof params !== 'object')
    throw invalidParams("Expected one of '[', ']' or ',' but found another sign");
  const byName = new Map<string, unknown>(Object.entries(params));
  if (name.startsWith('dev_')) throw invalidParams('the dev_ methods take a list of parameters');
  return (NAMES[name] ?? []).map((own) => byName.get(own) ?? byName.get(camelCase(own)));
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
