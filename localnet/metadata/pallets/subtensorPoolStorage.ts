import { tuple } from '#localnet/metadata/composites.ts';
import { map, optionalMap } from '#localnet/metadata/pallet.ts';
import { bool, i64, u16, u64, u128 } from '#localnet/metadata/primitives.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import { i64f64, i96f32, netuid, u96f32 } from '#localnet/metadata/types.ts';

const subnet: KeyPart<number> = ['Identity', netuid];

/** Pools, their emissions and their flows, by netuid. Amounts are in rao or alpha base units. */
export const poolStorage = {
  SubnetTAO: map(subnet, u64, 0n),
  SubnetAlphaIn: map(subnet, u64, 0n),
  SubnetAlphaOut: map(subnet, u64, 0n),
  SubnetProtocolAlpha: map(subnet, u64, 0n),
  SubnetVolume: map(subnet, u128, 0n),
  SubnetMovingPrice: map(subnet, i96f32, 0n),
  RootProp: map(subnet, u96f32, 0n),
  MinerBurned: map(subnet, u96f32, 0n),
  SubnetTaoInEmission: map(subnet, u64, 0n),
  SubnetAlphaInEmission: map(subnet, u64, 0n),
  SubnetAlphaOutEmission: map(subnet, u64, 0n),
  SubnetExcessTao: map(subnet, u64, 0n),
  SubnetRootSellTao: map(subnet, u64, 0n),
  SubnetEmissionEnabled: map(subnet, bool, true),
  SubnetTaoFlow: map(subnet, i64, 0n),
  SubnetEmaTaoFlow: optionalMap(subnet, tuple(u64, i64f64)),
  SubnetProtocolFlow: map(subnet, i64, 0n),
  SubnetEmaProtocolFlow: optionalMap(subnet, tuple(u64, i64f64)),
  SubnetMechanism: map(subnet, u16, 0),
  SubtokenEnabled: map(subnet, bool, false),
  FirstEmissionBlockNumber: optionalMap(subnet, u64),
  EMAPriceHalvingBlocks: map(subnet, u64, 201_600n),
  PendingServerEmission: map(subnet, u64, 0n),
  PendingValidatorEmission: map(subnet, u64, 0n),
  PendingRootAlphaDivs: map(subnet, u64, 0n),
  PendingOwnerCut: map(subnet, u64, 0n),
  OwnerCutEnabled: map(subnet, bool, true),
  OwnerCutAutoLockEnabled: map(subnet, bool, false),
};
