import type { Account } from '#domain/account.ts';
import { NO_FACTS, session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { readAccountNow } from './readAccountNow.ts';

/** Puts an account to use: what was read of the one before is forgotten, and its own facts are read at once. */
export function takeAccount(account: Account): void {
  const isSame = session.getState().account?.address === account.address;
  session.setState({ account, ...(isSame ? {} : NO_FACTS) });
  const { address, source, wallet } = account;
  settings.setState({ lastAccount: { address, source, wallet } });
  if (!isSame) void readAccountNow();
}
