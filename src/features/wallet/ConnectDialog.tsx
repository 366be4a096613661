import './wallet.css';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { currentNetwork } from '#actions/connect.ts';
import { connectDevAccounts } from '#actions/connectDevAccounts.ts';
import { connectWallet } from '#actions/connectWallet.ts';
import { findWallets } from '#actions/findWallets.ts';
import { useText } from '#i18n/useText.ts';
import { session } from '#stores/session.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { errorText } from '#ui/errorText.ts';
import { Note } from '#ui/Note.tsx';
import { AccountList } from './AccountList.tsx';
import { KNOWN_WALLETS, walletName } from './knownWallets.ts';
import { WatchForm } from './WatchForm.tsx';

interface ConnectDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The ways in: a wallet of this browser, an address to watch, and on the local chain its development keys. */
export function ConnectDialog({ open, onClose }: ConnectDialogProps) {
  const t = useText();
  return (
    <Dialog open={open} onClose={onClose} title={t('wallet.connect')}>
      <Ways onClose={onClose} />
    </Dialog>
  );
}

function Ways({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const status = useStore(session, ({ walletStatus }) => walletStatus);
  const accounts = useStore(session, (state) => state.accounts);
  useEffect(() => void findWallets(), []);
  if (status === 'connected' && accounts.length > 0) return <AccountList onChosen={onClose} />;
  return (
    <>
      <WalletStatus />
      <InstalledWallets />
      {currentNetwork().devAccounts ? (
        <section className="way">
          <h3 className="way-title">{t('wallet.dev')}</h3>
          <p className="field-label">{t('wallet.devHint')}</p>
          <Button onClick={() => void connectDevAccounts()}>{t('wallet.useDev')}</Button>
        </section>
      ) : null}
      <WatchForm onDone={onClose} />
    </>
  );
}

/** What the wallet is doing, or why it failed. */
function WalletStatus() {
  const t = useText();
  const status = useStore(session, ({ walletStatus }) => walletStatus);
  const error = useStore(session, ({ walletError }) => walletError);
  if (status === 'asking') return <Note>{t('wallet.asking')}</Note>;
  if (status === 'connected') return <Note tone="amber">{t('wallet.noAccounts')}</Note>;
  return error === null ? null : (
    <div role="alert">
      <Note tone="red">{errorText(t, error)}</Note>
    </div>
  );
}

function InstalledWallets() {
  const t = useText();
  const wallets = useStore(session, (state) => state.wallets);
  const asking = useStore(session, ({ walletStatus }) => walletStatus === 'asking');
  const missing = KNOWN_WALLETS.filter(({ id }) => !wallets.some((wallet) => wallet.id === id));
  return (
    <section className="way">
      <h3 className="way-title">{t(wallets.length > 0 ? 'wallet.found' : 'wallet.none')}</h3>
      {wallets.map(({ id, version }) => (
        <button
          key={id}
          type="button"
          className="wallet-button"
          disabled={asking}
          onClick={() => void connectWallet(id)}
        >
          <bdi>{walletName(id)}</bdi>
          <span className="muted">{[...version].slice(0, 20).join('')}</span>
        </button>
      ))}
      {wallets.length > 0 ? <h3 className="field-label">{t('wallet.others')}</h3> : null}
      <ul className="wallet-links">
        {missing.map(({ id, name, url }) => (
          <li key={id}>
            <a href={url} target="_blank" rel="noopener noreferrer">
              {name}
              <span aria-hidden> ↗</span>
              <span className="hidden">({t('common.outside')})</span>
            </a>
          </li>
        ))}
      </ul>
      <Button kind="plain" onClick={() => void findWallets()}>
        {t('wallet.look')}
      </Button>
    </section>
  );
}
