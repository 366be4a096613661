import { useState } from 'react';
import { formatAmount } from '#domain/amount.ts';
import { MAX_QUOTE_AGE } from '#domain/blocker.ts';
import { ROOT } from '#domain/subnet.ts';
import { useText } from '#i18n/useText.ts';
import { Button } from '#ui/Button.tsx';
import { isolate } from '#ui/isolate.ts';
import { Note } from '#ui/Note.tsx';
import { blockerText } from './blockerText.ts';
import { ImpactConfirm, impactAccepted } from './ImpactConfirm.tsx';
import { ReviewCall } from './ReviewCall.tsx';
import { ReviewNumbers } from './ReviewNumbers.tsx';
import type { Review } from './review.ts';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';

interface ReviewOrderProps {
  readonly view: SwapView;
  readonly review: Review;
  readonly onAccept: () => void;
  readonly onSend: () => void;
}

/** The order in numbers, the call that the wallet will show, and what must be accepted before it is signed. */
export function ReviewOrder({ view, review, onAccept, onSend }: ReviewOrderProps) {
  const t = useText();
  const [accepted, setAccepted] = useState('');
  const { order, worse } = review;
  const { facts, blocker } = view;
  const age = facts.head === null ? 0 : facts.head.number - order.quotedAt.number;
  const reason =
    blocker !== null
      ? blockerText(t, blocker, order.netuid)
      : age > MAX_QUOTE_AGE
        ? t('blocker.waitingForBlock')
        : null;
  const impact = order.netuid === ROOT ? 0n : order.quote.impactPpb;
  const maySend = reason === null && worse === null && impactAccepted(impact, accepted, t('review.word'));
  const unit = unitsOf(order.side, order.netuid).received;
  const out = (value: bigint) => isolate(`${formatAmount(value)} ${unit}`);
  return (
    <>
      <ReviewNumbers order={order} view={view} />
      {order.protected || order.netuid === ROOT ? null : (
        <Note tone="amber">{t('swap.unprotectedNote')}</Note>
      )}
      <ReviewCall order={order} />
      <ImpactConfirm impactPpb={impact} value={accepted} onChange={setAccepted} />
      {worse === null ? null : (
        <div role="alert" className="note note-amber review-worse">
          <span>
            {t('review.worse', { now: out(worse.quote.amountOut), before: out(order.quote.amountOut) })}
          </span>
          <Button onClick={onAccept}>{t('review.accept')}</Button>
        </div>
      )}
      <Button kind="primary" size="large" disabled={!maySend} onClick={onSend}>
        {reason ?? t(facts.account?.source === 'dev' ? 'review.sendDev' : 'review.send')}
      </Button>
    </>
  );
}
