import { divFixed, fromInteger } from './fixed.ts';
import type { Quote } from './quote.ts';
import type { AlphaRao, Rao } from './units.ts';

/**
 * What a partial sell would leave with the validator when the chain sells that too, at once and without a limit: it is
 * worth less than a nominator must keep. Null when nothing is left or it may stay. The worth is at the price after the
 * sell, the least Alpha rounds down. Not so for the hotkey's own coldkey, which may keep any amount.
 * Source: SubtensorModule, clear_small_nomination_if_required. `nominatorMinimum` in rao.
 */
export function forcedRemainder(quote: Quote, position: AlphaRao, nominatorMinimum: Rao): bigint | null {
  const left = position - quote.amountIn;
  if (quote.side === 'buy' || left <= 0n) return null;
  const least = divFixed(fromInteger(nominatorMinimum), quote.spotAfter) >> 64n;
  return left < least ? left : null;
}
