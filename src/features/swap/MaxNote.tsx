import { formatAmount } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { isolate } from '#ui/isolate.ts';
import { MAX } from './swapLink.ts';
import type { Trade } from './swapView.ts';
import { unitsOf } from './units.ts';

/** Why the most that can be paid is less than what is held: once the most is wanted, and of a lock always. */
export function MaxNote({ trade }: { readonly trade: Trade }) {
  const t = useText();
  const { max, side, netuid, fixed, amount } = trade;
  const wanted = fixed === 'pay' && amount === MAX;
  const kept = (max?.kept ?? []).filter(({ reason }) => wanted || reason === 'locked');
  if (kept.length === 0) return null;
  const unit = unitsOf(side, netuid ?? 0).paid;
  const reasons = kept.map((each) =>
    t(`swap.kept.${each.reason}`, { amount: isolate(`${formatAmount(each.amount)}\u00a0${unit}`) }),
  );
  return <p className="amount-note">{t('swap.keptBack', { reasons: reasons.join(' · ') })}</p>;
}
