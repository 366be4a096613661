import type { BlockRef } from './block.ts';
import type { AlphaRao, Rao } from './units.ts';

/** A buy stakes TAO for Alpha; a sell unstakes Alpha for TAO. */
export type Side = 'buy' | 'sell';

/** The weighted pool of pallet Swap (constant product is its case of equal weights). */
export interface WeightedPool {
  readonly kind: 'weighted';
  /** SubtensorModule.SubnetTAO */
  readonly taoReserve: Rao;
  /** SubtensorModule.SubnetAlphaIn */
  readonly alphaReserve: AlphaRao;
  /** Swap.SwapBalancer.quote: weight of TAO in parts of 1e18; Alpha has the rest. */
  readonly quoteWeight: bigint;
  /** Swap.FeeRate: parts of 65,535. */
  readonly feeRate: number;
}

/** Root and subnets of mechanism 0: one to one, no fee. */
export interface StablePool {
  readonly kind: 'stable';
}

/** A pool whose curve this engine does not know: only the chain can quote it. */
export interface ForeignPool {
  readonly kind: 'foreign';
}

/** A pool as the chain holds it. The curve is the seam: one member a curve. */
export type Pool = WeightedPool | StablePool | ForeignPool;

/** A pool as read at one block. Netuids are reused: (netuid, registeredAt) names the generation. */
export interface PoolSnapshot {
  readonly netuid: number;
  /** SubtensorModule.NetworkRegisteredAt: the block in which this generation of the subnet was registered. */
  readonly registeredAt: bigint;
  readonly pool: Pool;
  /** SubtensorModule.SubtokenEnabled: false until the owner has started trading. */
  readonly tradable: boolean;
  readonly block: BlockRef;
}
