import './app.css';
import { useCallback, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import type { ActivityEntry } from '#domain/activity.ts';
import type { Mend } from '#domain/mend.ts';
import { ActivityScreen } from '#features/activity/ActivityScreen.tsx';
import { SettingsDialog } from '#features/settings/SettingsDialog.tsx';
import { reopenOrder } from '#features/swap/reopenOrder.ts';
import { type OpenedFirst, SwapScreen } from '#features/swap/SwapScreen.tsx';
import { ConnectDialog } from '#features/wallet/ConnectDialog.tsx';
import { Toasts } from '#ui/Toasts.tsx';
import { ConnectionNote } from './ConnectionNote.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { NotFound } from './NotFound.tsx';

type Opened = 'connect' | 'settings' | 'network' | null;

/** The frame and the pages in it. */
export function App() {
  const [opened, setOpened] = useState<Opened>(null);
  const [opensOnSwap, setOpensOnSwap] = useState<OpenedFirst>(null);
  const [, navigate] = useLocation();
  const close = () => setOpened(null);
  const openConnect = useCallback(() => setOpened('connect'), []);
  const openNetwork = useCallback(() => setOpened('network'), []);
  const openedOnSwap = useCallback(() => setOpensOnSwap(null), []);
  const mend = (entry: ActivityEntry, how: Mend) => {
    if (how === 'account') return openConnect();
    if (how === 'network') return openNetwork();
    setOpensOnSwap(how === 'subnet' ? 'token' : how === 'validator' ? 'validator' : null);
    navigate(reopenOrder(entry, how));
  };
  return (
    <>
      <Header
        onConnect={openConnect}
        onSettings={() => setOpened('settings')}
        isNetworkOpen={opened === 'network'}
        onNetwork={(isOpen) => setOpened(isOpen ? 'network' : null)}
      />
      <main className="main" id="main" tabIndex={-1}>
        <ConnectionNote />
        <ErrorBoundary>
          <Switch>
            <Route path="/">
              <SwapScreen
                opens={opensOnSwap}
                onOpened={openedOnSwap}
                onConnect={openConnect}
                onNetwork={openNetwork}
              />
            </Route>
            <Route path="/activity">
              <ActivityScreen onMend={mend} />
            </Route>
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </ErrorBoundary>
      </main>
      <ConnectDialog open={opened === 'connect'} onClose={close} />
      <SettingsDialog open={opened === 'settings'} onClose={close} />
      <Toasts />
    </>
  );
}
