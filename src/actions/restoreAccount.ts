import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { connectDevAccounts } from './connectDevAccounts.ts';
import { connectWallet } from './connectWallet.ts';
import { findWallets } from './findWallets.ts';
import { watchAddress } from './watchAddress.ts';

/** Takes up the account that was used last, from where it came. A wallet that is no longer in the page is not asked for. */
export async function restoreAccount(): Promise<void> {
  const { lastAccount } = settings.getState();
  if (lastAccount === null || session.getState().account !== null) return;
  if (lastAccount.source === 'dev') return connectDevAccounts();
  if (lastAccount.source === 'watch') {
    await watchAddress(lastAccount.address);
    return;
  }
  await findWallets();
  const isThere = session.getState().wallets.some(({ id }) => id === lastAccount.wallet);
  if (isThere && lastAccount.wallet !== null) await connectWallet(lastAccount.wallet);
}
