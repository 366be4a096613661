import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatPercentPpb } from '#domain/amount.ts';
import { suggestTolerance } from '#domain/tolerance.ts';
import { useText } from '#i18n/useText.ts';
import { market } from '#stores/market.ts';
import { settings } from '#stores/settings.ts';
import { pricePoints } from './pricePoints.ts';
import { toleranceText } from './toleranceText.ts';
import type { SwapView } from './useSwapView.ts';

/** A tolerance by what this pool did in the blocks that were seen; one press takes it. Says so when they are too few. */
export function SuggestedTolerance({ view }: { readonly view: SwapView }) {
  const t = useText();
  const history = useStore(market, ({ priceHistory }) => priceHistory);
  const current = useStore(settings, ({ toleranceBps }) => toleranceBps);
  const { subnet } = view.trade;
  const suggestion = useMemo(
    () => (subnet === null ? null : suggestTolerance(pricePoints(history, subnet))),
    [history, subnet],
  );
  if (view.snapshot?.pool.kind !== 'weighted') return null;
  if (suggestion === null) return <p className="field-label">{t('tolerance.tooFew')}</p>;
  const { bps, blocks, movedPpb } = suggestion;
  const value = toleranceText(bps);
  return (
    <div className="suggestion">
      <p className="field-label">{t('tolerance.moved', { blocks, moved: formatPercentPpb(movedPpb) })}</p>
      {bps === current ? (
        <p>{t('tolerance.isSuggested', { value })}</p>
      ) : (
        <button
          type="button"
          className="link-button"
          onClick={() => settings.setState({ toleranceBps: bps })}
        >
          {t('tolerance.take', { value })}
        </button>
      )}
    </div>
  );
}
