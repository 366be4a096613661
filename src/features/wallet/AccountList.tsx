import { useStore } from 'zustand';
import { chooseAccount } from '#actions/chooseAccount.ts';
import type { Account } from '#domain/account.ts';
import { useText } from '#i18n/useText.ts';
import { session } from '#stores/session.ts';
import { Identicon } from '#ui/Identicon.tsx';
import { shortAddress } from '#ui/shortAddress.ts';

/** The accounts to choose from; the present one is marked. */
export function AccountList({ onChosen }: { readonly onChosen: () => void }) {
  const t = useText();
  const accounts = useStore(session, (state) => state.accounts);
  const current = useStore(session, ({ account }) => account?.address ?? null);
  return (
    <ul className="accounts" aria-label={t('wallet.accounts')}>
      {accounts.map((account) => (
        <li key={account.address}>
          <button
            type="button"
            className="wallet-button"
            aria-pressed={account.address === current}
            onClick={() => {
              void chooseAccount(account.address);
              onChosen();
            }}
          >
            <AccountLine account={account} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** An account in one line: picture, name, address. */
export function AccountLine({ account }: { readonly account: Account }) {
  const t = useText();
  const { address, name, source } = account;
  return (
    <>
      <Identicon address={address} size={28} />
      <span className="account-name">
        <bdi>{name ?? (source === 'watch' ? t('wallet.watchOnly') : t('validators.nameless'))}</bdi>
        <span className="mono muted" title={address}>
          {shortAddress(address, 6)}
        </span>
      </span>
      {source === 'dev' ? <span className="muted">{t('wallet.devKey')}</span> : null}
    </>
  );
}
