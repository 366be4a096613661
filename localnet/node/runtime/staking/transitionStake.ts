import { ROOT } from '#domain/subnet.ts';
import { MAX_PRICE, MIN_PRICE } from '#domain/swap.ts';
import { MAX_AMOUNT } from '#domain/units.ts';
import { sameAccount } from '#localnet/node/runtime/accountKey.ts';
import { reducibleBalance, transfer } from '#localnet/node/runtime/balances/currency.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure } from './failures.ts';
import { becomeDelegateFor } from './hotkeys.ts';
import { MIN_STAKE } from './limits.ts';
import { maxMoveAmount } from './maxMove.ts';
import { retireShare } from './retireShare.ts';
import { position } from './sharePool.ts';
import { stakeIntoSubnet } from './stakeIntoSubnet.ts';
import type { StakePlace, StakeTransition } from './stakeTransition.ts';
import { transferWithin } from './transferWithin.ts';
import { unstakeFromSubnet } from './unstakeFromSubnet.ts';
import { validateTransition } from './validateTransition.ts';

function payTao(state: State, from: Uint8Array, to: Uint8Array, tao: bigint): void {
  ensure(tao <= reducibleBalance(state, from, 'Expendable'), 'InsufficientBalance');
  transfer(state, from, to, tao, 'Expendable');
}

/**
 * Sells at the origin and buys at the destination, both at any price. The fee is taken once: of the sale, or of the
 * purchase when the origin is root. TAO below the smallest stake stays in the destination's coldkey.
 */
function moveAcross(
  state: State,
  profile: RuntimeProfile,
  from: StakePlace,
  to: StakePlace,
  amount: bigint,
): bigint {
  const fromRoot = from.netuid === ROOT;
  const tao = unstakeFromSubnet(state, { ...from, amount, limit: MIN_PRICE, dropFees: fromRoot });
  if (!sameAccount(from.coldkey, to.coldkey)) payTao(state, from.coldkey, to.coldkey, tao);
  if (tao < MIN_STAKE) return tao;
  becomeDelegateFor(state, to.coldkey, to.hotkey);
  stakeIntoSubnet(state, profile, { ...to, amount: tao, limit: MAX_PRICE, dropFees: !fromRoot });
  return tao;
}

/**
 * Brings stake from one place to another, up to what the limit lets in. At 425 the amount shrinks to the position;
 * later only 2^64 - 1 stands for the position, and takes its share along to the last digit. The limit sizes the order
 * and bounds neither swap. Gives the TAO between the two, in rao. Source: SubtensorModule, transition_stake_internal.
 */
export function transitionStake(state: State, profile: RuntimeProfile, order: StakeTransition): bigint {
  const { from, to, limit } = order;
  const held = position(state, from, from.coldkey);
  const takesWhole = profile.maxMeansWholePosition && order.amount === MAX_AMOUNT;
  const capped = profile.maxMeansWholePosition ? order.amount : smaller(order.amount, held);
  const amount = takesWhole ? held : capped;
  const crosses = from.netuid !== to.netuid;
  const max = crosses && limit !== null ? maxMoveAmount(state, from.netuid, to.netuid, limit) : amount;
  validateTransition(state, { ...order, amount }, max);
  const moved = smaller(amount, max);
  const tao = crosses ? moveAcross(state, profile, from, to, moved) : transferWithin(state, from, to, moved);
  if (takesWhole) retireShare(state, from, from.coldkey);
  return tao;
}
