import './swap.css';
import { useState } from 'react';
import { PoolPanel } from './PoolPanel.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { TokenPicker } from './TokenPicker.tsx';
import { TradeCard } from './TradeCard.tsx';
import { useSecondOpinion } from './useSecondOpinion.ts';
import { useSwapEffects } from './useSwapEffects.ts';
import { useSwapView } from './useSwapView.ts';
import { ValidatorPicker } from './ValidatorPicker.tsx';

type Opened = 'token' | 'validator' | 'review' | null;

/** The trade on the left; what the pool can bear on the right, or under it on a phone. */
export function SwapScreen({ onConnect }: { readonly onConnect: () => void }) {
  const view = useSwapView();
  useSwapEffects(view);
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  useSecondOpinion(view, opened === 'review');
  return (
    <div className="swap-screen">
      <TradeCard
        view={view}
        onConnect={onConnect}
        onToken={() => setOpened('token')}
        onValidator={() => setOpened('validator')}
        onReview={() => setOpened('review')}
      />
      <PoolPanel view={view} onToken={() => setOpened('token')} />
      <TokenPicker open={opened === 'token'} onClose={close} selected={view.trade.netuid} />
      <ValidatorPicker open={opened === 'validator'} onClose={close} view={view} />
      {opened === 'review' ? <ReviewDialog view={view} onClose={close} /> : null}
    </div>
  );
}
