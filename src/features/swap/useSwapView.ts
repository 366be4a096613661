import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { BlockRef } from '#domain/block.ts';
import type { Blocker } from '#domain/blocker.ts';
import type { PoolSnapshot } from '#domain/pool.ts';
import type { Quote, QuoteResult } from '#domain/quote.ts';
import { market, type QuoteCheck } from '#stores/market.ts';
import { settings } from '#stores/settings.ts';
import { type ChainQuote, localQuote, withChainAmounts } from './quoteOf.ts';
import { blockerOf, type SwapFacts, type Trade, tradeOf } from './swapView.ts';
import { useChainQuote } from './useChainQuote.ts';
import { useCheck } from './useCheck.ts';
import { useSwapFacts } from './useSwapFacts.ts';

/** All that the parts of the swap screen show. */
export interface SwapView {
  readonly facts: SwapFacts;
  readonly trade: Trade;
  readonly snapshot: PoolSnapshot | null;
  /** The quote that may be sent; null while there is none. */
  readonly quote: Quote | null;
  readonly quotedAt: BlockRef | null;
  /** What is paid: as typed, or as quoted when what is received was typed; null while that is not known. */
  readonly amountIn: bigint | null;
  /** `local`: computed here. `chain`: amounts by the chain. `chainOnly`: shown, never sent: no limit is known. */
  readonly source: 'local' | 'chain' | 'chainOnly';
  readonly chainQuote: ChainQuote | null;
  readonly check: QuoteCheck | null;
  readonly blocker: Blocker | null;
}

function useQuote(facts: SwapFacts, trade: Trade) {
  const tolerance = useStore(settings, ({ toleranceBps }) => toleranceBps);
  const isDistrusted = useStore(
    market,
    ({ distrusted }) => trade.netuid !== null && distrusted.has(trade.netuid),
  );
  const { snapshot } = facts;
  const amount = trade.input.ok ? trade.input.value : null;
  const { side, fixed } = trade;
  const result = useMemo(
    () => localQuote(snapshot, { side, fixed, amount }, tolerance),
    [snapshot, side, fixed, amount, tolerance],
  );
  const amountIn = fixed === 'pay' ? amount : result?.ok ? result.quote.amountIn : null;
  const source = snapshot?.pool.kind === 'foreign' ? 'chainOnly' : isDistrusted ? 'chain' : 'local';
  const asks = source !== 'local' && snapshot !== null && amountIn !== null && amountIn > 0n;
  const chainQuote = useChainQuote(
    asks ? { netuid: snapshot.netuid, side, amountIn, block: snapshot.block } : null,
  );
  const shown = source === 'chain' && isFar(result, chainQuote) ? 'chainOnly' : source;
  return { result: sendable(result, shown, chainQuote), amountIn, source: shown, chainQuote } as const;
}

/** The chain's output differs by more than 0.01 %: then the local limit says nothing about the chain's minimum. */
function isFar(result: QuoteResult | null, chainQuote: ChainQuote | null): boolean {
  if (result === null || !result.ok || chainQuote === null) return false;
  const difference = chainQuote.out - result.quote.amountOut;
  return (difference < 0n ? -difference : difference) * 10_000n > chainQuote.out;
}

/** What the rule and the order may use: of a distrusted pool only with the chain's amounts. */
function sendable(
  result: QuoteResult | null,
  source: SwapView['source'],
  chainQuote: ChainQuote | null,
): QuoteResult | null {
  if (result === null || !result.ok || source === 'local') return result;
  if (source === 'chainOnly') return { ok: false, error: 'UnknownCurve' };
  return chainQuote === null ? null : { ok: true, quote: withChainAmounts(result.quote, chainQuote) };
}

/** The view of the swap screen: facts, trade, quote and the first reason why it may not be sent. */
export function useSwapView(): SwapView {
  const facts = useSwapFacts();
  const trade = useMemo(() => tradeOf(facts), [facts]);
  const { result, amountIn, source, chainQuote } = useQuote(facts, trade);
  const { snapshot } = facts;
  const quotedAt = snapshot?.block ?? null;
  const quote = result?.ok === true ? result.quote : null;
  const check = useCheck(trade, snapshot, quote);
  const blocker = blockerOf(facts, trade, result, quotedAt);
  return { facts, trade, snapshot, quote, quotedAt, amountIn, source, chainQuote, check, blocker };
}
