import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { proxyStorage } from '#localnet/metadata/pallets/proxy.ts';
import type { CallArguments } from '#localnet/node/runtime/callArguments.ts';
import type { CallContext, CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { lookup } from '#localnet/node/runtime/lookup.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import { innerCalls } from '#localnet/node/runtime/utility/batchCalls.ts';
import {
  addDelegate,
  type Delegate,
  findDelegate,
  proxyFailure,
  removeDelegate,
  removeDelegates,
} from './delegates.ts';
import { includes, type ProxyType, permits } from './proxyFilter.ts';

function signer(context: CallContext): Uint8Array {
  if (context.signer === null) throw badOrigin();
  return context.signer;
}

function delegateOf(args: CallArguments): Delegate {
  return {
    delegate: lookup(args.raw('delegate')),
    proxy_type: args.raw('proxy_type') as ProxyType,
    delay: args.number('delay'),
  };
}

/** What a delegate may dispatch: what its kind permits, and nothing that would widen its own powers. */
function allowed(kind: ProxyType, call: RuntimeCall): boolean {
  const { proxy_type: other } = call.args;
  if (call.pallet === 'Proxy') {
    if (call.call === 'add_proxy' || call.call === 'remove_proxy') {
      if (!includes(kind, other as ProxyType)) return false;
    }
    if (call.call === 'remove_proxies' && kind !== 'Any') return false;
  }
  return permits(kind, call);
}

/**
 * Proxy.proxy: carries a call out as the account that named the signer its delegate. Refuses with NotProxy, or
 * Unannounced when the delegate must announce first, which this chain has no call for. A failure of the inner call is
 * told in ProxyExecuted and LastCallResult, and the outer call succeeds.
 */
export const proxy: CallHandler = (context, args) => {
  const { state, dispatchAs } = context;
  const delegate = signer(context);
  const real = lookup(args.raw('real'));
  const forced = args.raw('force_proxy_type') as ProxyType | null;
  const { proxy_type: kind, delay } = findDelegate(state, real, delegate, forced);
  if (delay > 0) throw proxyFailure('Unannounced');
  const [call] = innerCalls({ call: args.raw('call') });
  if (call === undefined) throw new TypeError('the proxied call is missing');
  const failure = dispatchAs({ signer: real, allows: (inner) => allowed(kind, inner) }, call);
  const result =
    failure === null ? ({ ok: true, value: null } as const) : ({ ok: false, error: failure.error } as const);
  proxyStorage.LastCallResult.set(state, real, result);
  depositEvent(state, 'Proxy', 'ProxyExecuted', [result]);
};

/** Proxy.add_proxy: names a delegate, for a deposit. */
export const addProxy: CallHandler = (context, args) => {
  const owner = signer(context);
  const added = delegateOf(args);
  addDelegate(context.state, owner, added);
  const fields = [owner, added.delegate, added.proxy_type, added.delay];
  depositEvent(context.state, 'Proxy', 'ProxyAdded', fields);
};

/** Proxy.remove_proxy: dismisses a delegate and gives its deposit back. */
export const removeProxy: CallHandler = (context, args) => {
  const owner = signer(context);
  const removed = delegateOf(args);
  removeDelegate(context.state, owner, removed);
  const fields = [owner, removed.delegate, removed.proxy_type, removed.delay];
  depositEvent(context.state, 'Proxy', 'ProxyRemoved', fields);
};

/** Proxy.remove_proxies: dismisses all delegates; succeeds without any, and tells only of the deposit. */
export const removeProxies: CallHandler = (context) => {
  removeDelegates(context.state, signer(context));
};
