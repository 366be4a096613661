import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { chooseNetwork } from '#actions/chooseNetwork.ts';
import { currentNetwork } from '#actions/connect.ts';
import { type EndpointRefusal, parseEndpoints } from '#config/endpoints.ts';
import type { NetworkId } from '#config/networks.ts';
import { type Text, useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Button } from '#ui/Button.tsx';
import { isolate } from '#ui/isolate.ts';
import { TextField } from '#ui/TextField.tsx';

const IDS: readonly NetworkId[] = ['finney', 'test', 'local', 'custom'];

/** The networks to choose from, and nodes of one's own. */
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
      {custom ? <CustomEndpoints /> : null}
    </fieldset>
  );
}

type Refusal = EndpointRefusal | 'none';

function CustomEndpoints() {
  const t = useText();
  const [text, setText] = useState(() =>
    settings
      .getState()
      .customEndpoint.split(/[\s,]+/)
      .join('\n'),
  );
  const [refused, setRefused] = useState<Refusal | null>(null);
  const use = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseEndpoints(text);
    setRefused(parsed.ok ? null : (parsed.refusal ?? 'none'));
    if (parsed.ok) void chooseNetwork('custom', parsed.endpoints.join('\n'));
  };
  return (
    <form className="custom-endpoint" onSubmit={use} noValidate>
      <TextField
        label={t('network.endpoint')}
        value={text}
        inputMode="url"
        placeholder="wss://"
        lines={3}
        onChange={(typed) => {
          setText(typed);
          setRefused(null);
        }}
        error={refused === null ? null : refusalText(t, refused)}
      />
      <Button type="submit">{t('network.use')}</Button>
    </form>
  );
}

const SHOWN = 60;

function refusalText(t: Text, refused: Refusal): string {
  if (refused === 'none') return t('network.refused.none');
  const { reason, text } = refused;
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return t(`network.refused.${reason}`, { text: isolate(shown) });
}
