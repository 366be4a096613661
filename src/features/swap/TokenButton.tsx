import { ChevronDown } from 'lucide-react';
import { useText } from '#i18n/useText.ts';
import { isolate } from '#ui/isolate.ts';
import { Skeleton } from '#ui/Skeleton.tsx';
import { TokenBadge } from '#ui/TokenBadge.tsx';
import { TokenName } from '#ui/TokenName.tsx';
import type { SwapView } from './useSwapView.ts';

interface TokenButtonProps {
  readonly view: SwapView;
  readonly onToken: () => void;
}

/** The Alpha of the trade; opens the picker. */
export function AlphaToken({ view, onToken }: TokenButtonProps) {
  const t = useText();
  const { netuid, subnet } = view.trade;
  if (netuid === null) {
    return (
      <button type="button" className="token token-empty" onClick={onToken}>
        {t('swap.choose')}
        <ChevronDown size={16} aria-hidden />
      </button>
    );
  }
  const name = subnet?.name ?? '';
  return (
    <button
      type="button"
      className="token"
      title={`SN${netuid} ${isolate(name)}`}
      aria-label={t('swap.chooseLong', { token: `SN${netuid} ${name}` })}
      onClick={onToken}
    >
      <TokenBadge symbol={subnet?.symbol ?? ''} />
      {view.facts.subnets === null ? (
        <Skeleton sample={`SN${netuid} Name`} />
      ) : (
        <TokenName netuid={netuid} name={name} />
      )}
      <ChevronDown size={16} aria-hidden />
    </button>
  );
}

/** TAO stands on one side of every swap. */
export function TaoToken() {
  return (
    <span className="token token-fixed">
      <TokenBadge symbol="τ" />
      <span className="token-name">TAO</span>
    </span>
  );
}
