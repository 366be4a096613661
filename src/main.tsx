import '#ui/theme.css';
import '#ui/base.css';
import '#ui/controls.css';
import '#ui/overlay.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from '#actions/connect.ts';
import { setDefaultNetwork } from '#actions/defaultNetwork.ts';
import { restoreAccount } from '#actions/restoreAccount.ts';
import { App } from '#app/App.tsx';
import { keepAddress } from '#app/keepAddress.ts';
import { tellStorageTrouble } from '#app/tellStorageTrouble.ts';
import { NETWORKS, type NetworkId } from '#config/networks.ts';
import { announceActivity } from '#features/activity/announceActivity.ts';
import { applyTheme } from '#features/settings/applyTheme.ts';
import { detectLocale } from '#i18n/detectLocale.ts';
import { startText } from '#i18n/startText.ts';
import { settings } from '#stores/settings.ts';

function isNetworkId(text: unknown): text is NetworkId {
  return typeof text === 'string' && Object.hasOwn(NETWORKS, text);
}

/** Paints first, then connects: nothing of the chain library is loaded before there is something to see. */
async function start(root: HTMLElement): Promise<void> {
  const named: unknown = import.meta.env.VITE_DEFAULT_NETWORK;
  const local: unknown = import.meta.env.VITE_LOCAL_ENDPOINT;
  setDefaultNetwork(isNetworkId(named) ? named : 'finney', typeof local === 'string' ? local : undefined);

  const { locale, theme } = settings.getState();
  applyTheme(theme);
  await startText(locale ?? detectLocale(navigator.languages));
  keepAddress();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  tellStorageTrouble();
  announceActivity();
  requestAnimationFrame(() => {
    void connect();
    void restoreAccount();
  });
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
void start(root);
