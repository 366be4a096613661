/** One subnet as the chain begins with it. Amounts in base units; "raw" values are the storage's own integers. */
export interface GenesisSubnet {
  readonly netuid: number;
  readonly taoReserve: bigint;
  readonly alphaReserve: bigint;
  readonly alphaOut: bigint;
  /** Weight of TAO in parts of 1e18; null for the default, one half. */
  readonly quoteWeight: bigint | null;
  readonly taoInEmission: bigint;
  readonly excessTao: bigint;
  readonly alphaInEmission: bigint;
  readonly alphaOutEmission: bigint;
  readonly protocolAlpha: bigint;
  /** Blocks of the network that the figures come from. */
  readonly registeredAt: number;
  readonly firstEmissionBlock: number | null;
  /** Raw I96F32. */
  readonly movingPrice: bigint;
  /** Raw U96F32. */
  readonly rootProp: bigint;
  /** Raw U96F32. */
  readonly minerBurned: bigint;
  readonly subtokenEnabled: boolean;
  readonly emissionEnabled: boolean;
  readonly tempo: number;
  /** SS58; null when not known. */
  readonly ownerColdkey: string | null;
  readonly ownerHotkey: string | null;
  readonly volume: bigint;
  readonly symbol: string | null;
  readonly name: string | null;
  readonly github: string | null;
  readonly url: string | null;
}

/** What a chain begins with. */
export interface GenesisData {
  /** The block of the network that the figures come from: ages of subnets are counted to it. */
  readonly block: number;
  /** Milliseconds since 1970 of that block. */
  readonly timestamp: number;
  readonly totalIssuance: bigint;
  /** Parts of 2^64 - 1. */
  readonly taoWeight: bigint;
  /** Raw I96F32. */
  readonly subnetMovingAlpha: bigint;
  /** Raw U64F64. */
  readonly emissionGateBar: bigint;
  /** Millionths of the smallest stake. */
  readonly nominatorMinRequiredStake: bigint;
  /** Blocks in which the conviction of a lock matures. */
  readonly maturityRate: number;
  readonly subnetLimit: number;
  readonly networkImmunityPeriod: number;
  readonly networkRateLimit: number;
  readonly networkLastLockCost: bigint;
  readonly networkMinLockCost: bigint;
  readonly networkLockReductionInterval: number;
  /** Root is the first one. */
  readonly subnets: readonly GenesisSubnet[];
}
