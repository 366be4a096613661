import { EXISTENTIAL_DEPOSIT, issue, recycle } from '#localnet/node/runtime/balances/currency.ts';
import { account, putAccount } from '#localnet/node/runtime/system/accounts.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';

/**
 * Sets an account's free rao, frozen or not; less than the existential deposit counts as nothing. Both records of the
 * issuance follow. Source: Balances, force_set_balance; Subtensor's own issuance beside it.
 */
export function setFreeBalance(state: State, who: Uint8Array, wanted: bigint): void {
  const free = wanted < EXISTENTIAL_DEPOSIT ? 0n : wanted;
  const before = account(state, who);
  const provided = before.data.free >= EXISTENTIAL_DEPOSIT;
  const providers = before.providers + Number(free > 0n) - Number(provided);
  putAccount(state, who, before, { ...before, providers, data: { ...before.data, free } });
  const change = free - before.data.free;
  if (change > 0n) issue(state, change);
  else recycle(state, -change);
  depositEvent(state, 'Balances', 'BalanceSet', [who, free]);
}
