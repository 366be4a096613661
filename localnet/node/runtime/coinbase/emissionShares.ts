import { divFixed, FIXED_ONE, fromInteger, mulFixed, saturateFixed } from '#domain/fixed.ts';
import { power } from '#localnet/node/runtime/arithmetic/power.ts';
import { fromU64F64, toU64F64 } from '#localnet/node/runtime/arithmetic/u96f32.ts';

/** What decides a subnet's part of the block emission. */
export interface EmissionCandidate {
  /** SubtensorModule.SubnetMovingPrice, raw I96F32 (never negative). */
  readonly movingPrice: bigint;
  /** SubtensorModule.MinerBurned, raw U96F32. */
  readonly minerBurned: bigint;
  /** SubtensorModule.SubnetEmissionEnabled. */
  readonly emissionEnabled: boolean;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => saturateFixed(total + value), 0n);
}

/**
 * Shares by moving price, each cut by what the miners burn, raw U64F64; the plain price shares when everything is
 * burned. Rounds down, so they add up to a little less than one. Source: SubtensorModule, subnet_emissions (get_shares).
 */
export function demandShares(candidates: readonly EmissionCandidate[]): bigint[] {
  const prices = candidates.map(({ movingPrice }) => toU64F64(movingPrice));
  const priceSum = sum(prices);
  const priceShares = prices.map((price) => divFixed(price, priceSum));
  const weights = candidates.map(({ minerBurned }, index) => {
    const burned = toU64F64(minerBurned);
    return mulFixed(priceShares[index] ?? 0n, burned >= FIXED_ONE ? 0n : FIXED_ONE - burned);
  });
  const weightSum = sum(weights);
  return weightSum > 0n ? weights.map((weight) => divFixed(weight, weightSum)) : priceShares;
}

/**
 * The bar of the emission gate: the share at this rank from the top among the positive ones, the smallest when there
 * are fewer, 0 when there is none. Source: SubtensorModule, subnet_emissions (maybe_update_emission_gate_bar).
 */
export function gateBar(shares: readonly bigint[], rank: number): bigint {
  const positive = shares.filter((share) => share > 0n).sort((a, b) => (a > b ? -1 : a < b ? 1 : 0));
  return positive[rank - 1] ?? positive.at(-1) ?? 0n;
}

/**
 * Shares after the gate share / (1 + (bar / share)^exponent), made to add up to one again; unchanged when the bar is 0
 * or nothing passes. All raw U64F64, rounded down. Source: SubtensorModule, subnet_emissions (apply_emission_gate).
 */
export function gateShares(shares: readonly bigint[], bar: bigint, exponent: bigint): readonly bigint[] {
  if (bar <= 0n) return shares;
  const gated = shares.map((share) => {
    if (share <= 0n) return share;
    const steepness = power(divFixed(bar, share), exponent);
    return mulFixed(share, divFixed(FIXED_ONE, saturateFixed(FIXED_ONE + steepness)));
  });
  const total = sum(gated);
  return total > 0n ? gated.map((share) => divFixed(share, total)) : shares;
}

/**
 * TAO of one block for each subnet, raw U96F32: the shares of disabled subnets go to the others. Rounds down.
 * Source: SubtensorModule, subnet_emissions (get_subnet_block_emissions).
 */
export function splitEmission(
  shares: readonly bigint[],
  candidates: readonly EmissionCandidate[],
  blockEmission: bigint,
): bigint[] {
  const enabled = candidates.map(({ emissionEnabled }) => emissionEnabled);
  const enabledSum = sum(shares.filter((_, index) => enabled[index]));
  const someDisabled = enabled.includes(false);
  return shares.map((share, index) => {
    const own = enabled[index] ? (someDisabled ? divFixed(share, enabledSum) : share) : 0n;
    return fromU64F64(mulFixed(fromInteger(blockEmission), own));
  });
}
