import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import type { State } from '#localnet/node/state.ts';

const s = subtensorStorage;
const MILLI = 1_000;

/** Blocks after which a validator that set no weights counts no more: thousandths of a tempo. Rounds down. */
function activityCutoff(state: State, netuid: number): bigint {
  const factor = s.ActivityCutoffFactorMilli.get(state, netuid);
  return BigInt(Math.floor((factor * s.Tempo.get(state, netuid)) / MILLI));
}

/** What a metagraph tells of a subnet's parameters. */
export const subnetParameters = {
  rho: (state: State, netuid: number) => s.Rho.get(state, netuid),
  kappa: (state: State, netuid: number) => s.Kappa.get(state, netuid),
  min_allowed_weights: (state: State, netuid: number) => s.MinAllowedWeights.get(state, netuid),
  max_weights_limit: (state: State, netuid: number) => s.MaxWeightsLimit.get(state, netuid),
  weights_version: (state: State, netuid: number) => s.WeightsVersionKey.get(state, netuid),
  weights_rate_limit: (state: State, netuid: number) => s.WeightsSetRateLimit.get(state, netuid),
  activity_cutoff: activityCutoff,
  max_validators: (state: State, netuid: number) => s.MaxAllowedValidators.get(state, netuid),
  num_uids: (state: State, netuid: number) => s.SubnetworkN.get(state, netuid),
  max_uids: (state: State, netuid: number) => s.MaxAllowedUids.get(state, netuid),
  burn: (state: State, netuid: number) => s.Burn.get(state, netuid),
  difficulty: (state: State, netuid: number) => s.Difficulty.get(state, netuid),
  registration_allowed: (state: State, netuid: number) => s.NetworkRegistrationAllowed.get(state, netuid),
  pow_registration_allowed: (state: State, netuid: number) =>
    s.NetworkPowRegistrationAllowed.get(state, netuid),
  immunity_period: (state: State, netuid: number) => s.ImmunityPeriod.get(state, netuid),
  min_difficulty: (state: State, netuid: number) => s.MinDifficulty.get(state, netuid),
  max_difficulty: (state: State, netuid: number) => s.MaxDifficulty.get(state, netuid),
  min_burn: (state: State, netuid: number) => s.MinBurn.get(state, netuid),
  max_burn: (state: State, netuid: number) => s.MaxBurn.get(state, netuid),
  adjustment_alpha: (state: State, netuid: number) => s.AdjustmentAlpha.get(state, netuid),
  adjustment_interval: (state: State, netuid: number) => s.AdjustmentInterval.get(state, netuid),
  target_regs_per_interval: (state: State, netuid: number) =>
    s.TargetRegistrationsPerInterval.get(state, netuid),
  max_regs_per_block: (state: State, netuid: number) => s.MaxRegistrationsPerBlock.get(state, netuid),
  serving_rate_limit: (state: State, netuid: number) => s.ServingRateLimit.get(state, netuid),
  commit_reveal_weights_enabled: (state: State, netuid: number) =>
    s.CommitRevealWeightsEnabled.get(state, netuid),
  commit_reveal_period: (state: State, netuid: number) => s.RevealPeriodEpochs.get(state, netuid),
  liquid_alpha_enabled: (state: State, netuid: number) => s.LiquidAlphaOn.get(state, netuid),
  alpha_high: (state: State, netuid: number) => s.AlphaValues.get(state, netuid)[1],
  alpha_low: (state: State, netuid: number) => s.AlphaValues.get(state, netuid)[0],
  bonds_moving_avg: (state: State, netuid: number) => s.BondsMovingAverage.get(state, netuid),
};
