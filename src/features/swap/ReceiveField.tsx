import { formatAmount } from '#domain/amount.ts';
import { quoteExactIn } from '#domain/quote.ts';
import { ROOT } from '#domain/subnet.ts';
import { useText } from '#i18n/useText.ts';
import { amountText } from '#ui/amountText.ts';
import { Hint } from '#ui/Hint.tsx';
import { isolate } from '#ui/isolate.ts';
import { AmountField } from './AmountField.tsx';
import { typeReceive } from './swapForm.ts';
import { AlphaToken, TaoToken } from './TokenButton.tsx';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';

interface ReceiveFieldProps {
  readonly view: SwapView;
  readonly onToken: () => void;
}

/** What comes of it: follows the amount that is paid, or is typed and decides that amount. */
export function ReceiveField({ view, onToken }: ReceiveFieldProps) {
  const t = useText();
  const { trade, quote, chainQuote } = view;
  return (
    <AmountField
      label={t('swap.receive')}
      name={t('swap.receiveAmount')}
      typed={trade.fixed === 'receive' ? { text: trade.amount, input: trade.input } : null}
      quoted={quote?.amountOut ?? chainQuote?.out ?? null}
      onType={typeReceive}
      token={trade.side === 'sell' ? <TaoToken /> : <AlphaToken view={view} onToken={onToken} />}
      foot={<Gives view={view} />}
      footEnd={<BackNow view={view} />}
    />
  );
}

/** What the smallest amount that is enough really brings, where that is not to the unit what was wanted. */
function Gives({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { quote, trade } = view;
  if (quote === null || quote.wantedOut === null || quote.wantedOut === quote.amountOut) return <span />;
  const unit = unitsOf(quote.side, trade.netuid ?? 0).received;
  return <span>{t('swap.gives', { amount: isolate(`${formatAmount(quote.amountOut)}\u00a0${unit}`) })}</span>;
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
