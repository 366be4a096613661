import { Settings } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { NetworkMenu } from '#features/network/NetworkMenu.tsx';
import { swapForm } from '#features/swap/swapForm.ts';
import { formatSwapLink } from '#features/swap/swapLink.ts';
import { AccountMenu } from '#features/wallet/AccountMenu.tsx';
import { useText } from '#i18n/useText.ts';

interface HeaderProps {
  readonly onConnect: () => void;
  readonly onSettings: () => void;
  readonly isNetworkOpen: boolean;
  readonly onNetwork: (isOpen: boolean) => void;
}

/** Name, pages, network, account, settings. */
export function Header({ onConnect, onSettings, isNetworkOpen, onNetwork }: HeaderProps) {
  const t = useText();
  const [path] = useLocation();
  // The link back to the swap keeps the form.
  const swapHref = useStore(swapForm, (intent) => `/${formatSwapLink(intent)}`);
  return (
    <header className="header">
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <Link className="brand" href={swapHref} aria-label="Raoswap">
        rao<span>swap</span>
      </Link>
      <nav className="nav" aria-label={t('nav.label')}>
        <Link href={swapHref} aria-current={path === '/' ? 'page' : undefined}>
          {t('nav.swap')}
        </Link>
        <Link href="/activity" aria-current={path === '/activity' ? 'page' : undefined}>
          {t('nav.activity')}
        </Link>
      </nav>
      <div className="header-end">
        <NetworkMenu isOpen={isNetworkOpen} onOpen={onNetwork} />
        <AccountMenu onConnect={onConnect} />
        <button
          type="button"
          className="chip chip-icon"
          aria-label={t('settings.title')}
          onClick={onSettings}
        >
          <Settings size={17} aria-hidden />
        </button>
      </div>
    </header>
  );
}
