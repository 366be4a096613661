/** Which of mainnet's runtimes the rules follow. */
export type ProfileName = '425' | 'live';

/** What differs between the runtimes whose rules this chain knows. */
export interface RuntimeProfile {
  readonly name: ProfileName;
  /** The spec version that the runtime answers unless another is asked for. */
  readonly specVersion: number;
  /** Where fees and tips of transactions go: to the block's author, or out of existence. */
  readonly feesGoTo: 'author' | 'nobody';
  /** TAO that a partial purchase did not use returns to the buyer, instead of staying with the subnet. */
  readonly refundsUnswappedTao: boolean;
  /** SubtensorModule.move_stake_limit exists. */
  readonly hasMoveStakeLimit: boolean;
  /** In moves, swaps and transfers of stake, an amount of 2^64 - 1 means the whole position. */
  readonly maxMeansWholePosition: boolean;
  /** A transaction's fee is taken in Alpha only on subnets that have started. */
  readonly alphaFeesNeedStartedSubnet: boolean;
  /** Shares of the block's TAO pass a gate, which takes from low ones and gives to high ones. */
  readonly gatesEmission: boolean;
  /**
   * Liquidity from emission comes after the protocol's purchase, and what the weights cannot take waits; otherwise the
   * weights are set for it before the purchase, and what they cannot take is dropped.
   */
  readonly parksLiquidity: boolean;
}

/** The rules of the source at spec version 425. */
const spec425: RuntimeProfile = {
  name: '425',
  specVersion: 425,
  feesGoTo: 'author',
  refundsUnswappedTao: false,
  hasMoveStakeLimit: false,
  maxMeansWholePosition: false,
  alphaFeesNeedStartedSubnet: false,
  gatesEmission: false,
  parksLiquidity: false,
};

/** The rules that mainnet was last seen with, at spec version 475. */
const live: RuntimeProfile = {
  name: 'live',
  specVersion: 475,
  feesGoTo: 'nobody',
  refundsUnswappedTao: true,
  hasMoveStakeLimit: true,
  maxMeansWholePosition: true,
  alphaFeesNeedStartedSubnet: true,
  gatesEmission: true,
  parksLiquidity: true,
};

/** The profiles by name. */
export const profiles: Readonly<Record<ProfileName, RuntimeProfile>> = { '425': spec425, live };
