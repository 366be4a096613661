import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatPercentPpb } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { market } from '#stores/market.ts';
import { Age } from '#ui/Age.tsx';
import { Amount } from '#ui/Amount.tsx';
import { Hint } from '#ui/Hint.tsx';
import { Row } from '#ui/Row.tsx';
import { impactClass } from './impactBand.ts';
import { MinimumRow } from './MinimumRow.tsx';
import { Pending } from './Pending.tsx';
import { rateText } from './priceText.ts';
import { QuoteDetails } from './QuoteDetails.tsx';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';
import { ValidatorText } from './ValidatorText.tsx';

interface QuoteRowsProps {
  readonly view: SwapView;
  readonly onValidator: () => void;
}

/** The numbers of the quote, each by itself; they stand as soon as there is an amount. */
export function QuoteRows({ view, onValidator }: QuoteRowsProps) {
  const t = useText();
  const { trade, quote, facts, amountIn } = view;
  if (!trade.input.ok || trade.input.value === 0n || trade.netuid === null) return null;
  const units = unitsOf(trade.side, trade.netuid);
  const fee = quote?.fee ?? view.chainQuote?.fee ?? null;
  return (
    <div className="quote">
      <dl className="rows">
        <RateRow view={view} />
        <Row name={<Hint text={t('swap.impactHint')}>{t('swap.impact')}</Hint>}>
          {quote === null ? (
            <Pending view={view} sample="0.013 %" />
          ) : (
            <span className={impactClass(quote.impactPpb)}>{formatPercentPpb(quote.impactPpb)} %</span>
          )}
        </Row>
        <Row name={<Hint text={t('swap.feeHint')}>{t('swap.fee')}</Hint>}>
          {fee === null || amountIn === null ? (
            <Pending view={view} sample="0.0125887 τ" />
          ) : (
            <FeeText fee={fee} amountIn={amountIn} unit={units.paid} />
          )}
        </Row>
        {trade.fixed === 'receive' ? (
          <Row name={<Hint text={t('swap.maximumHint')}>{t('swap.maximum')}</Hint>}>
            {amountIn === null ? (
              <Pending view={view} sample="25.000000001 τ" />
            ) : (
              <Amount value={amountIn} unit={units.paid} digits="full" round="up" />
            )}
          </Row>
        ) : null}
        <MinimumRow
          quote={quote}
          unit={units.received}
          pending={<Pending view={view} sample="356.746078886 SN64" />}
        />
        <Row name={<Hint text={t('swap.networkFeeHint')}>{t('swap.networkFee')}</Hint>}>
          {facts.networkFee === null ? (
            <Pending view={view} sample="0.000850536 τ" />
          ) : (
            <Amount value={facts.networkFee} unit="τ" digits="full" round="up" />
          )}
        </Row>
        <Row name={t('swap.validator')}>
          <button type="button" className="row-button" onClick={onValidator}>
            {facts.validators === null && trade.choice === null ? (
              <Pending view={view} sample="Rizzo · 18 % take" />
            ) : (
              <ValidatorText choice={trade.choice} />
            )}
            <ChevronRight size={14} aria-hidden />
          </button>
        </Row>
        <QuotedAtRow view={view} />
      </dl>
      <QuoteDetails view={view} />
    </div>
  );
}

/** The rate of this trade, fee included; pressing it turns it around. */
function RateRow({ view }: { readonly view: SwapView }) {
  const t = useText();
  const [turned, setTurned] = useState(false);
  const { trade, quote, chainQuote } = view;
  const amountOut = quote?.amountOut ?? chainQuote?.out ?? 0n;
  const amountIn = view.amountIn ?? 0n;
  const text = rateText({ side: trade.side, netuid: trade.netuid ?? 0, amountIn, amountOut }, turned);
  return (
    <Row name={t('swap.rate')}>
      {text === null ? (
        <Pending view={view} sample="1 SN64 = 0.0697 τ" />
      ) : (
        <button
          type="button"
          className="row-button"
          title={t('swap.rateFlip')}
          onClick={() => setTurned(!turned)}
        >
          <bdi>{text}</bdi>
        </button>
      )}
    </Row>
  );
}

function FeeText({
  fee,
  amountIn,
  unit,
}: {
  readonly fee: bigint;
  readonly amountIn: bigint;
  readonly unit: string;
}) {
  const share = formatPercentPpb((fee * 1_000_000_000n) / amountIn);
  return (
    <>
      <Amount value={fee} unit={unit} round="up" /> <span className="muted">· {share} %</span>
    </>
  );
}

function QuotedAtRow({ view }: { readonly view: SwapView }) {
  const t = useText();
  const receivedAt = useStore(market, ({ headReceivedAt }) => headReceivedAt);
  const block = view.quotedAt?.number ?? null;
  return (
    <Row name={t('swap.quotedAt')}>
      {block === null ? (
        <Pending view={view} sample="#9,240,388" />
      ) : (
        <span>#{block.toLocaleString('en')}</span>
      )}{' '}
      {receivedAt === null ? null : <Age since={receivedAt} />}
    </Row>
  );
}
