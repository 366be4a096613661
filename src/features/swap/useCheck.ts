import { useState } from 'react';
import { useStore } from 'zustand';
import { MAX_QUOTE_AGE } from '#domain/blocker.ts';
import type { PoolSnapshot } from '#domain/pool.ts';
import type { Quote } from '#domain/quote.ts';
import { ROOT } from '#domain/subnet.ts';
import { checkKey, market, type QuoteCheck } from '#stores/market.ts';
import type { Trade } from './swapView.ts';

/**
 * The newest word of the chain on this very trade: of its block, or of an earlier one until that is there. A fixed output
 * is another input each block, so its last check is kept by what was typed; no longer than the chain's word stands.
 */
export function useCheck(
  trade: Trade,
  snapshot: PoolSnapshot | null,
  quote: Quote | null,
): QuoteCheck | null {
  const checks = useStore(market, (state) => state.checks);
  const [kept, setKept] = useState<{ readonly typed: string; readonly check: QuoteCheck } | null>(null);
  if (snapshot === null || quote === null || snapshot.netuid === ROOT) return null;
  const typed = `${snapshot.netuid}:${quote.side}:${trade.fixed}:${trade.amount}`;
  const check = latestCheck(checks, snapshot, quote);
  if (check === null) {
    const isOfThis = kept !== null && kept.typed === typed && [...checks.values()].includes(kept.check);
    return isOfThis && snapshot.block.number - kept.check.block <= MAX_QUOTE_AGE ? kept.check : null;
  }
  if (kept?.check !== check || kept.typed !== typed) setKept({ typed, check });
  return check;
}

function latestCheck(
  checks: ReadonlyMap<string, QuoteCheck>,
  snapshot: PoolSnapshot,
  quote: Quote,
): QuoteCheck | null {
  for (let age = 0; age <= MAX_QUOTE_AGE; age += 1) {
    const block = snapshot.block.number - age;
    const check = checks.get(checkKey(snapshot.netuid, quote.side, quote.amountIn, block));
    if (check !== undefined) return check;
  }
  return null;
}
