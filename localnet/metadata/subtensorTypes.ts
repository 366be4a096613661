import { btreeSet } from './collections.ts';
import { choice, enumeration, list, newtype, noFields, record, single, struct } from './composites.ts';
import { bytes, fixedBytes, u8, u16, u32, u64, u128 } from './primitives.ts';
import { accountId, accountKey, alpha, netuid, u64f64 } from './types.ts';

/** An Ethereum address. */
export const h160 = newtype('primitive_types::H160', fixedBytes(20));

/** Locked alpha of a coldkey on a subnet, its conviction, and the block at which both held. */
export const lockState = struct('pallet_subtensor::staking::lock::LockState', {
  locked_mass: alpha,
  conviction: u64f64,
  last_update: u64,
});

/** What becomes of the alpha that registrations pay. */
export const recycleOrBurn = choice('pallet_subtensor::pallet::RecycleOrBurnEnum', { Burn: 0, Recycle: 1 });

/** What a claim of root dividends does with the alpha. */
export const rootClaimType = enumeration('pallet_subtensor::pallet::RootClaimTypeEnum', {
  Swap: [0, noFields],
  Keep: [1, noFields],
  KeepSubnets: [2, record({ subnets: btreeSet(netuid) })],
});

/** Who an account says it is; untrusted text. */
export const chainIdentityV2 = struct('pallet_subtensor::pallet::ChainIdentityV2', {
  name: bytes,
  url: bytes,
  github_repo: bytes,
  image: bytes,
  discord: bytes,
  description: bytes,
  additional: bytes,
});

/** What a subnet says it is; untrusted text. */
export const subnetIdentityV3 = struct('pallet_subtensor::pallet::SubnetIdentityV3', {
  subnet_name: bytes,
  github_repo: bytes,
  subnet_contact: bytes,
  subnet_url: bytes,
  discord: bytes,
  description: bytes,
  logo_url: bytes,
  additional: bytes,
});

/** Where a neuron listens. */
export const axonInfo = struct('pallet_subtensor::pallet::AxonInfo', {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
  protocol: u8,
  placeholder1: u8,
  placeholder2: u8,
});

const hyperparameter = choice('pallet_subtensor::utils::rate_limiting::Hyperparameter', {
  Unknown: 0,
  ServingRateLimit: 1,
  MaxDifficulty: 2,
  AdjustmentAlpha: 3,
  MaxWeightLimit: 4,
  ImmunityPeriod: 5,
  MinAllowedWeights: 6,
  Kappa: 7,
  Rho: 8,
  ActivityCutoff: 9,
  PowRegistrationAllowed: 10,
  MinBurn: 11,
  MaxBurn: 12,
  BondsMovingAverage: 13,
  BondsPenalty: 14,
  CommitRevealEnabled: 15,
  LiquidAlphaEnabled: 16,
  AlphaValues: 17,
  WeightCommitInterval: 18,
  TransferEnabled: 19,
  AlphaSigmoidSteepness: 20,
  Yuma3Enabled: 21,
  BondsResetEnabled: 22,
  ImmuneNeuronLimit: 23,
  RecycleOrBurn: 24,
  MaxAllowedUids: 25,
  BurnHalfLife: 26,
  BurnIncreaseMult: 27,
  SubnetEmissionEnabled: 28,
  MinChildkeyTake: 29,
  ActivityCutoffFactorMilli: 30,
  TriggerEpoch: 31,
});

/** What LastRateLimitedBlock remembers the last block of. */
export const rateLimitKey = enumeration(
  'pallet_subtensor::RateLimitKey',
  {
    SetSNOwnerHotkey: [0, single(netuid)],
    OwnerHyperparamUpdate: [1, list(netuid, hyperparameter)],
    NetworkLastRegistered: [2, noFields],
    LastTxBlock: [3, single(accountKey)],
    LastTxBlockChildKeyTake: [4, single(accountKey)],
    LastTxBlockDelegateTake: [5, single(accountKey)],
    AddStakeBurn: [6, single(netuid)],
  },
  [['AccountId', accountId]],
);
