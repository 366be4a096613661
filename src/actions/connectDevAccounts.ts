import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { dropWallet } from './activeWallet.ts';
import { resolveNetwork } from './resolveNetwork.ts';
import { takeAccount } from './takeAccount.ts';
import { beginAttempt } from './walletAttempt.ts';

/** Takes up the built-in accounts in place of a wallet; on a network that has none, nothing happens. */
export async function connectDevAccounts(): Promise<void> {
  if (!resolveNetwork().devAccounts) return;
  const isNewest = beginAttempt();
  const { devAccounts } = await import('#chain/devAccounts.ts');
  const accounts = await devAccounts();
  if (!isNewest() || !resolveNetwork().devAccounts) return;
  const { lastAccount } = settings.getState();
  const account = accounts.find(({ address }) => address === lastAccount?.address) ?? accounts[0];
  if (account === undefined) return;
  dropWallet();
  session.setState({ walletStatus: 'connected', walletError: null, accounts });
  takeAccount(account);
}
