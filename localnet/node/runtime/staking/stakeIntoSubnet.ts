import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { transfer } from '#localnet/node/runtime/balances/currency.ts';
import { saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import { swapTaoForAlpha } from '#localnet/node/runtime/swap/subnetSwap.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure } from './failures.ts';
import { noteStakeBlock, recordTaoFlow } from './flow.ts';
import { refreshLock } from './locks.ts';
import { increasePosition, isPreciseEnough } from './sharePool.ts';
import { BURN_ACCOUNT, blockAuthor, payFromSubnet, payIntoSubnet, subnetAccount } from './subnetAccount.ts';

/** A stake or an unstake: whose, with which validator, where, and how much (TAO in, or Alpha out). */
export interface StakeOrder {
  readonly coldkey: Uint8Array;
  readonly hotkey: Uint8Array;
  readonly netuid: number;
  readonly amount: bigint;
  /** Rao per Alpha that the marginal price may reach. */
  readonly limit: bigint;
  readonly dropFees?: boolean;
}

function payFee(state: State, netuid: number, fee: bigint): void {
  const author = blockAuthor(state);
  if (author !== null) payFromSubnet(state, netuid, author, fee);
  else if (fee > 0n) transfer(state, subnetAccount(netuid), BURN_ACCOUNT, fee, 'Expendable');
}

/**
 * Buys Alpha for a coldkey and stakes it with the hotkey: TAO to the subnet's account, swap, shares, fee to the author,
 * refund of what the limit left unswapped (under the rules of 425 it stays with the subnet, outside the pool). Gives the Alpha bought. The event tells the TAO paid in, refund included.
 * Source: SubtensorModule, stake_into_subnet.
 */
export function stakeIntoSubnet(state: State, profile: RuntimeProfile, order: StakeOrder): bigint {
  const { coldkey, hotkey, netuid } = order;
  const pool = { hotkey, netuid };
  const paid = payIntoSubnet(state, netuid, coldkey, order.amount);
  const fill = swapTaoForAlpha(state, netuid, paid, order.limit, { dropFees: order.dropFees ?? false });
  ensure(fill.paidOut > 0n, 'AmountTooLow');
  ensure(isPreciseEnough(state, pool, fill.paidOut), 'InsufficientLiquidity');
  increasePosition(state, pool, coldkey, fill.paidOut);
  payFee(state, netuid, fill.fee);
  const refund = saturatingSubtract(paid, fill.paidIn + fill.fee);
  if (refund > 0n && profile.refundsUnswappedTao) {
    payFromSubnet(state, netuid, coldkey, refund);
    const { TotalStake } = subtensorStorage;
    TotalStake.set(state, saturatingSubtract(TotalStake.get(state), refund));
  }
  recordTaoFlow(state, netuid, fill.paidIn);
  refreshLock(state, coldkey, netuid);
  noteStakeBlock(state, coldkey, hotkey);
  depositEvent(state, 'SubtensorModule', 'StakeAdded', [
    coldkey,
    hotkey,
    paid,
    fill.paidOut,
    netuid,
    fill.fee,
  ]);
  return fill.paidOut;
}
