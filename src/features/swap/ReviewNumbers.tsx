import { useStore } from 'zustand';
import { formatPercentPpb } from '#domain/amount.ts';
import { callOf, type SwapOrder } from '#domain/order.ts';
import { useText } from '#i18n/useText.ts';
import { session } from '#stores/session.ts';
import { Amount } from '#ui/Amount.tsx';
import { Row } from '#ui/Row.tsx';
import { shortAddress } from '#ui/shortAddress.ts';
import { impactClass } from './impactBand.ts';
import { MinimumRow } from './MinimumRow.tsx';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';
import { ValidatorText } from './ValidatorText.tsx';

/** The numbers of an order that is about to be signed, all of their digits. */
export function ReviewNumbers({ order, view }: { readonly order: SwapOrder; readonly view: SwapView }) {
  const t = useText();
  const { quote } = order;
  const { account } = view.facts;
  const units = unitsOf(order.side, order.netuid);
  const networkFee = useStore(session, ({ networkFees }) => networkFees.get(callOf(order).method) ?? null);
  return (
    <dl className="rows review-rows">
      {account === null ? null : (
        <Row name={t('wallet.account')}>
          <span className="mono" title={account.address}>
            {shortAddress(account.address, 6)}
          </span>
        </Row>
      )}
      <Row name={t('review.pay')}>
        <b>
          <Amount value={order.amountIn} unit={units.paid} digits="full" round="up" />
        </b>
      </Row>
      <Row name={t('review.receive')}>
        <b>
          <Amount value={quote.amountOut} unit={units.received} digits="full" />
        </b>
      </Row>
      <MinimumRow quote={quote} unit={units.received} pending="–" />
      <Row name={t('swap.impact')}>
        <span className={impactClass(quote.impactPpb)}>{formatPercentPpb(quote.impactPpb)} %</span>
      </Row>
      <Row name={t('swap.fee')}>
        <Amount value={quote.fee} unit={units.paid} digits="full" round="up" />
      </Row>
      <Row name={t('swap.networkFee')}>
        {networkFee === null ? '–' : <Amount value={networkFee} unit="τ" digits="full" round="up" />}
      </Row>
      <Row name={t('swap.validator')}>
        <ValidatorText choice={view.trade.choice} />
      </Row>
      <Row name={t('swap.quotedAt')}>#{order.quotedAt.number.toLocaleString('en')}</Row>
    </dl>
  );
}
