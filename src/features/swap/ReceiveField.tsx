import { formatAmount } from '#domain/amount.ts';
import { quoteExactIn } from '#domain/quote.ts';
import { ROOT } from '#domain/subnet.ts';
import { useText } from '#i18n/useText.ts';
import { amountText } from '#ui/amountText.ts';
import { Hint } from '#ui/Hint.tsx';
import { fitting } from './fitting.ts';
import { AlphaToken, TaoToken } from './TokenButton.tsx';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';

interface ReceiveFieldProps {
  readonly view: SwapView;
  readonly onToken: () => void;
}

/** What comes of it: follows the amount that is paid. */
export function ReceiveField({ view, onToken }: ReceiveFieldProps) {
  const t = useText();
  const { trade, quote, chainQuote } = view;
  const out = quote?.amountOut ?? chainQuote?.out ?? null;
  const text = out === null ? '' : formatAmount(out);
  return (
    <div className="amount-field amount-field-still">
      <span className="amount-label">{t('swap.receive')}</span>
      <div className="amount-line">
        <span className="fit">
          <output
            className={text === '' ? 'amount-output amount-none' : 'amount-output'}
            aria-label={t('swap.receive')}
            style={fitting(text)}
          >
            {text === '' ? '0' : text}
          </output>
        </span>
        {trade.side === 'sell' ? <TaoToken /> : <AlphaToken view={view} onToken={onToken} />}
      </div>
      <div className="amount-foot">
        <span />
        <BackNow view={view} />
      </div>
    </div>
  );
}

/** What the result would bring if it were swapped straight back. */
function BackNow({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { quote, trade, source } = view;
  if (quote === null || trade.netuid === null || trade.netuid === ROOT || source !== 'local') return null;
  const back = quoteExactIn(quote.poolAfter, quote.side === 'buy' ? 'sell' : 'buy', quote.amountOut, 10_000);
  if (!back.ok) return null;
  const unit = unitsOf(quote.side, trade.netuid).paid;
  return (
    <Hint text={t('swap.backNowHint')}>
      {t('swap.backNow', { amount: amountText(back.quote.amountOut, unit) })}
    </Hint>
  );
}
