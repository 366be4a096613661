import type { CallArguments } from '#localnet/node/runtime/callArguments.ts';
import type { CallContext, CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import { callFiltered } from '#localnet/node/runtime/system/failures.ts';
import type { StakePlace, StakeTransition } from './stakeTransition.ts';
import { transitionStake } from './transitionStake.ts';

type Terms = Pick<StakeTransition, 'limit' | 'allowPartial'>;

const WITHOUT_LIMIT: Terms = { limit: null, allowPartial: false };

function limited(args: CallArguments): Terms {
  return { limit: args.amount('limit_price'), allowPartial: args.flag('allow_partial') };
}

/** Both ends of an order, by the coldkeys and the names of the arguments that hold the hotkeys. */
function placesOf(
  args: CallArguments,
  coldkeys: { readonly from: Uint8Array; readonly to: Uint8Array },
  hotkeys: { readonly from: string; readonly to: string },
): { readonly from: StakePlace; readonly to: StakePlace } {
  const { from, to } = coldkeys;
  return {
    from: { coldkey: from, hotkey: args.bytes(hotkeys.from), netuid: args.number('origin_netuid') },
    to: { coldkey: to, hotkey: args.bytes(hotkeys.to), netuid: args.number('destination_netuid') },
  };
}

function move({ state, profile, signer }: CallContext, args: CallArguments, terms: Terms): void {
  if (signer === null) throw badOrigin();
  const hotkeys = { from: 'origin_hotkey', to: 'destination_hotkey' };
  const { from, to } = placesOf(args, { from: signer, to: signer }, hotkeys);
  const amount = args.amount('alpha_amount');
  const tao = transitionStake(state, profile, { from, to, amount, ...terms, isTransfer: false });
  const fields = [signer, from.hotkey, from.netuid, to.hotkey, to.netuid, tao];
  depositEvent(state, 'SubtensorModule', 'StakeMoved', fields);
}

function swap({ state, profile, signer }: CallContext, args: CallArguments, terms: Terms): void {
  if (signer === null) throw badOrigin();
  const { from, to } = placesOf(args, { from: signer, to: signer }, { from: 'hotkey', to: 'hotkey' });
  const amount = args.amount('alpha_amount');
  const tao = transitionStake(state, profile, { from, to, amount, ...terms, isTransfer: false });
  depositEvent(state, 'SubtensorModule', 'StakeSwapped', [signer, from.hotkey, from.netuid, to.netuid, tao]);
}

/** SubtensorModule.move_stake: to another validator, on the same subnet or another, at any price. */
export const moveStake: CallHandler = (context, args) => move(context, args, WITHOUT_LIMIT);

/** SubtensorModule.move_stake_limit, of runtimes from 448 on: move_stake with a limit where it crosses subnets. */
export const moveStakeLimit: CallHandler = (context, args) => {
  if (!context.profile.hasMoveStakeLimit) throw callFiltered();
  move(context, args, limited(args));
};

/** SubtensorModule.swap_stake: to another subnet with the same validator, at any price. */
export const swapStake: CallHandler = (context, args) => swap(context, args, WITHOUT_LIMIT);

/** SubtensorModule.swap_stake_limit: swap_stake with a limit, in part if allowed, which may be nothing. */
export const swapStakeLimit: CallHandler = (context, args) => swap(context, args, limited(args));

/** SubtensorModule.transfer_stake: to another coldkey with the same validator, on the same subnet or another. */
export const transferStake: CallHandler = ({ state, profile, signer }, args) => {
  if (signer === null) throw badOrigin();
  const coldkey = args.bytes('destination_coldkey');
  const { from, to } = placesOf(args, { from: signer, to: coldkey }, { from: 'hotkey', to: 'hotkey' });
  const amount = args.amount('alpha_amount');
  const tao = transitionStake(state, profile, { from, to, amount, ...WITHOUT_LIMIT, isTransfer: true });
  const fields = [signer, coldkey, from.hotkey, from.netuid, to.netuid, tao];
  depositEvent(state, 'SubtensorModule', 'StakeTransferred', fields);
};
