import * as author from './author.ts';
import * as chain from './chain.ts';
import * as devBlocks from './devBlocks.ts';
import * as devFaults from './devFaults.ts';
import * as devPool from './devPool.ts';
import * as devRuntime from './devRuntime.ts';
import * as devState from './devState.ts';
import * as devSubnets from './devSubnets.ts';
import type { Method, ServedMethod } from './method.ts';
import { positional } from './paramNames.ts';
import * as payment from './payment.ts';
import * as rpc from './rpc.ts';
import * as state from './state.ts';
import * as system from './system.ts';

/** Older names under which a node serves the same methods. */
const ALIASES: Readonly<Record<string, string>> = {
  account_nextIndex: 'system_accountNextIndex',
  chain_getFinalisedHead: 'chain_getFinalizedHead',
  chain_getHead: 'chain_getBlockHash',
  chain_getRuntimeVersion: 'state_getRuntimeVersion',
  chain_subscribeFinalisedHeads: 'chain_subscribeFinalizedHeads',
  chain_subscribeNewHead: 'chain_subscribeNewHeads',
  chain_subscribeRuntimeVersion: 'state_subscribeRuntimeVersion',
  chain_unsubscribeFinalisedHeads: 'chain_unsubscribeFinalizedHeads',
  chain_unsubscribeNewHead: 'chain_unsubscribeNewHeads',
  chain_unsubscribeRuntimeVersion: 'state_unsubscribeRuntimeVersion',
  state_callAt: 'state_call',
  state_getKeysPagedAt: 'state_getKeysPaged',
  state_getStorageAt: 'state_getStorage',
  state_getStorageHashAt: 'state_getStorageHash',
  state_getStorageSizeAt: 'state_getStorageSize',
  subscribe_newHead: 'chain_subscribeNewHeads',
  system_dryRunAt: 'system_dryRun',
  unsubscribe_newHead: 'chain_unsubscribeNewHeads',
};

/** The methods that bend the chain. */
const DEV_FAMILIES = [devBlocks, devFaults, devPool, devState, devRuntime, devSubnets];

/** The methods that are served, by name; the developer's only when asked for. */
export function methodRegistry(withDev: boolean): ReadonlyMap<string, ServedMethod> {
  const families = [author, chain, payment, rpc, state, system, ...(withDev ? DEV_FAMILIES : [])];
  const methods = new Map<string, ServedMethod>();
  for (const family of families) {
    for (const [name, method] of Object.entries<Method>({ ...family }))
      methods.set(name, (context, params, session) => method(context, positional(name, params), session));
  }
  for (const [alias, name] of Object.entries(ALIASES)) {
    const method = methods.get(name);
    if (method === undefined) throw new Error(`${alias} stands for ${name}, which does not exist`);
    methods.set(alias, method);
  }
  return new Map([...methods].sort(([left], [right]) => (left < right ? -1 : 1)));
}
