import { useText } from '#i18n/useText.ts';
import { acceptGeneration } from './swapForm.ts';
import type { SwapView } from './useSwapView.ts';

/** Says that a link meant another subnet than the one that bears its number now. */
export function GenerationNote({ view }: { readonly view: SwapView }) {
  const t = useText();
  if (!view.trade.otherGeneration) return null;
  return (
    <div className="note note-amber" role="alert">
      {t('pool.otherGeneration', { netuid: view.trade.netuid ?? '' })}{' '}
      <button type="button" className="link-button" onClick={acceptGeneration}>
        {`SN${view.trade.netuid ?? ''} `}
        <bdi>{view.trade.subnet?.name}</bdi>
      </button>
    </div>
  );
}
