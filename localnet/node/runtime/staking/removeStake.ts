import { MIN_PRICE } from '#domain/swap.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import type { State } from '#localnet/node/state.ts';
import { clearPendingChildren } from './childKeys.ts';
import { ensure } from './failures.ts';
import { ensureWithinReserve, maxAmount } from './limits.ts';
import { position } from './sharePool.ts';
import { clearSmallNomination } from './smallNomination.ts';
import type { StakeOrder } from './stakeIntoSubnet.ts';
import { unstakeFromSubnet } from './unstakeFromSubnet.ts';
import { validateRemoveStake } from './validateStake.ts';

function unstake(state: State, order: StakeOrder, max: bigint, allowPartial: boolean): void {
  validateRemoveStake(state, { ...order, max, allowPartial });
  unstakeFromSubnet(state, { ...order, amount: smaller(order.amount, max) });
  clearSmallNomination(state, order.coldkey, order.hotkey, order.netuid);
  clearPendingChildren(state, order.hotkey);
}

/** The plain sale: needs a started subnet, and never asks for more than the position. */
function sell(state: State, order: Omit<StakeOrder, 'limit'>): void {
  ensure(subtensorStorage.SubtokenEnabled.get(state, order.netuid), 'SubtokenDisabled');
  const amount = smaller(order.amount, position(state, order, order.coldkey));
  ensureWithinReserve(state, order.netuid, 'sell', amount);
  unstake(state, { ...order, amount, limit: MIN_PRICE }, amount, false);
}

function sellToLimit(state: State, order: StakeOrder, allowPartial: boolean): void {
  ensureWithinReserve(state, order.netuid, 'sell', order.amount);
  const max = maxAmount(state, order.netuid, 'sell', order.limit);
  unstake(state, order, max, allowPartial);
}

/** SubtensorModule.remove_stake: sells an amount of Alpha, or the whole position when it is less, at any price. */
export const removeStake: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const amount = args.amount('amount_unstaked');
  sell(state, { coldkey: signer, hotkey: args.bytes('hotkey'), netuid: args.number('netuid'), amount });
};

/** SubtensorModule.remove_stake_limit: sells down to a marginal price, in part if allowed; never caps the amount. */
export const removeStakeLimit: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const place = { coldkey: signer, hotkey: args.bytes('hotkey'), netuid: args.number('netuid') };
  const order = { ...place, amount: args.amount('amount_unstaked'), limit: args.amount('limit_price') };
  sellToLimit(state, order, args.flag('allow_partial'));
};

/** SubtensorModule.remove_stake_full_limit: sells the whole position, to a limit (all or nothing) or at any price. */
export const removeStakeFullLimit: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const place = { coldkey: signer, hotkey: args.bytes('hotkey'), netuid: args.number('netuid') };
  const amount = position(state, place, signer);
  const limit = args.amountOrNull('limit_price');
  if (limit === null) sell(state, { ...place, amount });
  else sellToLimit(state, { ...place, amount, limit }, false);
};
