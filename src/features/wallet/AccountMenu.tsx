import './wallet.css';
import { useStore } from 'zustand';
import { disconnectWallet } from '#actions/disconnectWallet.ts';
import type { Account } from '#domain/account.ts';
import { formatAmount } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { session } from '#stores/session.ts';
import { Amount } from '#ui/Amount.tsx';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Identicon } from '#ui/Identicon.tsx';
import { Popover } from '#ui/Popover.tsx';
import { Row } from '#ui/Row.tsx';
import { shortAddress } from '#ui/shortAddress.ts';
import { AccountLine, AccountList } from './AccountList.tsx';
import { HardwareSwitch } from './HardwareSwitch.tsx';

/** The account in the frame: connect when there is none; else what it holds, switch, copy, disconnect. */
export function AccountMenu({ onConnect }: { readonly onConnect: () => void }) {
  const t = useText();
  const account = useStore(session, (state) => state.account);
  if (account === null) {
    return (
      <button type="button" className="chip chip-accent" onClick={onConnect}>
        {t('wallet.connect')}
      </button>
    );
  }
  return <Menu account={account} onConnect={onConnect} />;
}

function Menu({ account, onConnect }: { readonly account: Account; readonly onConnect: () => void }) {
  const t = useText();
  const balance = useStore(session, (state) => state.balance);
  const others = useStore(session, ({ accounts }) => accounts.length > 1);
  const { address, name } = account;
  return (
    <Popover
      title={t('wallet.account')}
      label={t('wallet.accountOf', { name: name ?? '', address: shortAddress(address) })}
      trigger={
        <>
          <Identicon address={address} size={18} />
          <b className="account-chip">{shortAddress(address)}</b>
          {account.source === 'watch' ? <span className="muted">{t('wallet.watchOnly')}</span> : null}
          {balance === null ? null : (
            <span className="muted chip-extra">{formatAmount(balance.free, { digits: 'short' })} τ</span>
          )}
        </>
      }
    >
      <div className="account-head">
        <AccountLine account={account} />
      </div>
      <p className="mono account-address">{address}</p>
      {balance === null ? null : (
        <dl className="rows">
          <Row name={t('wallet.free')}>
            <Amount value={balance.spendable} unit="τ" digits="full" />
          </Row>
        </dl>
      )}
      {account.source === 'wallet' ? <HardwareSwitch address={address} /> : null}
      {others ? <AccountList onChosen={() => undefined} /> : null}
      <div className="account-actions">
        <CopyButton text={address} label={t('wallet.copy')} />
        {account.source === 'watch' ? (
          <Button kind="plain" onClick={onConnect}>
            {t('wallet.connect')}
          </Button>
        ) : null}
        <Button kind="plain" onClick={() => void disconnectWallet()}>
          {t('wallet.disconnect')}
        </Button>
      </div>
    </Popover>
  );
}
