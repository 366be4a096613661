import type { Account } from '#domain/account.ts';
import { AppError } from '#domain/appError.ts';
import { within } from '#lib/within.ts';
import { NO_FACTS, session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { dropWallet, holdWallet, offerMetadata } from './activeWallet.ts';
import { resolveNetwork } from './resolveNetwork.ts';
import { takeAccount } from './takeAccount.ts';
import { toAppError } from './toAppError.ts';
import { beginAttempt } from './walletAttempt.ts';

/** The name under which wallets ask whether to let the app in. */
const ORIGIN = 'Raoswap';
const ENABLE_LIMIT_MS = 30_000;
const ACCOUNTS_LIMIT_MS = 10_000;

/**
 * Asks a wallet to let the app in and takes up an account of it: the one remembered from that wallet, else its first. Its
 * accounts are followed from then on. How it went stands in session.walletStatus and walletError; a wallet that answers after it
 * was given up, or after another was chosen, is not heard.
 */
export async function connectWallet(id: string): Promise<void> {
  const isNewest = beginAttempt();
  session.setState({ walletStatus: 'asking', walletError: null });
  try {
    const { enableWallet } = await import('#chain/wallets.ts');
    const genesis = session.getState().chain?.genesis ?? resolveNetwork().genesis;
    const wallet = await enableWallet(id, ORIGIN, genesis, ENABLE_LIMIT_MS);
    const accounts = await within(wallet.accounts(), ACCOUNTS_LIMIT_MS, new AppError('walletSilent', id));
    if (!isNewest()) return;
    const account = remembered(id, accounts) ?? accounts[0];
    if (account === undefined) throw new AppError('walletDenied', `${id} shows no account`);
    session.setState({ walletStatus: 'connected', accounts });
    holdWallet(
      wallet,
      wallet.subscribe((list) => followAccounts(id, list)),
    );
    takeAccount(account);
    void offerMetadata();
  } catch (error) {
    if (isNewest()) session.setState({ walletStatus: 'failed', walletError: toWalletError(error) });
  }
}

function remembered(id: string, accounts: readonly Account[]): Account | undefined {
  const { lastAccount } = settings.getState();
  if (lastAccount?.wallet !== id) return undefined;
  return accounts.find(({ address }) => address === lastAccount.address);
}

function toWalletError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('walletFailed', toAppError(error).detail, error);
}

/** Takes in what the wallet shows now. An account in use that it no longer shows is closed. */
function followAccounts(id: string, accounts: readonly Account[]): void {
  const { account } = session.getState();
  // A wallet can speak before it was taken up, with its accounts as they are.
  if (account !== null && account.wallet !== id) return;
  session.setState({ accounts });
  if (account === null) return;
  const shown = accounts.find(({ address }) => address === account.address);
  if (shown !== undefined) {
    session.setState({ account: shown });
    return;
  }
  session.setState({ account: null, ...NO_FACTS });
  settings.setState({ lastAccount: null });
  if (accounts.length > 0) return;
  dropWallet();
  session.setState({ walletStatus: 'idle' });
}
