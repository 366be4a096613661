import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { submitSwap } from '#actions/submitSwap.ts';
import type { SwapOrder } from '#domain/order.ts';
import { useText } from '#i18n/useText.ts';
import { activity } from '#stores/activity.ts';
import { settings } from '#stores/settings.ts';
import { Dialog } from '#ui/Dialog.tsx';
import type { Doors } from './doors.ts';
import { OrderProgress } from './OrderProgress.tsx';
import { orderOf } from './orderOf.ts';
import { ReviewOrder } from './ReviewOrder.tsx';
import { acceptWorse, beginReview, nextReview, type Review } from './review.ts';
import { useRuntimeGuard } from './useRuntimeGuard.ts';
import type { SwapView } from './useSwapView.ts';

interface ReviewDialogProps {
  readonly view: SwapView;
  readonly doors: Doors;
  readonly onClose: () => void;
}

/** The last look at an order, its signature, and its way to finality. One dialog, one order. */
export function ReviewDialog({ view, doors, onClose }: ReviewDialogProps) {
  const t = useText();
  const isProtected = useStore(settings, ({ protection }) => protection);
  const live = (id: string) => orderOf(id, view.trade, view.snapshot, view.quote, isProtected);
  const [review, setReview] = useState<Review | null>(() => begin(live(crypto.randomUUID())));
  const [isSent, setSent] = useState(false);
  const account = view.facts.account?.address ?? null;
  const [reviewedBy] = useState(account);
  const entry = useStore(
    activity,
    ({ entries }) => entries.find(({ id }) => id === review?.order.id) ?? null,
  );

  if (review !== null && !isSent) {
    const next = nextReview(review, live(review.order.id));
    if (next !== review) setReview(next);
  }
  // Another account may not sign what this one reviewed.
  useEffect(() => {
    if (!isSent && account !== reviewedBy) onClose();
  }, [isSent, account, reviewedBy, onClose]);
  useRuntimeGuard(isSent || review === null ? null : review.order, onClose);
  const send = () => {
    const { subnet } = view.trade;
    if (review === null || subnet === null || isSent || account !== reviewedBy) return;
    setSent(true);
    void submitSwap(review.order, subnet);
  };
  const again = () => {
    setSent(false);
    setReview(begin(live(crypto.randomUUID())));
  };

  return (
    <Dialog open holds onClose={onClose} title={t(isSent ? 'activity.progress' : 'review.title')}>
      {isSent ? (
        <OrderProgress entry={entry} view={view} doors={doors} onAgain={again} onDone={onClose} />
      ) : review === null ? null : (
        <ReviewOrder
          view={view}
          review={review}
          onAccept={() => setReview(acceptWorse(review))}
          onSend={send}
        />
      )}
    </Dialog>
  );
}

function begin(order: SwapOrder | null): Review | null {
  return order === null ? null : beginReview(order);
}
