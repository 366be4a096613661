import { ArrowDown } from 'lucide-react';
import { useStore } from 'zustand';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Note } from '#ui/Note.tsx';
import { ActionButton } from './ActionButton.tsx';
import { AlphaToAlphaNote } from './AlphaToAlphaNote.tsx';
import { CheckLine } from './CheckLine.tsx';
import type { Doors } from './doors.ts';
import { GenerationNote } from './GenerationNote.tsx';
import { PayField } from './PayField.tsx';
import { QuoteRows } from './QuoteRows.tsx';
import { ReceiveField } from './ReceiveField.tsx';
import { RemainderNote } from './RemainderNote.tsx';
import { flipSides } from './swapForm.ts';
import { TolerancePopover } from './TolerancePopover.tsx';
import type { SwapView } from './useSwapView.ts';

interface TradeCardProps {
  readonly view: SwapView;
  readonly doors: Doors;
  readonly onReview: () => void;
}

/** The trade: what is paid, what comes of it, and the one button. */
export function TradeCard({ view, doors, onReview }: TradeCardProps) {
  const t = useText();
  const isProtected = useStore(settings, ({ protection }) => protection);
  const buys = view.trade.side === 'buy';
  // A netuid that is not on this chain has no pool to wait for.
  const isKnown = view.facts.subnets === null || view.trade.netuid === null || view.trade.subnet !== null;
  return (
    <section className="card trade" aria-labelledby="trade-title">
      <div className="card-head">
        <h1 className="card-title" id="trade-title">
          {t(buys ? 'swap.buyTitle' : 'swap.sellTitle')}{' '}
          <span className="card-title-small">({t(buys ? 'swap.buyCall' : 'swap.sellCall')})</span>
        </h1>
        <TolerancePopover view={view} />
      </div>
      <div className="fields">
        <PayField view={view} onToken={doors.subnet} />
        <button type="button" className="flip" aria-label={t('swap.flip')} onClick={flipSides}>
          <ArrowDown size={16} aria-hidden />
        </button>
        <ReceiveField view={view} onToken={doors.subnet} />
      </div>
      <AlphaToAlphaNote trade={view.trade} />
      <GenerationNote view={view} />
      <RemainderNote view={view} />
      {isProtected ? null : <Note tone="amber">{t('swap.unprotectedNote')}</Note>}
      {isKnown ? <QuoteRows view={view} onValidator={doors.validator} /> : null}
      <ActionButton view={view} doors={doors} onReview={onReview} />
      {isKnown ? <CheckLine view={view} /> : null}
    </section>
  );
}
