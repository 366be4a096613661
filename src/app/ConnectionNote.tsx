import { useStore } from 'zustand';
import { connect } from '#actions/connect.ts';
import { MOST_HEAD_AGE } from '#domain/headClock.ts';
import { useHeadAge } from '#features/swap/useHeadAge.ts';
import { useText } from '#i18n/useText.ts';
import { session } from '#stores/session.ts';
import { Button } from '#ui/Button.tsx';
import { errorText } from '#ui/errorText.ts';

/** Says over every page that the network is not there or behind, and how to mend it. */
export function ConnectionNote() {
  const t = useText();
  const { status, error } = useStore(session, ({ connection }) => connection);
  const age = useHeadAge();
  if (status === 'ready' && age !== null && age > MOST_HEAD_AGE) {
    return (
      <div className="note note-amber connection-note" role="status">
        {t('network.behind', { count: age })}
      </div>
    );
  }
  if (status === 'offline') {
    return (
      <div className="note note-amber connection-note" role="status">
        {t('network.offlineNote')}
      </div>
    );
  }
  if (status === 'ready' && error?.code === 'unsupportedRuntime') {
    return (
      <div className="note note-amber connection-note" role="status">
        {errorText(t, error)}
      </div>
    );
  }
  if (status !== 'failed' || error === null) return null;
  return (
    <div className="note note-red connection-note" role="alert">
      <span>{errorText(t, error)}</span>
      <Button onClick={() => void connect()}>{t('common.retry')}</Button>
    </div>
  );
}
