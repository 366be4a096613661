import { useMemo } from 'react';
import { formatAmount, formatPrice } from '#domain/amount.ts';
import { largestUnderImpact } from '#domain/impact.ts';
import type { Side, WeightedPool } from '#domain/pool.ts';
import { spotPrice } from '#domain/price.ts';
import { isThin } from '#domain/thinPool.ts';
import { ONE } from '#domain/units.ts';
import { useText } from '#i18n/useText.ts';
import { Amount } from '#ui/Amount.tsx';
import { amountText } from '#ui/amountText.ts';
import { Note } from '#ui/Note.tsx';
import { Skeleton } from '#ui/Skeleton.tsx';
import { ImpactCurve } from './ImpactCurve.tsx';
import { impactPoints, pictureWidth } from './impactPoints.ts';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';

/** The marks of a pool in one direction: computed a block, not a key. */
function useMarks(pool: WeightedPool | null, side: Side) {
  return useMemo(() => {
    if (pool === null) return null;
    const under1 = largestUnderImpact(pool, side, 100);
    const under3 = largestUnderImpact(pool, side, 300);
    return { under1, under3, thin: isThin(pool) };
  }, [pool, side]);
}

interface PoolPictureProps {
  readonly view: SwapView;
  /** Null while it is being read: everything keeps its place. */
  readonly pool: WeightedPool | null;
}

/** Figures and curve of a pool. */
export function PoolPicture({ view, pool }: PoolPictureProps) {
  const t = useText();
  const { trade, quote } = view;
  const { side } = trade;
  const marks = useMarks(pool, side);
  const unit = unitsOf(side, trade.netuid ?? 0).paid;
  const amount = view.amountIn ?? 0n;
  const width = marks === null ? null : pictureWidth(marks.under3, amount);
  const points = useMemo(
    () => (pool === null || width === null ? null : impactPoints(pool, side, width)),
    [pool, side, width],
  );
  return (
    <>
      <dl className="stats">
        <Stat name={t('pool.spot')} text={pool === null ? null : `${formatPrice(spotPrice(pool))} τ`} />
        <Stat
          name={t('pool.after')}
          text={pool === null ? null : quote === null ? '–' : `${formatPrice(quote.spotAfter)} τ`}
        />
        <Stat
          name={t('pool.under', { percent: 1 })}
          text={marks === null ? null : amountText(marks.under1, unit)}
        />
        <Stat
          name={t('pool.under', { percent: 3 })}
          text={marks === null ? null : amountText(marks.under3, unit)}
        />
      </dl>
      {points === null || marks === null || width === null ? (
        <div className="curve" aria-hidden />
      ) : (
        <ImpactCurve points={points} marks={marks} width={width} quote={quote} unit={unit} />
      )}
      <Reserves pool={pool} netuid={trade.netuid ?? 0} />
      {marks?.thin === true ? <Note tone="amber">{t('pool.thin')}</Note> : null}
    </>
  );
}

function Stat({ name, text }: { readonly name: string; readonly text: string | null }) {
  return (
    <div className="stat">
      <dt>{name}</dt>
      <dd>{text === null ? <Skeleton sample={formatAmount(ONE / 3n)} /> : <bdi>{text}</bdi>}</dd>
    </div>
  );
}

function Reserves({ pool, netuid }: { readonly pool: WeightedPool | null; readonly netuid: number }) {
  const t = useText();
  return (
    <p className="reserves">
      <span className="muted">{t('pool.reserves')}</span>{' '}
      {pool === null ? (
        <Skeleton sample="202,370 τ · 2,904,100 SN64" />
      ) : (
        <>
          <Amount value={pool.taoReserve} unit="τ" /> <span className="muted">·</span>{' '}
          <Amount value={pool.alphaReserve} unit={`SN${netuid}`} />
        </>
      )}
    </p>
  );
}
