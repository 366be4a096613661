import { useStore } from 'zustand';
import { useText } from '#i18n/useText.ts';
import { market } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { Note } from '#ui/Note.tsx';
import { Row } from '#ui/Row.tsx';

const MINUTE_MS = 60_000;

/** What is known of the node that answers. */
export function NodeFacts() {
  const t = useText();
  const { endpoint, latencyMs } = useStore(session, ({ connection }) => connection);
  const chain = useStore(session, (state) => state.chain);
  const head = useStore(market, (state) => state.head);
  const finalized = useStore(market, (state) => state.finalized);
  const clockAheadMs = useStore(session, (state) => state.clockAheadMs);
  if (endpoint === null) return null;
  return (
    <>
      <dl className="rows node-facts">
        <Row name={t('network.node')}>
          <span className="mono">{endpoint}</span>
        </Row>
        {latencyMs === null ? null : (
          <Row name={t('network.latency')}>{t('network.milliseconds', { value: Math.round(latencyMs) })}</Row>
        )}
        {chain === null ? null : (
          <Row name={t('network.runtime')}>
            <bdi>{chain.chainName}</bdi> · {chain.specVersion}
          </Row>
        )}
        {head === null ? null : <Row name={t('network.block')}>#{head.number.toLocaleString('en')}</Row>}
        {finalized === null ? null : (
          <Row name={t('network.finalized')}>#{finalized.toLocaleString('en')}</Row>
        )}
      </dl>
      {clockAheadMs < MINUTE_MS ? null : (
        <Note tone="amber">{t('network.clockAhead', { minutes: Math.round(clockAheadMs / MINUTE_MS) })}</Note>
      )}
    </>
  );
}
