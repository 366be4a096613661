import { formatPercentPpb } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { amountText } from '#ui/amountText.ts';
import { Button } from '#ui/Button.tsx';
import { BlockerMend } from './BlockerMend.tsx';
import { blockerText } from './blockerText.ts';
import type { Doors } from './doors.ts';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';

interface ActionButtonProps {
  readonly view: SwapView;
  readonly doors: Doors;
  readonly onReview: () => void;
}

/** The one button. Off, it says why; when a click can mend the reason, it does that. */
export function ActionButton({ view, doors, onReview }: ActionButtonProps) {
  const t = useText();
  const { blocker, trade } = view;
  const cures = {
    connectWallet: doors.account,
    watchOnly: doors.account,
    chooseToken: doors.subnet,
    noSuchSubnet: doors.subnet,
    chooseValidator: doors.validator,
  };
  const text = blocker === null ? t('swap.review') : blockerText(t, blocker, trade.netuid);
  const cure =
    blocker === null ? onReview : Object.entries(cures).find(([kind]) => kind === blocker.kind)?.[1];
  return (
    <div className="action">
      <Button kind="primary" size="large" disabled={cure === undefined} onClick={cure}>
        {text}
      </Button>
      {cure === undefined ? <BlockerMend view={view} doors={doors} /> : null}
      <p className="hidden" role="status">
        {blocker === null ? <Spoken view={view} /> : text}
      </p>
    </div>
  );
}

/** The quote for those who listen. */
function Spoken({ view }: { readonly view: SwapView }) {
  const t = useText();
  const { quote, trade } = view;
  if (quote === null || trade.netuid === null) return null;
  const units = unitsOf(quote.side, trade.netuid);
  return t('swap.live', {
    pay: amountText(quote.amountIn, units.paid, 'up'),
    receive: amountText(quote.amountOut, units.received),
    impact: formatPercentPpb(quote.impactPpb),
  });
}
