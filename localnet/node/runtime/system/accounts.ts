import type { Value } from '#localnet/metadata/codec.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import type { accountInfo } from '#localnet/metadata/types.ts';
import type { State } from '#localnet/node/state.ts';
import { depositEvent } from './events.ts';

export type AccountInfo = Value<typeof accountInfo>;

/** The account's nonce, references and balances; all zero when it does not exist. */
export function account(state: State, who: Uint8Array): AccountInfo {
  return systemStorage.Account.get(state, who);
}

/** Whether the chain knows the account: something provides for its existence. */
export function accountExists(info: AccountInfo): boolean {
  return info.providers > 0 || info.sufficients > 0;
}

/** Stores the account, or reaps it when nothing provides for it any more; reports births and deaths. */
export function putAccount(state: State, who: Uint8Array, before: AccountInfo, after: AccountInfo): void {
  if (accountExists(after)) systemStorage.Account.set(state, who, after);
  else systemStorage.Account.remove(state, who);
  if (!accountExists(before) && accountExists(after)) depositEvent(state, 'System', 'NewAccount', [who]);
  if (accountExists(before) && !accountExists(after)) depositEvent(state, 'System', 'KilledAccount', [who]);
}

/** Moves the nonce on by one. */
export function incrementNonce(state: State, who: Uint8Array): void {
  const info = account(state, who);
  systemStorage.Account.set(state, who, { ...info, nonce: info.nonce + 1 });
}
