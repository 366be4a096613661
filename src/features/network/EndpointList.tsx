import { useEffect } from 'react';
import { useStore } from 'zustand';
import { currentNetwork } from '#actions/connect.ts';
import { measureEndpoints } from '#actions/measureEndpoints.ts';
import { preferEndpoint } from '#actions/preferEndpoint.ts';
import { endpointHost } from '#config/endpoints.ts';
import { MOST_HEAD_AGE } from '#domain/headClock.ts';
import { type Text, useText } from '#i18n/useText.ts';
import { type EndpointState, session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { Button } from '#ui/Button.tsx';

/** The network's nodes in the order in which they are tried, with the latency of each. Measured when it is opened. */
export function EndpointList() {
  const t = useText();
  const states = useStore(session, ({ endpoints }) => endpoints);
  const inUse = useStore(session, ({ connection }) => connection.endpoint);
  const preferred = useStore(settings, ({ preferredEndpoints }) => preferredEndpoints);
  // Read for their change alone: the endpoints below follow them.
  useStore(settings, ({ network, customEndpoint, localEndpoint }) =>
    [network, customEndpoint, localEndpoint].join(),
  );
  const { id, endpoints } = currentNetwork();
  const key = endpoints.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other endpoints are to be measured too.
  useEffect(() => void measureEndpoints(), [key]);
  const best = Math.max(0, ...[...states.values()].map((state) => blockOf(state) ?? 0));
  if (endpoints.length === 0) return null;
  return (
    <section className="endpoints" aria-label={t('network.nodes')}>
      <div className="endpoints-head">
        <h3 className="field-label">{t('network.nodes')}</h3>
        <Button kind="plain" onClick={() => void measureEndpoints(true)}>
          {t('network.measure')}
        </Button>
      </div>
      <ul className="endpoint-list">
        {endpoints.map((endpoint) => (
          <li key={endpoint}>
            <button
              type="button"
              className="endpoint"
              aria-pressed={preferred[id] === endpoint}
              title={endpoint}
              onClick={() => void preferEndpoint(preferred[id] === endpoint ? null : endpoint)}
            >
              <span className="mono endpoint-host">{endpointHost(endpoint)}</span>
              <span className="muted">{stateText(t, states.get(endpoint), best)}</span>
              {endpoint === inUse ? <span className="endpoint-mark">{t('network.inUse')}</span> : null}
              {preferred[id] === endpoint ? (
                <span className="endpoint-mark muted">{t('network.preferred')}</span>
              ) : null}
            </button>
          </li>
        ))}
      </ul>
      {endpoints.length > 1 ? <p className="muted endpoints-hint">{t('network.nodesHint')}</p> : null}
    </section>
  );
}

function blockOf(state: EndpointState): number | null {
  return state.kind === 'answers' ? state.block : null;
}

function stateText(t: Text, state: EndpointState | undefined, best: number): string {
  if (state === undefined) return '';
  if (state.kind !== 'answers') return t(`network.${state.kind}`);
  const latency = t('network.milliseconds', { value: Math.round(state.latencyMs) });
  const behind = best - state.block;
  return behind > MOST_HEAD_AGE ? `${latency} · ${t('network.blocksBehind', { count: behind })}` : latency;
}
