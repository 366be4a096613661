import { MAX_PRICE } from '#domain/swap.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import { becomeDelegateFor } from './hotkeys.ts';
import { ensureWithinReserve, maxAmount } from './limits.ts';
import { stakeIntoSubnet } from './stakeIntoSubnet.ts';
import { validateAddStake } from './validateStake.ts';

/** SubtensorModule.add_stake: buys for an amount of TAO at any price. */
export const addStake: CallHandler = ({ state, profile, signer }, args) => {
  if (signer === null) throw badOrigin();
  const netuid = args.number('netuid');
  const amount = args.amount('amount_staked');
  ensureWithinReserve(state, netuid, 'buy', amount);
  const order = { coldkey: signer, hotkey: args.bytes('hotkey'), netuid, amount, limit: MAX_PRICE };
  validateAddStake(state, { ...order, max: amount, allowPartial: false });
  stakeIntoSubnet(state, profile, order);
};

/** SubtensorModule.add_stake_limit: buys up to a marginal price, in part if allowed. */
export const addStakeLimit: CallHandler = ({ state, profile, signer }, args) => {
  if (signer === null) throw badOrigin();
  const netuid = args.number('netuid');
  const amount = args.amount('amount_staked');
  const limit = args.amount('limit_price');
  ensureWithinReserve(state, netuid, 'buy', amount);
  const max = maxAmount(state, netuid, 'buy', limit);
  const order = { coldkey: signer, hotkey: args.bytes('hotkey'), netuid, amount, limit };
  validateAddStake(state, { ...order, max, allowPartial: args.flag('allow_partial') });
  becomeDelegateFor(state, signer, order.hotkey);
  stakeIntoSubnet(state, profile, { ...order, amount: smaller(amount, max) });
};
