import { formatAmount } from '#domain/amount.ts';
import { forcedRemainder } from '#domain/remainder.ts';
import { useText } from '#i18n/useText.ts';
import { isolate } from '#ui/isolate.ts';
import { typePay } from './swapForm.ts';
import { MAX } from './swapLink.ts';
import type { SwapView } from './useSwapView.ts';

/** Says that the chain will sell what a sale leaves, and offers to sell it in the same order, under its limit. */
export function RemainderNote({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { quote, trade, facts } = view;
  const { position, max, netuid } = trade;
  if (quote === null || position === null || facts.nominatorMinimum === null) return null;
  const left = forcedRemainder(quote, position, facts.nominatorMinimum);
  if (left === null) return null;
  return (
    <div className="note note-amber" role="status">
      {t('swap.remainder', {
        left: isolate(`${formatAmount(left)}\u00a0SN${netuid ?? ''}`),
        minimum: formatAmount(facts.nominatorMinimum),
      })}{' '}
      {max !== null && max.amount === position ? (
        <button type="button" className="link-button" onClick={() => typePay(MAX)}>
          {t('swap.sellAll')}
        </button>
      ) : null}
    </div>
  );
}
