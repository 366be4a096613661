import './app.css';
import { useState } from 'react';
import { Route, Switch } from 'wouter';
import { ActivityScreen } from '#features/activity/ActivityScreen.tsx';
import { SettingsDialog } from '#features/settings/SettingsDialog.tsx';
import { SwapScreen } from '#features/swap/SwapScreen.tsx';
import { ConnectDialog } from '#features/wallet/ConnectDialog.tsx';
import { Toasts } from '#ui/Toasts.tsx';
import { ConnectionNote } from './ConnectionNote.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { NotFound } from './NotFound.tsx';

type Opened = 'connect' | 'settings' | null;

/** The frame and the pages in it. */
export function App() {
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  return (
    <>
      <Header onConnect={() => setOpened('connect')} onSettings={() => setOpened('settings')} />
      <main className="main" id="main" tabIndex={-1}>
        <ConnectionNote />
        <ErrorBoundary>
          <Switch>
            <Route path="/">
              <SwapScreen onConnect={() => setOpened('connect')} />
            </Route>
            <Route path="/activity">
              <ActivityScreen />
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
