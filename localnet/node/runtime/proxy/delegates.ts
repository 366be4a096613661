import type { Value } from '#localnet/metadata/codec.ts';
import { encode } from '#localnet/metadata/codec.ts';
import { proxyErrors, proxyStorage, proxyType } from '#localnet/metadata/pallets/proxy.ts';
import { compareAccounts, sameAccount } from '#localnet/node/runtime/accountKey.ts';
import { reserve, unreserve } from '#localnet/node/runtime/balances/reserve.ts';
import { type DispatchFailure, moduleFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import type { State } from '#localnet/node/state.ts';
import type { ProxyType } from './proxyFilter.ts';

const { Proxies } = proxyStorage;

/** A delegate, what it may do, and for how many blocks it must announce a call before. */
export type Delegate = Value<typeof proxyStorage.Proxies.codec>[0][number];

const PROXY_INDEX = 16;
/** Proxy.MaxProxies. */
const MOST = 20;
/** Proxy.ProxyDepositBase and ProxyDepositFactor, in rao. */
const DEPOSIT_BASE = 60_000_000n;
const DEPOSIT_EACH = 33_000_000n;

/** An error of Proxy by name. */
export function proxyFailure(name: keyof typeof proxyErrors): DispatchFailure {
  return moduleFailure(PROXY_INDEX, proxyErrors[name].index, `Proxy.${name}`);
}

/** Rao that an account must set aside for its delegates. Source: Proxy, deposit. */
export function delegatesDeposit(count: number): bigint {
  return count === 0 ? 0n : DEPOSIT_BASE + DEPOSIT_EACH * BigInt(count);
}

function kindIndex(kind: ProxyType): number {
  return encode(proxyType, kind)[0] ?? 0;
}

/** The order in which the chain keeps delegates: by account, then by kind, then by delay. */
function compare(a: Delegate, b: Delegate): number {
  const byAccount = compareAccounts(a.delegate, b.delegate);
  if (byAccount !== 0) return byAccount;
  return kindIndex(a.proxy_type) - kindIndex(b.proxy_type) || a.delay - b.delay;
}

/** Sets aside more, or gives back, until the deposit fits the number of delegates; then stores them. */
function store(state: State, owner: Uint8Array, delegates: readonly Delegate[], deposit: bigint): void {
  const needed = delegatesDeposit(delegates.length);
  if (needed > deposit) reserve(state, owner, needed - deposit);
  else unreserve(state, owner, deposit - needed);
  if (delegates.length === 0) Proxies.remove(state, owner);
  else Proxies.set(state, owner, [delegates, needed]);
}

/**
 * Names a delegate. Refuses in this order: NoSelfProxy, Duplicate, TooMany, then what the deposit is refused with.
 * Source: Proxy, add_proxy_delegate.
 */
export function addDelegate(state: State, owner: Uint8Array, added: Delegate): void {
  if (sameAccount(owner, added.delegate)) throw proxyFailure('NoSelfProxy');
  const [delegates, deposit] = Proxies.get(state, owner);
  if (delegates.some((other) => compare(other, added) === 0)) throw proxyFailure('Duplicate');
  if (delegates.length >= MOST) throw proxyFailure('TooMany');
  store(state, owner, [...delegates, added].sort(compare), deposit);
}

/** Dismisses a delegate of exactly this kind and delay. Refuses with NotFound. Source: Proxy, remove_proxy_delegate. */
export function removeDelegate(state: State, owner: Uint8Array, removed: Delegate): void {
  const [delegates, deposit] = Proxies.get(state, owner);
  const left = delegates.filter((other) => compare(other, removed) !== 0);
  if (left.length === delegates.length) throw proxyFailure('NotFound');
  store(state, owner, left, deposit);
}

/** Dismisses all delegates, if there are any. Source: Proxy, remove_all_proxy_delegates. */
export function removeDelegates(state: State, owner: Uint8Array): void {
  store(state, owner, [], Proxies.get(state, owner)[1]);
}

/**
 * The first entry by which the account lets the delegate act, of the kind that is asked for if one is. Refuses with
 * NotProxy. Source: Proxy, find_proxy.
 */
export function findDelegate(
  state: State,
  owner: Uint8Array,
  delegate: Uint8Array,
  kind: ProxyType | null,
): Delegate {
  const found = Proxies.get(state, owner)[0].find(
    (entry) => sameAccount(entry.delegate, delegate) && (kind === null || entry.proxy_type === kind),
  );
  if (found === undefined) throw proxyFailure('NotProxy');
  return found;
}
