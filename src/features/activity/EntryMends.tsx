import type { ActivityEntry } from '#domain/activity.ts';
import { failureOf, mendsOf } from '#domain/failure.ts';
import type { Mend } from '#domain/mend.ts';
import { useText } from '#i18n/useText.ts';
import { Button } from '#ui/Button.tsx';

export type OnMend = (entry: ActivityEntry, mend: Mend) => void;

/** Mends that are had without a quote; of the others the form knows more, once it has the order again. */
const WITHOUT_QUOTE: readonly Mend[] = ['useMax', 'validator', 'subnet', 'account', 'network'];

interface EntryMendsProps {
  readonly entry: ActivityEntry;
  readonly onMend: OnMend;
}

/** Beside the reason of an order that came to nothing: what mends it, and the order in the form again. */
export function EntryMends({ entry, onMend }: EntryMendsProps) {
  const t = useText();
  const failure = failureOf(entry.phase);
  if (failure === null) return null;
  const mends = mendsOf(failure, entry.side).filter((mend) => WITHOUT_QUOTE.includes(mend));
  return (
    <p className="activity-mends">
      {[...mends, 'again' as const].map((mend) => (
        <Button key={mend} onClick={() => onMend(entry, mend)}>
          {t(mend === 'useMax' && entry.side === 'sell' ? 'mend.sellMax' : textKey(mend))}
        </Button>
      ))}
    </p>
  );
}

function textKey(mend: Mend) {
  switch (mend) {
    case 'useMax':
    case 'validator':
    case 'subnet':
    case 'account':
    case 'network':
      return `mend.${mend}` as const;
    default:
      return 'mend.again';
  }
}
