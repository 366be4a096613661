import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { chooseNetwork } from '#actions/chooseNetwork.ts';
import { currentNetwork } from '#actions/connect.ts';
import { isEndpoint, type NetworkId } from '#config/networks.ts';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Button } from '#ui/Button.tsx';
import { TextField } from '#ui/TextField.tsx';

const IDS: readonly NetworkId[] = ['finney', 'test', 'local', 'custom'];

/** The networks to choose from, and a node of one's own. */
export function NetworkChooser() {
  const t = useText();
  useStore(settings, ({ network }) => network);
  const current = currentNetwork().id;
  const [custom, setCustom] = useState(current === 'custom');
  const choose = (id: NetworkId) => {
    setCustom(id === 'custom');
    if (id !== 'custom') void chooseNetwork(id);
  };
  const chosen = custom ? 'custom' : current;
  return (
    <fieldset className="networks" aria-label={t('network.choose')}>
      {IDS.map((id) => (
        <button
          key={id}
          type="button"
          className="network-button"
          aria-pressed={id === chosen}
          onClick={() => choose(id)}
        >
          <span>{t(`network.names.${id}`)}</span>
          <span className="muted">{t(`network.explain.${id}`)}</span>
        </button>
      ))}
      {custom ? <CustomEndpoint /> : null}
    </fieldset>
  );
}

function CustomEndpoint() {
  const t = useText();
  const [text, setText] = useState(() => settings.getState().customEndpoint);
  const [refused, setRefused] = useState(false);
  const use = (event: FormEvent) => {
    event.preventDefault();
    const endpoint = text.trim();
    setRefused(!isEndpoint(endpoint));
    if (isEndpoint(endpoint)) void chooseNetwork('custom', endpoint);
  };
  return (
    <form className="custom-endpoint" onSubmit={use} noValidate>
      <TextField
        label={t('network.endpoint')}
        value={text}
        inputMode="url"
        placeholder="wss://"
        onChange={(typed) => {
          setText(typed);
          setRefused(false);
        }}
        error={refused ? t('network.endpointBad') : null}
      />
      <Button type="submit">{t('network.use')}</Button>
    </form>
  );
}
