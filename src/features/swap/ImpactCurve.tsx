import { formatAmount, formatPercentPpb } from '#domain/amount.ts';
import type { Quote } from '#domain/quote.ts';
import { useText } from '#i18n/useText.ts';
import { amountText } from '#ui/amountText.ts';
import { CurveAxes } from './CurveAxes.tsx';
import { coarse } from './curveScale.ts';
import { impactClass } from './impactBand.ts';
import type { ImpactPoint } from './impactPoints.ts';

interface ImpactCurveProps {
  readonly points: readonly ImpactPoint[];
  readonly marks: { readonly under1: bigint; readonly under3: bigint };
  /** Right end, in base units of what is paid. */
  readonly width: bigint;
  readonly quote: Quote | null;
  readonly unit: string;
}

const PPB_PER_PERCENT = 10_000_000;
/** Two words under the curve need so much of its width, in percent. */
const APART = 18;

/** Price impact over the amount paid, the bounds of 1 % and 3 %, and the trade on it. */
export function ImpactCurve({ points, marks, width, quote, unit }: ImpactCurveProps) {
  const t = useText();
  const height = Math.max(4, Number(points.at(-1)?.impactPpb ?? 0n) / PPB_PER_PERCENT);
  const x = (amount: bigint) => Number((amount * 100_000n) / width) / 1_000;
  const y = (percent: number) => 100 - (percent / height) * 100;
  const number = (amount: bigint) => formatAmount(coarse(amount), { digits: 'short' });
  const line = points.map(
    ({ amount, impactPpb }) => `${x(amount)},${y(Number(impactPpb) / PPB_PER_PERCENT)}`,
  );
  const end = x(points.at(-1)?.amount ?? 0n);
  // Where the curve shoots up at once, the corner at the bottom is the free one.
  const isSteep = Number(points[points.length >> 2]?.impactPpb ?? 0n) / PPB_PER_PERCENT > height / 2;
  const one = amountText(coarse(marks.under1), unit);
  const three = amountText(coarse(marks.under3), unit);
  return (
    <figure className="curve" aria-label={t('pool.curve')}>
      <CurveAxes width={width} height={height} unit={unit} />
      <div className="curve-plot">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <rect className="curve-amber" x="0" width="100" y={y(3)} height={y(1) - y(3)} />
          <rect className="curve-red" x="0" width="100" y="0" height={Math.max(0, y(3))} />
          <polygon className="curve-area" points={`0,100 ${line.join(' ')} ${end},100`} />
          <line className="curve-mark amber" x1={x(marks.under1)} x2={x(marks.under1)} y1={y(1)} y2="100" />
          <line className="curve-mark red" x1={x(marks.under3)} x2={x(marks.under3)} y1={y(3)} y2="100" />
          <polyline className="curve-line" points={line.join(' ')} />
        </svg>
        {x(marks.under3) - x(marks.under1) < APART ? null : (
          <Label at={x(marks.under1)} text={t('pool.mark', { percent: 1, amount: number(marks.under1) })} />
        )}
        <Label at={x(marks.under3)} text={t('pool.mark', { percent: 3, amount: number(marks.under3) })} />
        {quote === null ? null : (
          <Trade
            quote={quote}
            left={x(quote.amountIn)}
            top={y(Number(quote.impactPpb) / PPB_PER_PERCENT)}
            unit={unit}
            corner={isSteep ? 'bottom' : 'top'}
          />
        )}
      </div>
      <figcaption className="hidden">{t('pool.curveText', { one, three })}</figcaption>
    </figure>
  );
}

function Label({ at, text }: { readonly at: number; readonly text: string }) {
  return (
    <span className="curve-label" style={{ insetInlineStart: `${at}%` }} aria-hidden>
      {text}
    </span>
  );
}

interface TradeProps {
  readonly quote: Quote;
  readonly left: number;
  readonly top: number;
  readonly unit: string;
  readonly corner: 'top' | 'bottom';
}

/** The trade: a point on the curve, and its words in the corner that the curve leaves free. */
function Trade({ quote, left, top, unit, corner }: TradeProps) {
  const t = useText();
  const tone = impactClass(quote.impactPpb);
  const amount = `${formatAmount(quote.amountIn, { digits: 'short', round: 'up' })} ${unit}`;
  return (
    <>
      <span
        className={`curve-dot curve-trade ${tone}`}
        style={{ insetInlineStart: `${left}%`, insetBlockStart: `${Math.max(0, top)}%` }}
      />
      <p className="curve-legend" data-corner={corner}>
        <span className={`curve-dot ${tone}`} />
        {t('pool.yours', { amount })} · {formatPercentPpb(quote.impactPpb)} %
      </p>
    </>
  );
}
