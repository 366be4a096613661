import type { AlphaRao } from './units.ts';

/** A hotkey that one can stake to on a subnet. */
export interface Validator {
  readonly hotkey: string;
  /** From the identity of its coldkey, stripped and cut; null when it has none. */
  readonly name: string | null;
  /** Parts of 65,535 of the dividends that the validator keeps. */
  readonly take: number;
  /** SubtensorModule.TotalHotkeyAlpha on the subnet. */
  readonly stake: AlphaRao;
  /** SubtensorModule.AlphaDividendsPerSubnet: what its stakers earned in the last epoch, after take; null when it does not earn. */
  readonly dividends: AlphaRao | null;
}

/**
 * Yield of one epoch to a staker, after take, in parts per 1e9 of the stake, rounded down; 0 when idle.
 * Source: AlphaDividendsPerSubnet / (TotalHotkeyAlpha − AlphaDividendsPerSubnet).
 */
export function epochYieldPpb(validator: Validator): bigint {
  if (validator.dividends === null) return 0n;
  const staked = validator.stake - validator.dividends;
  return staked > 0n ? (validator.dividends * 1_000_000_000n) / staked : 0n;
}

/**
 * The validator that a new stake goes to unless the person chose another: of those that earn, the one with the
 * best yield after take among the larger half by stake, so that a tiny stake's lucky epoch does not win;
 * without any that earns, the largest.
 */
export function defaultValidator(validators: readonly Validator[]): Validator | null {
  const byStake = [...validators].sort((a, b) => (a.stake < b.stake ? 1 : a.stake > b.stake ? -1 : 0));
  const earning = byStake.filter((validator) => validator.dividends !== null && validator.dividends > 0n);
  const larger = earning.slice(0, Math.max(1, Math.ceil(earning.length / 2)));
  let best: Validator | null = null;
  for (const validator of larger) {
    if (best === null || epochYieldPpb(validator) > epochYieldPpb(best)) best = validator;
  }
  return best ?? byStake[0] ?? null;
}
