import type { AddressCheck } from '#chain/address.ts';
import type { Account } from '#domain/account.ts';
import { session } from '#stores/session.ts';
import { dropWallet } from './activeWallet.ts';
import { takeAccount } from './takeAccount.ts';
import { beginAttempt } from './walletAttempt.ts';

export type WatchResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: Extract<AddressCheck, { readonly ok: false }>['reason'] };

/** Looks at an account without being able to sign for it. Refuses what is not an address of this chain, with the reason. */
export async function watchAddress(text: string): Promise<WatchResult> {
  const { checkAddress } = await import('#chain/address.ts');
  const check = checkAddress(text);
  if (!check.ok) return check;
  beginAttempt();
  dropWallet();
  const account: Account = { address: check.address, name: null, source: 'watch', wallet: null };
  session.setState({ walletStatus: 'idle', walletError: null, accounts: [account] });
  takeAccount(account);
  return { ok: true };
}
