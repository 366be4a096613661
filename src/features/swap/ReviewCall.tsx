import { useEffect } from 'react';
import { estimateFee } from '#actions/estimateFee.ts';
import { callOf, type SwapOrder } from '#domain/order.ts';
import { useText } from '#i18n/useText.ts';
import { CallView } from './CallView.tsx';
import { ReviewChecks } from './ReviewChecks.tsx';
import { ReviewSigned } from './ReviewSigned.tsx';
import type { PreviewState } from './usePreview.ts';

interface ReviewCallProps {
  readonly order: SwapOrder;
  readonly state: PreviewState;
}

/** The call as the wallet will show it, with the hash of its bytes, what was tried of it, and all else that is signed. */
export function ReviewCall({ order, state }: ReviewCallProps) {
  const t = useText();
  const { method } = callOf(order);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fee depends on the call's name alone.
  useEffect(() => void estimateFee(order), [method]);
  const { preview, fault, isCurrent } = state;
  const transaction = isCurrent ? (preview?.transaction ?? null) : null;
  return (
    <div className="review-call">
      <h3 className="field-label">{t('review.sends')}</h3>
      <CallView call={transaction?.call ?? callOf(order)} />
      <p className="field-label">
        {t('review.hash')}{' '}
        <span className="mono">
          {transaction?.callHash ??
            t(isCurrent && fault !== null ? 'review.prepareFailed' : 'review.preparing')}
        </span>
      </p>
      <ReviewChecks order={order} state={state} />
      {preview === null ? null : <ReviewSigned transaction={preview.transaction} />}
    </div>
  );
}
