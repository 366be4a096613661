import './pool.css';
import { Star } from 'lucide-react';
import { useStore } from 'zustand';
import type { Subnet } from '#domain/subnet.ts';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Note } from '#ui/Note.tsx';
import { TokenName } from '#ui/TokenName.tsx';
import { PoolPicture } from './PoolPicture.tsx';
import type { SwapView } from './useSwapView.ts';

interface PoolPanelProps {
  readonly view: SwapView;
  readonly onToken: () => void;
}

/** What the chosen pool can bear, before and while one types. */
export function PoolPanel({ view, onToken }: PoolPanelProps) {
  const t = useText();
  const { subnet, netuid } = view.trade;
  return (
    <section className="card pool" aria-labelledby="pool-title">
      <div className="card-head">
        <h2 className="card-title" id="pool-title">
          {t('pool.title')}
        </h2>
        {subnet === null ? null : <PoolName subnet={subnet} />}
      </div>
      {netuid === null ? (
        <button type="button" className="link-button" onClick={onToken}>
          {t('pool.choose')}
        </button>
      ) : (
        <PoolBody view={view} />
      )}
    </section>
  );
}

function PoolBody({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { snapshot, facts, trade } = view;
  if (facts.subnets !== null && trade.subnet === null) return <Note tone="amber">{t('pool.gone')}</Note>;
  if (snapshot?.pool.kind === 'stable') return <Note>{t('pool.root')}</Note>;
  if (snapshot?.pool.kind === 'foreign') return <Note tone="amber">{t('pool.foreign')}</Note>;
  const { connection } = facts;
  if (snapshot === null && (connection === 'offline' || connection === 'wrongNetwork')) {
    return <Note>{t(`blocker.${connection}`)}</Note>;
  }
  return (
    <>
      <PoolPicture view={view} pool={snapshot?.pool ?? null} />
      {snapshot?.tradable === false ? <Note tone="amber">{t('pool.notStarted')}</Note> : null}
    </>
  );
}

function PoolName({ subnet }: { readonly subnet: Subnet }) {
  const t = useText();
  const { netuid } = subnet;
  const starred = useStore(settings, ({ favourites }) => favourites.includes(netuid));
  const toggle = () =>
    settings.setState(({ favourites }) => ({
      favourites: starred ? favourites.filter((each) => each !== netuid) : [...favourites, netuid],
    }));
  return (
    <div className="pool-name">
      <TokenName netuid={netuid} name={subnet.name} />
      <button
        type="button"
        className="star"
        aria-pressed={starred}
        aria-label={t('pool.star')}
        onClick={toggle}
      >
        <Star size={16} aria-hidden fill={starred ? 'currentColor' : 'none'} />
      </button>
    </div>
  );
}
