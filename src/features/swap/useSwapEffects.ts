import { useEffect } from 'react';
import { useStore } from 'zustand';
import { checkQuote } from '#actions/checkQuote.ts';
import { estimateFee } from '#actions/estimateFee.ts';
import { followPool } from '#actions/followPool.ts';
import { ROOT } from '#domain/subnet.ts';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { nominalOrder } from './nominalOrder.ts';
import { MAX } from './swapLink.ts';
import type { SwapView } from './useSwapView.ts';

const PAUSE_MS = 400;

/** Keeps outside things going while the screen is there: the pool followed, the fee known, the quote checked. */
export function useSwapEffects(view: SwapView): void {
  const { netuid } = view.trade;
  useEffect(() => followPool(netuid), [netuid]);
  useFeeEstimate(view);
  useQuoteCheck(view);
}

/** Asks for the network fee when the call, the account, the validator or the runtime changes. */
function useFeeEstimate({ facts, trade, snapshot }: SwapView): void {
  const isProtected = useStore(settings, ({ protection }) => protection);
  const hotkey = trade.choice?.hotkey ?? null;
  const ready = facts.connection === 'ready' && hotkey !== null && snapshot !== null;
  const account = facts.account?.address ?? null;
  const sellsAll = trade.side === 'sell' && trade.amount === MAX;
  const kind = snapshot?.pool.kind ?? null;
  const runtime = useStore(session, ({ chain }) => chain?.specVersion ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the snapshot changes each block, the fee does not.
  useEffect(() => {
    if (!ready || kind === 'foreign') return;
    const order = nominalOrder(trade.side, snapshot, { hotkey, protected: isProtected, sellsAll });
    if (order !== null) void estimateFee(order);
  }, [ready, kind, account, hotkey, trade.side, trade.netuid, isProtected, sellsAll, runtime]);
}

/** Has the chain simulate the quote at its own block, once typing pauses. */
function useQuoteCheck({ quote, snapshot, source }: SwapView): void {
  const amountIn = quote?.amountIn ?? null;
  const block = snapshot?.block.hash ?? null;
  const wanted = quote !== null && snapshot !== null && snapshot.netuid !== ROOT && source === 'local';
  // biome-ignore lint/correctness/useExhaustiveDependencies: amount, side and block name the quote.
  useEffect(() => {
    if (!wanted) return;
    const expected = { out: quote.amountOut, fee: quote.fee };
    const timer = setTimeout(
      () => void checkQuote(snapshot.netuid, quote.side, quote.amountIn, snapshot.block, expected),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [wanted, amountIn, quote?.side, snapshot?.netuid, block]);
}
