import { vec } from '#localnet/metadata/collections.ts';
import { tuple } from '#localnet/metadata/composites.ts';
import { map, optionalMap } from '#localnet/metadata/pallet.ts';
import { bool, bytes, i16, u8, u16, u32, u64 } from '#localnet/metadata/primitives.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import { rateLimitKey, recycleOrBurn, subnetIdentityV3 } from '#localnet/metadata/subtensorTypes.ts';
import { accountId, netuid, u64f64 } from '#localnet/metadata/types.ts';

const subnet: KeyPart<number> = ['Identity', netuid];
const subnetTwox: KeyPart<number> = ['Twox64Concat', netuid];
const subnetBlake: KeyPart<number> = ['Blake2_128Concat', netuid];
const nobody = new Uint8Array(32);

/** Subnets: existence, owners, symbols, epochs and hyperparameters, by netuid. */
export const networkStorage = {
  TokenSymbol: map(subnet, bytes, new TextEncoder().encode('\u{1d70f}')),
  MaxRegistrationsPerBlock: map(subnet, u16, 1),
  LastRateLimitedBlock: map(['Identity', rateLimitKey], u64, 0n),
  TransferToggle: map(subnet, bool, true),
  SubnetLocked: map(subnet, u64, 0n),
  LargestLocked: map(subnet, u64, 0n),
  Tempo: map(subnet, u16, 360),
  LastEpochBlock: map(subnet, u64, 0n),
  PendingEpochAt: map(subnet, u64, 0n),
  SubnetEpochIndex: map(subnet, u64, 0n),
  ActivityCutoffFactorMilli: map(subnet, u32, 13_889),
  NetworksAdded: map(subnet, bool, false),
  NetworkRegistrationAllowed: map(subnet, bool, true),
  NetworkPowRegistrationAllowed: map(subnet, bool, true),
  NetworkRegisteredAt: map(subnet, u64, 0n),
  RegisteredSubnetCounter: map(subnet, u64, 0n),
  BlocksSinceLastStep: map(subnet, u64, 0n),
  LastMechansimStepBlock: map(subnet, u64, 0n),
  SubnetOwner: map(subnet, accountId, nobody),
  SubnetOwnerHotkey: map(subnet, accountId, nobody),
  RecycleOrBurn: map(subnet, recycleOrBurn, 'Burn'),
  ServingRateLimit: map(subnet, u64, 50n),
  Rho: map(subnet, u16, 10),
  AlphaSigmoidSteepness: map(subnet, i16, 1000),
  Kappa: map(subnet, u16, 32_767),
  RegistrationsThisInterval: map(subnet, u16, 0),
  POWRegistrationsThisInterval: map(subnet, u16, 0),
  BurnRegistrationsThisInterval: map(subnet, u16, 0),
  MinAllowedUids: map(subnet, u16, 64),
  MaxAllowedUids: map(subnet, u16, 256),
  ImmunityPeriod: map(subnet, u16, 4096),
  ActivityCutoff: map(subnet, u16, 5000),
  MaxWeightsLimit: map(subnet, u16, 65_535),
  WeightsVersionKey: map(subnet, u64, 0n),
  MinAllowedWeights: map(subnet, u16, 1024),
  MaxAllowedValidators: map(subnet, u16, 128),
  AdjustmentInterval: map(subnet, u16, 100),
  BondsMovingAverage: map(subnet, u64, 900_000n),
  BondsPenalty: map(subnet, u16, 65_535),
  BondsResetOn: map(subnet, bool, false),
  WeightsSetRateLimit: map(subnet, u64, 100n),
  ValidatorPruneLen: map(subnet, u64, 1n),
  ScalingLawPower: map(subnet, u16, 50),
  TargetRegistrationsPerInterval: map(subnet, u16, 2),
  AdjustmentAlpha: map(subnet, u64, 0n),
  CommitRevealWeightsEnabled: map(subnet, bool, true),
  Burn: map(subnet, u64, 100_000_000n),
  Difficulty: map(subnet, u64, 10_000_000n),
  MinBurn: map(subnet, u64, 500_000n),
  MaxBurn: map(subnet, u64, 100_000_000_000n),
  MinDifficulty: map(subnet, u64, 10_000_000n),
  MaxDifficulty: map(subnet, u64, 4_611_686_018_427_387_903n),
  LastAdjustmentBlock: map(subnet, u64, 0n),
  RegistrationsThisBlock: map(subnet, u16, 0),
  RAORecycledForRegistration: map(subnet, u64, 0n),
  LiquidAlphaOn: map(subnetBlake, bool, false),
  Yuma3On: map(subnetBlake, bool, false),
  AlphaValues: map(subnet, tuple(u16, u16), [45_875, 58_982]),
  ImmuneOwnerUidsLimit: map(subnet, u16, 1),
  SubnetIdentitiesV3: optionalMap(subnetBlake, subnetIdentityV3),
  RevealPeriodEpochs: map(subnetTwox, u64, 1n),
  MinNonImmuneUids: map(subnet, u16, 10),
  MechanismCountCurrent: map(subnetTwox, u8, 1),
  MechanismEmissionSplit: optionalMap(subnetTwox, vec(u16)),
  BurnHalfLife: map(subnet, u16, 360),
  BurnIncreaseMult: map(subnet, u64f64, 23_242_897_532_874_035_200n),
};
