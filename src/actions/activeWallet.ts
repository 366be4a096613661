import type { Signer } from '#chain/client.ts';
import type { Wallet } from '#chain/wallets.ts';
import type { Account } from '#domain/account.ts';
import { AppError } from '#domain/appError.ts';
import { heldClient } from './held.ts';
import { resolveNetwork } from './resolveNetwork.ts';

let active: { readonly wallet: Wallet; readonly stop: () => void } | null = null;
/** Offers made on this page, by wallet and runtime: a person who said no is not asked again. */
const offered = new Set<string>();

/** Makes a wallet the one that signs; `stop` ends its news. */
export function holdWallet(wallet: Wallet, stop: () => void): void {
  dropWallet();
  active = { wallet, stop };
}

export function dropWallet(): void {
  active?.stop();
  active = null;
}

/** What signs for an account. `walletMissing` when nothing on this page can. */
export async function signerFor(account: Account): Promise<Signer> {
  if (account.source === 'dev' && resolveNetwork().devAccounts) {
    return (await import('#chain/devAccounts.ts')).devSigner();
  }
  if (account.source === 'wallet' && active !== null && active.wallet.id === account.wallet) {
    return active.wallet;
  }
  throw new AppError('walletMissing', account.wallet);
}

/** Offers the chain's metadata to the wallet, so that it can show calls; once per runtime. A refusal changes nothing. */
export async function offerMetadata(): Promise<void> {
  const client = heldClient();
  if (client === null || active === null) return;
  const { genesis, specVersion } = client.info();
  const name = `${active.wallet.id}:${genesis}:${specVersion}`;
  if (offered.has(name)) return;
  offered.add(name);
  try {
    await active.wallet.offerMetadata({ genesisHash: genesis, specVersion }, () => client.walletMetadata());
  } catch {
    // The wallet then shows the call as bytes; the review beside it shows it decoded.
  }
}
