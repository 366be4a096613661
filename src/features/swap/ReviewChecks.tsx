import type { ReactNode } from 'react';
import { formatAmount } from '#domain/amount.ts';
import type { SwapOrder } from '#domain/order.ts';
import { type Text, useText } from '#i18n/useText.ts';
import { errorText } from '#ui/errorText.ts';
import { isolate } from '#ui/isolate.ts';
import { unitsOf } from './units.ts';
import type { PreviewState } from './usePreview.ts';

type Tone = 'open' | 'good' | 'amber' | 'red';

const DOTS = { open: 'dot', good: 'dot dot-good', amber: 'dot dot-amber', red: 'dot dot-red' } as const;

interface ReviewChecksProps {
  readonly order: SwapOrder;
  readonly state: PreviewState;
}

/** What was tried of the order before anyone is asked to sign, and what will be after. */
export function ReviewChecks({ order, state }: ReviewChecksProps) {
  const t = useText();
  const { preview, fault } = state;
  const readBack: readonly [Tone, string] =
    fault !== null
      ? ['red', errorText(t, fault)]
      : preview === null
        ? ['open', t('review.readingBack')]
        : ['good', t('review.readBack')];
  return (
    <section aria-label={t('review.checks')}>
      <h3 className="field-label">{t('review.checks')}</h3>
      <ul className="review-checks">
        <Check tone={readBack[0]}>{readBack[1]}</Check>
        {fault !== null ? null : (
          <>
            <Decoded t={t} preview={preview} />
            <SimulatedSwap t={t} preview={preview} unit={unitsOf(order.side, order.netuid).received} />
            <Check tone="open">{t('review.thenRehearsed')}</Check>
          </>
        )}
      </ul>
    </section>
  );
}

function Check({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <li className="check">
      <span className={DOTS[tone]} />
      <span className={tone === 'red' ? 'red' : undefined}>{children}</span>
    </li>
  );
}

interface TriedProps {
  readonly t: Text;
  readonly preview: PreviewState['preview'];
}

/** A node prices a transaction only when it can decode it. */
function Decoded({ t, preview }: TriedProps) {
  if (preview === null) return <Check tone="open">{t('review.decoding')}</Check>;
  if (preview.fee === null) return <Check tone="amber">{t('review.notDecoded')}</Check>;
  const fee = isolate(`${formatAmount(preview.fee, { round: 'up' })}\u00a0τ`);
  return <Check tone="good">{t('review.decoded', { fee })}</Check>;
}

function SimulatedSwap({ t, preview, unit }: TriedProps & { readonly unit: string }) {
  if (preview === null) return <Check tone="open">{t('review.simulating')}</Check>;
  const { simulated } = preview;
  const block = preview.block.toLocaleString('en');
  if (simulated.kind === 'unknown') return <Check tone="amber">{t('review.notSimulated', { block })}</Check>;
  const fills = simulated.kind === 'fills';
  const out = isolate(`${formatAmount(simulated.out)}\u00a0${unit}`);
  return (
    <Check tone={fills ? 'good' : 'amber'}>
      {t(fills ? 'review.simulated' : 'review.simulatedShort', { block, out })}
    </Check>
  );
}
