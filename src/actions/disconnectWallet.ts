import { NO_FACTS, session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { dropWallet } from './activeWallet.ts';
import { beginAttempt } from './walletAttempt.ts';

/** Lets go of the account and of the wallet behind it, and forgets both. */
export function disconnectWallet(): void {
  beginAttempt();
  dropWallet();
  session.setState({ walletStatus: 'idle', walletError: null, accounts: [], account: null, ...NO_FACTS });
  settings.setState({ lastAccount: null });
}
