import type { Position } from '#domain/account.ts';
import type { Side } from '#domain/pool.ts';
import { defaultValidator, type Validator } from '#domain/validator.ts';

/** The validator of the trade, and why it is this one. */
export interface ValidatorChoice {
  readonly hotkey: string;
  /** Null when the hotkey is none that one can stake to now. */
  readonly validator: Validator | null;
  readonly why: 'chosen' | 'position' | 'yield' | 'largest';
}

interface Candidates {
  readonly side: Side;
  /** Of the subnet; null until read. */
  readonly validators: readonly Validator[] | null;
  /** Of the account on the subnet. */
  readonly positions: readonly Position[];
  /** Chosen by hand for the subnet. */
  readonly preferred: string | null;
}

/**
 * A sale goes to where the Alpha is: the preferred validator if it holds some, else the largest position. A purchase
 * goes to the preferred validator, else to the default one. Null until validators are known, or when there is none.
 */
export function pickValidator({
  side,
  validators,
  positions,
  preferred,
}: Candidates): ValidatorChoice | null {
  const known = (hotkey: string) => validators?.find((each) => each.hotkey === hotkey) ?? null;
  const held = positions.filter(({ amount }) => amount > 0n);
  if (side === 'sell' && held.length > 0) {
    const kept = held.find(({ hotkey }) => hotkey === preferred);
    if (kept !== undefined) return { hotkey: kept.hotkey, validator: known(kept.hotkey), why: 'chosen' };
    const largest = held.reduce((best, each) => (each.amount > best.amount ? each : best));
    return { hotkey: largest.hotkey, validator: known(largest.hotkey), why: 'position' };
  }
  if (validators === null) return null;
  const chosen = preferred === null ? null : known(preferred);
  if (chosen !== null) return { hotkey: chosen.hotkey, validator: chosen, why: 'chosen' };
  const validator = defaultValidator(validators);
  if (validator === null) return null;
  const earns = validator.dividends !== null && validator.dividends > 0n;
  return { hotkey: validator.hotkey, validator, why: earns ? 'yield' : 'largest' };
}
