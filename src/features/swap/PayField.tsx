import { useId } from 'react';
import { formatPlain } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { amountText } from '#ui/amountText.ts';
import { fitting } from './fitting.ts';
import { typeAmount } from './swapForm.ts';
import { MAX } from './swapLink.ts';
import { AlphaToken, TaoToken } from './TokenButton.tsx';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';

interface PayFieldProps {
  readonly view: SwapView;
  readonly onToken: () => void;
}

/** What is paid: typed by the person, refused in place when it cannot be read. */
export function PayField({ view, onToken }: PayFieldProps) {
  const t = useText();
  const id = useId();
  const { trade } = view;
  const refusal = trade.input.ok || trade.input.reason === 'empty' ? null : trade.input.reason;
  const shown = trade.amount !== MAX ? trade.amount : trade.max === null ? '' : formatPlain(trade.max);
  return (
    <div className="amount-field">
      <label className="amount-label" htmlFor={id}>
        {t('swap.pay')}
      </label>
      <div className="amount-line">
        <span className="fit">
          <input
            id={id}
            className="amount-input"
            aria-label={t('swap.payAmount')}
            style={fitting(shown)}
            aria-invalid={refusal !== null}
            aria-describedby={refusal === null ? undefined : `${id}-refusal`}
            inputMode="decimal"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            placeholder="0"
            maxLength={64}
            value={shown}
            onChange={(event) => typeAmount(event.target.value)}
          />
        </span>
        {trade.side === 'buy' ? <TaoToken /> : <AlphaToken view={view} onToken={onToken} />}
      </div>
      <div className="amount-foot">
        {refusal === null ? (
          <Holding view={view} />
        ) : (
          <span className="red" id={`${id}-refusal`}>
            {t(`swap.amountRefused.${refusal}`)}
          </span>
        )}
        <MaxButton view={view} />
      </div>
    </div>
  );
}

function Holding({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { trade, facts } = view;
  const unit = unitsOf(trade.side, trade.netuid ?? 0).paid;
  const held = trade.side === 'buy' ? (facts.balance?.free ?? null) : trade.position;
  if (facts.account === null || held === null) return <span />;
  const key = trade.side === 'buy' ? 'swap.balance' : 'swap.position';
  return <span>{t(key, { amount: amountText(held, unit) })}</span>;
}

function MaxButton({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { side, netuid, max } = view.trade;
  if (max === null || max === 0n) return null;
  const amount = amountText(max, unitsOf(side, netuid ?? 0).paid);
  return (
    <button
      type="button"
      className="link-button"
      aria-label={t('swap.maxLong', { amount })}
      onClick={() => typeAmount(MAX)}
    >
      {t('swap.max')}
    </button>
  );
}
