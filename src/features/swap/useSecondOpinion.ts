import { useEffect } from 'react';
import { useStore } from 'zustand';
import { endSecondOpinion, secondOpinion } from '#actions/secondOpinion.ts';
import { ROOT } from '#domain/subnet.ts';
import { market } from '#stores/market.ts';
import type { SwapView } from './useSwapView.ts';

/** A block reaches the second node a little later than the first. */
const PAUSE_MS = 1_000;

/**
 * Has a second node asked for the quote while it is reviewed, at each block; and from then on for as long as it contradicts,
 * so that a contradiction can end.
 */
export function useSecondOpinion({ quote, snapshot }: SwapView, isReviewed: boolean): void {
  const isContradicted = useStore(market, (state) => state.secondOpinion?.kind === 'contradicts');
  const netuid = snapshot === null || snapshot.netuid === ROOT ? null : snapshot.netuid;
  const isWanted = (isReviewed || isContradicted) && netuid !== null && quote !== null;
  const block = snapshot?.block.hash ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: amount, side and block name the quote.
  useEffect(() => {
    if (!isWanted || snapshot === null) return;
    const { block: at } = snapshot;
    const timer = setTimeout(() => void secondOpinion(netuid, quote.side, quote.amountIn, at), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isWanted, netuid, quote?.side, quote?.amountIn, block]);
  useEffect(() => (isWanted ? endSecondOpinion : undefined), [isWanted]);
}
