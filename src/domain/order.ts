import type { BlockRef } from './block.ts';
import type { Side } from './pool.ts';
import type { Quote } from './quote.ts';
import { ROOT } from './subnet.ts';

/** One swap that a person decided on. Its id makes sure that it is sent once. */
export interface SwapOrder {
  readonly id: string;
  readonly side: Side;
  readonly netuid: number;
  readonly registeredAt: bigint;
  /** The validator (hotkey), SS58. */
  readonly hotkey: string;
  /** What the wallet gives, in base units of TAO (buy) or Alpha (sell), fee included. */
  readonly amountIn: bigint;
  readonly quote: Quote;
  readonly quotedAt: BlockRef;
  /** False sends the plain call, without a limit. */
  readonly protected: boolean;
  /** A sell of the whole position with this validator. */
  readonly sellsAll: boolean;
}

/** A runtime call by name, with its arguments by name, in the chain's order. */
export interface ChainCall {
  readonly pallet: string;
  readonly method: string;
  readonly args: readonly {
    readonly name: string;
    readonly value: string | number | bigint | boolean | null;
  }[];
}

/** The calls that callOf makes, all of SubtensorModule, with their arguments' names in the chain's order. */
export const ORDER_CALLS = {
  add_stake: ['hotkey', 'netuid', 'amount_staked'],
  remove_stake: ['hotkey', 'netuid', 'amount_unstaked'],
  add_stake_limit: ['hotkey', 'netuid', 'amount_staked', 'limit_price', 'allow_partial'],
  remove_stake_limit: ['hotkey', 'netuid', 'amount_unstaked', 'limit_price', 'allow_partial'],
  remove_stake_full_limit: ['hotkey', 'netuid', 'limit_price'],
} as const;

/**
 * The call that carries out an order: fill or kill with a limit, or the plain call when protection is off or the
 * subnet is root (which has no price). Source: SubtensorModule calls 2, 3, 88, 89 and 103.
 */
export function callOf(order: SwapOrder): ChainCall {
  const { side, netuid, hotkey, amountIn } = order;
  const place = [
    { name: 'hotkey', value: hotkey },
    { name: 'netuid', value: netuid },
  ];
  const limit = order.protected && netuid !== ROOT ? order.quote.limitPrice : null;
  if (side === 'buy') {
    const stake = [...place, { name: 'amount_staked', value: amountIn }];
    if (limit === null) return { pallet: 'SubtensorModule', method: 'add_stake', args: stake };
    return { pallet: 'SubtensorModule', method: 'add_stake_limit', args: [...stake, ...fillOrKill(limit)] };
  }
  if (order.sellsAll && limit !== null) {
    return {
      pallet: 'SubtensorModule',
      method: 'remove_stake_full_limit',
      args: [...place, { name: 'limit_price', value: limit }],
    };
  }
  const unstake = [...place, { name: 'amount_unstaked', value: amountIn }];
  if (limit === null) return { pallet: 'SubtensorModule', method: 'remove_stake', args: unstake };
  return {
    pallet: 'SubtensorModule',
    method: 'remove_stake_limit',
    args: [...unstake, ...fillOrKill(limit)],
  };
}

function fillOrKill(limit: bigint) {
  return [
    { name: 'limit_price', value: limit },
    { name: 'allow_partial', value: false },
  ];
}
