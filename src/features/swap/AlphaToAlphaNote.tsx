import { useText } from '#i18n/useText.ts';
import { onlyBuy, onlySell } from './swapForm.ts';
import type { Trade } from './swapView.ts';

/** Says of a link from one Alpha to another that this takes two orders here, and offers each. */
export function AlphaToAlphaNote({ trade }: { readonly trade: Trade }) {
  const t = useText();
  const { netuid: from, otherNetuid: to } = trade;
  if (from === null || to === null) return null;
  return (
    <div className="note note-amber note-choices" role="alert">
      <span>{t('swap.alphaToAlpha', { from, to })}</span>
      <button type="button" className="link-button" onClick={onlySell}>
        {t('swap.onlySell', { from })}
      </button>
      <button type="button" className="link-button" onClick={onlyBuy}>
        {t('swap.onlyBuy', { to })}
      </button>
    </div>
  );
}
