import { useText } from '#i18n/useText.ts';
import { acceptGeneration } from './swapForm.ts';
import type { SwapView } from './useSwapView.ts';

/** Says that the link, or the form as it was, meant another subnet than the one that bears its number now. */
export function GenerationNote({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { otherGeneration, subnet } = view.trade;
  if (!otherGeneration || subnet === null) return null;
  return (
    <div className="note note-amber" role="alert">
      {t('pool.otherGeneration', { netuid: subnet.netuid })}{' '}
      <button type="button" className="link-button" onClick={() => acceptGeneration(subnet.registeredAt)}>
        {`SN${subnet.netuid} `}
        <bdi>{subnet.name}</bdi>
      </button>
    </div>
  );
}
