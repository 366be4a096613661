import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Quote } from '#domain/quote.ts';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Amount } from '#ui/Amount.tsx';
import { Hint } from '#ui/Hint.tsx';
import { Row } from '#ui/Row.tsx';
import { toleranceText } from './toleranceText.ts';

interface MinimumRowProps {
  readonly quote: Quote | null;
  readonly unit: string;
  /** Shown while there is no quote. */
  readonly pending: ReactNode;
}

/** The least that an order brings, or that there is none such. */
export function MinimumRow({ quote, unit, pending }: MinimumRowProps) {
  const t = useText();
  const isProtected = useStore(settings, ({ protection }) => protection);
  const tolerance = useStore(settings, ({ toleranceBps }) => toleranceText(toleranceBps));
  const hint = quote === null || quote.wantedOut === null ? 'swap.minimumHint' : 'swap.minimumHintWanted';
  return (
    <Row name={<Hint text={t(hint, { tolerance })}>{t('swap.minimum')}</Hint>}>
      {!isProtected ? (
        <span className="amber">{t('swap.unprotected')}</span>
      ) : quote === null ? (
        pending
      ) : (
        <Amount value={quote.minimumOut} unit={unit} digits="full" />
      )}
    </Row>
  );
}
