import { useState } from 'react';
import type { ActivityEntry } from '#domain/activity.ts';
import { failureOf, mendsOf } from '#domain/failure.ts';
import { useText } from '#i18n/useText.ts';
import { Button } from '#ui/Button.tsx';
import type { Doors } from './doors.ts';
import { mendChoice } from './mendChoice.ts';
import type { SwapView } from './useSwapView.ts';

interface OrderMendsProps {
  readonly entry: ActivityEntry;
  readonly view: SwapView;
  readonly doors: Doors;
  /** Shows the order with the quote of now, to be signed or not. */
  readonly onAgain: () => void;
  /** Back to the form. */
  readonly onForm: () => void;
}

/** Under an order that came to nothing: the clicks that mend it in the form, and the way back to the order. */
export function OrderMends({ entry, view, doors, onAgain, onForm }: OrderMendsProps) {
  const t = useText();
  const failure = failureOf(entry.phase);
  const head = view.facts.head?.number ?? 0;
  const [endedAt] = useState(head);
  if (failure === null) return null;
  const mends = mendsOf(failure, entry.side);
  const choices = mends.map((mend) => mendChoice(t, mend, view, doors)).filter((choice) => choice !== null);
  const waits = mends.includes('nextBlock') && head <= endedAt;
  return (
    <>
      {choices.map(({ mend, text, run }) => (
        <Button
          key={mend}
          onClick={() => {
            // Before what it opens: that may be another dialog.
            onForm();
            run();
          }}
        >
          {text}
        </Button>
      ))}
      <Button onClick={onAgain} disabled={waits}>
        {t(waits ? 'mend.waitForBlock' : 'review.again')}
      </Button>
    </>
  );
}
