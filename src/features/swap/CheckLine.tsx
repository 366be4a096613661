import { formatAmount } from '#domain/amount.ts';
import { ROOT } from '#domain/subnet.ts';
import { useText } from '#i18n/useText.ts';
import { Note } from '#ui/Note.tsx';
import type { SwapView } from './useSwapView.ts';

/** What the chain's own simulation said of the quote on screen. */
export function CheckLine({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { source, check, quote, trade } = view;
  if (source === 'chainOnly') return <Note tone="amber">{t('swap.byChainOnly')}</Note>;
  if (source === 'chain') {
    const differed = check?.kind === 'different' ? check : null;
    return (
      <Note tone="amber">
        {differed === null
          ? t('swap.byChain')
          : t('swap.different', {
              block: differed.block.toLocaleString('en'),
              chain: formatAmount(differed.chainOut),
              own: formatAmount(differed.ownOut),
            })}
      </Note>
    );
  }
  const hasAmount = trade.input.ok && trade.input.value > 0n;
  if (!hasAmount || trade.netuid === null || trade.netuid === ROOT) return null;
  if (quote === null && view.snapshot !== null) return null;
  const same = check?.kind === 'equal';
  return (
    <p className="check">
      <span className={same ? 'dot dot-good' : 'dot'} />
      {same ? t('swap.same', { block: check.block.toLocaleString('en') }) : t('swap.checking')}
    </p>
  );
}
