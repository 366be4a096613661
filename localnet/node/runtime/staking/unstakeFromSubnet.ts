import { MIN_PRICE } from '#domain/swap.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { saturatingAdd, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { swapAlphaForTao } from '#localnet/node/runtime/swap/subnetSwap.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { ensureAvailable } from './availability.ts';
import { noteStakeBlock, recordTaoFlow } from './flow.ts';
import { refreshLock } from './locks.ts';
import { decreasePosition, increasePosition } from './sharePool.ts';
import type { StakeOrder } from './stakeIntoSubnet.ts';
import { blockAuthor, payFromSubnet } from './subnetAccount.ts';

/** Sells the Alpha fee for the author, without a fee; with no author it is burned. Gives the TAO that left. */
function sellFee(state: State, netuid: number, fee: bigint): bigint {
  const author = blockAuthor(state);
  if (author === null) {
    const { AlphaBurned } = alphaAssetsStorage;
    if (fee > 0n) AlphaBurned.set(state, netuid, saturatingAdd(AlphaBurned.get(state, netuid), fee));
    return 0n;
  }
  const sale = swapAlphaForTao(state, netuid, fee, MIN_PRICE, { dropFees: true });
  payFromSubnet(state, netuid, author, sale.paidOut);
  return sale.paidOut;
}

/**
 * Sells staked Alpha for TAO, which goes to the beneficiary (the coldkey unless another is named): position down,
 * swap, Alpha beyond the limit given back, TAO out, then the fee sold in a second swap. A fee that is not worth one rao
 * fails the whole. Gives the TAO paid out.
 * Source: SubtensorModule, unstake_from_subnet.
 */
export function unstakeFromSubnet(state: State, order: StakeOrder, beneficiary = order.coldkey): bigint {
  const { coldkey, hotkey, netuid, amount } = order;
  const pool = { hotkey, netuid };
  ensureAvailable(state, coldkey, netuid, amount);
  decreasePosition(state, pool, coldkey, amount);
  const fill = swapAlphaForTao(state, netuid, amount, order.limit, { dropFees: order.dropFees ?? false });
  const refund = saturatingSubtract(amount, fill.paidIn + fill.fee);
  if (refund > 0n) increasePosition(state, pool, coldkey, refund);
  payFromSubnet(state, netuid, beneficiary, fill.paidOut);
  const authorTao = sellFee(state, netuid, fill.fee);
  recordTaoFlow(state, netuid, -(fill.paidOut + authorTao));
  refreshLock(state, coldkey, netuid);
  noteStakeBlock(state, coldkey, hotkey);
  depositEvent(state, 'SubtensorModule', 'StakeRemoved', [
    coldkey,
    hotkey,
    fill.paidOut,
    fill.paidIn,
    netuid,
    fill.fee,
  ]);
  return fill.paidOut;
}
