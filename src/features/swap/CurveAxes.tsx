import { formatAmount } from '#domain/amount.ts';
import { ticks } from './curveScale.ts';

interface CurveAxesProps {
  /** Right end, in base units. */
  readonly width: bigint;
  /** Top, in percent. */
  readonly height: number;
  readonly unit: string;
}

/** Round values along both sides of the curve. Decoration: the caption says what matters. */
export function CurveAxes({ width, height, unit }: CurveAxesProps) {
  const across = Number(width);
  return (
    <div aria-hidden>
      {ticks(height, 4).map((percent) => (
        <div key={percent} className="curve-level" style={{ insetBlockEnd: `${(percent / height) * 100}%` }}>
          <span>{percent} %</span>
        </div>
      ))}
      {ticks(across, 3).map((amount) => (
        <span
          key={amount}
          className="curve-across"
          style={{ insetInlineStart: `${(amount / across) * 100}%` }}
        >
          {amount === 0 ? '0' : `${formatAmount(BigInt(Math.round(amount)))} ${unit}`}
        </span>
      ))}
    </div>
  );
}
