import { useStore } from 'zustand';
import { formatPriceRao } from '#domain/amount.ts';
import { callOf } from '#domain/order.ts';
import type { Quote } from '#domain/quote.ts';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Hint } from '#ui/Hint.tsx';
import { Row } from '#ui/Row.tsx';
import { CallView } from './CallView.tsx';
import { orderOf } from './orderOf.ts';
import { spotText } from './priceText.ts';
import type { SwapView } from './useSwapView.ts';

/** What unfolds: prices, the limit, and the very call that would be sent. */
export function QuoteDetails({ view }: { readonly view: SwapView }) {
  const t = useText();
  const isProtected = useStore(settings, ({ protection }) => protection);
  const { quote } = view;
  const order = orderOf('', view.trade, view.snapshot, quote, isProtected);
  return (
    <details className="unfold">
      <summary>{t('common.details')}</summary>
      {quote === null ? null : <Prices quote={quote} limit={isProtected ? quote.limitPrice : null} />}
      {order === null ? null : <CallView call={callOf(order)} />}
    </details>
  );
}

function Prices({ quote, limit }: { readonly quote: Quote; readonly limit: bigint | null }) {
  const t = useText();
  return (
    <dl className="rows">
      <Row name={t('swap.spotBefore')}>{spotText(quote.spotBefore)}</Row>
      <Row name={t('swap.spotAfter')}>{spotText(quote.spotAfter)}</Row>
      <Row name={<Hint text={t('swap.limitHint')}>{t('swap.limitPrice')}</Hint>}>
        {limit === null ? t('swap.noLimit') : `${formatPriceRao(limit)}\u00a0τ`}
      </Row>
      <Row name={t('swap.worst')}>{`${formatPriceRao(quote.worstPrice)}\u00a0τ`}</Row>
    </dl>
  );
}
