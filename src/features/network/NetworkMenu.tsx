import './network.css';
import { useStore } from 'zustand';
import { connect, currentNetwork } from '#actions/connect.ts';
import { useText } from '#i18n/useText.ts';
import { market } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { Age } from '#ui/Age.tsx';
import { Button } from '#ui/Button.tsx';
import { errorText } from '#ui/errorText.ts';
import { Note } from '#ui/Note.tsx';
import { Popover } from '#ui/Popover.tsx';
import { EndpointList } from './EndpointList.tsx';
import { NetworkChooser } from './NetworkChooser.tsx';
import { NodeFacts } from './NodeFacts.tsx';

const DOTS = {
  idle: 'dot',
  connecting: 'dot dot-amber',
  ready: 'dot dot-good',
  offline: 'dot dot-amber',
  failed: 'dot dot-red',
} as const;

interface NetworkMenuProps {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** The network in the frame: its name, the best block and its age; opens what there is to know and to choose. */
export function NetworkMenu({ isOpen, onOpen }: NetworkMenuProps) {
  const t = useText();
  const connection = useStore(session, (state) => state.connection);
  const head = useStore(market, (state) => state.head);
  const receivedAt = useStore(market, ({ headReceivedAt }) => headReceivedAt);
  // Read for its change alone: the name below follows it.
  useStore(settings, ({ network }) => network);
  const name = t(`network.names.${currentNetwork().id}`);
  const status = t(`network.status.${connection.status}`);
  const { error } = connection;
  return (
    <Popover
      title={t('network.title')}
      open={isOpen}
      onOpenChange={onOpen}
      label={t('network.pill', { name, status })}
      trigger={
        <>
          <span className={DOTS[connection.status]} />
          <span className="pill-name">{name}</span>
          {head === null ? (
            <span className="muted">{status}</span>
          ) : (
            <b className="pill-block">#{head.number.toLocaleString('en')}</b>
          )}
          {receivedAt === null ? null : (
            <span className="chip-extra">
              <Age since={receivedAt} />
            </span>
          )}
        </>
      }
    >
      {error === null ? null : <Note tone="red">{errorText(t, error)}</Note>}
      {connection.status === 'offline' ? <Note tone="amber">{t('network.offlineNote')}</Note> : null}
      {connection.status === 'failed' ? (
        <Button onClick={() => void connect()}>{t('common.retry')}</Button>
      ) : null}
      <NodeFacts />
      <EndpointList />
      <NetworkChooser />
    </Popover>
  );
}
