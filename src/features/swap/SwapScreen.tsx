import './swap.css';
import { useEffect, useMemo, useState } from 'react';
import type { Doors } from './doors.ts';
import { PoolPanel } from './PoolPanel.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { TokenPicker } from './TokenPicker.tsx';
import { TradeCard } from './TradeCard.tsx';
import { useSecondOpinion } from './useSecondOpinion.ts';
import { useSwapEffects } from './useSwapEffects.ts';
import { useSwapView } from './useSwapView.ts';
import { ValidatorPicker } from './ValidatorPicker.tsx';

type Opened = 'token' | 'validator' | 'review' | null;

/** What is open when the screen is come to. */
export type OpenedFirst = Exclude<Opened, 'review'>;

interface SwapScreenProps {
  readonly opens: OpenedFirst;
  /** Called once it is open: the next visit opens nothing. */
  readonly onOpened: () => void;
  readonly onConnect: () => void;
  readonly onNetwork: () => void;
}

/** The trade on the left; what the pool can bear on the right, or under it on a phone. */
export function SwapScreen({ opens, onOpened, onConnect, onNetwork }: SwapScreenProps) {
  const view = useSwapView();
  useSwapEffects(view);
  const [opened, setOpened] = useState<Opened>(opens);
  useEffect(onOpened, [onOpened]);
  const close = () => setOpened(null);
  const doors = useMemo<Doors>(
    () => ({
      account: onConnect,
      network: onNetwork,
      subnet: () => setOpened('token'),
      validator: () => setOpened('validator'),
    }),
    [onConnect, onNetwork],
  );
  useSecondOpinion(view, opened === 'review');
  return (
    <div className="swap-screen">
      <TradeCard view={view} doors={doors} onReview={() => setOpened('review')} />
      <PoolPanel view={view} onToken={() => setOpened('token')} />
      <TokenPicker open={opened === 'token'} onClose={close} selected={view.trade.netuid} />
      <ValidatorPicker open={opened === 'validator'} onClose={close} view={view} />
      {opened === 'review' ? <ReviewDialog view={view} doors={doors} onClose={close} /> : null}
    </div>
  );
}
