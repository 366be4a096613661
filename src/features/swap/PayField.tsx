import { formatPlain } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { amountText } from '#ui/amountText.ts';
import { AmountField } from './AmountField.tsx';
import { MaxNote } from './MaxNote.tsx';
import { typePay } from './swapForm.ts';
import { MAX } from './swapLink.ts';
import { AlphaToken, TaoToken } from './TokenButton.tsx';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';

interface PayFieldProps {
  readonly view: SwapView;
  readonly onToken: () => void;
}

/** What is paid: typed by the person, or as much as what is to be received takes. */
export function PayField({ view, onToken }: PayFieldProps) {
  const t = useText();
  const { trade, amountIn } = view;
  const most = trade.max === null ? '' : formatPlain(trade.max.amount);
  const text = trade.amount === MAX ? most : trade.amount;
  return (
    <AmountField
      label={t('swap.pay')}
      name={t('swap.payAmount')}
      typed={trade.fixed === 'pay' ? { text, input: trade.input } : null}
      quoted={amountIn}
      onType={typePay}
      token={trade.side === 'buy' ? <TaoToken /> : <AlphaToken view={view} onToken={onToken} />}
      foot={<Holding view={view} />}
      footEnd={<MaxButton view={view} />}
      note={<MaxNote trade={trade} />}
    />
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
  if (max === null || max.amount === 0n) return null;
  const amount = amountText(max.amount, unitsOf(side, netuid ?? 0).paid);
  return (
    <button
      type="button"
      className="link-button"
      aria-label={t('swap.maxLong', { amount })}
      onClick={() => typePay(MAX)}
    >
      {t('swap.max')}
    </button>
  );
}
