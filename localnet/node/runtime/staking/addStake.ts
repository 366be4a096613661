import { MAX_PRICE } from '#domain/swap.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import type { State } from '#localnet/node/state.ts';
import { becomeDelegateFor } from './hotkeys.ts';
import { ensureWithinReserve, maxAmount } from './limits.ts';
import { type StakeOrder, stakeIntoSubnet } from './stakeIntoSubnet.ts';
import { validateAddStake } from './validateStake.ts';

function stake(state: State, order: StakeOrder, max: bigint, allowPartial: boolean): void {
  validateAddStake(state, { ...order, max, allowPartial });
  becomeDelegateFor(state, order.coldkey, order.hotkey);
  stakeIntoSubnet(state, { ...order, amount: smaller(order.amount, max) });
}

/** SubtensorModule.add_stake: buys for an amount of TAO at any price. */
export const addStake: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const netuid = args.number('netuid');
  const amount = args.amount('amount_staked');
  ensureWithinReserve(state, netuid, 'buy', amount);
  const order = { coldkey: signer, hotkey: args.bytes('hotkey'), netuid, amount, limit: MAX_PRICE };
  stake(state, order, amount, false);
};

/** SubtensorModule.add_stake_limit: buys up to a marginal price, in part if allowed. */
export const addStakeLimit: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const netuid = args.number('netuid');
  const amount = args.amount('amount_staked');
  const limit = args.amount('limit_price');
  ensureWithinReserve(state, netuid, 'buy', amount);
  const max = maxAmount(state, netuid, 'buy', limit);
  const order = { coldkey: signer, hotkey: args.bytes('hotkey'), netuid, amount, limit };
  stake(state, order, max, args.flag('allow_partial'));
};
