import { ROOT } from '#domain/subnet.ts';
import { MAX_PRICE } from '#domain/swap.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { saturatingAdd, saturatingSubtract, smaller } from '#localnet/node/runtime/integers.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { ensureAvailable } from './availability.ts';
import { ensure } from './failures.ts';
import { becomeDelegateFor, hotkeyExists, subnetExists } from './hotkeys.ts';
import { ensureWithinReserve, maxAmount } from './limits.ts';
import { decreasePosition, position } from './sharePool.ts';
import { stakeIntoSubnet } from './stakeIntoSubnet.ts';
import type { StakePlace } from './stakeTransition.ts';
import { validateAddStake } from './validateStake.ts';

/**
 * Takes Alpha out of a position for good, at most all of it, and gives how much. Refuses in the chain's order:
 * SubnetNotExists, CannotBurnOrRecycleOnRootSubnet, SubtokenDisabled, HotKeyAccountNotExists, InsufficientLiquidity,
 * StakeUnavailable. Source: SubtensorModule, do_recycle_alpha and do_burn_alpha.
 */
function takeAlpha(state: State, place: StakePlace, wanted: bigint): bigint {
  const { coldkey, hotkey, netuid } = place;
  ensure(subnetExists(state, netuid), 'SubnetNotExists');
  ensure(netuid !== ROOT, 'CannotBurnOrRecycleOnRootSubnet');
  ensure(subtensorStorage.SubtokenEnabled.get(state, netuid), 'SubtokenDisabled');
  ensure(hotkeyExists(state, hotkey), 'HotKeyAccountNotExists');
  const amount = smaller(wanted, position(state, place, coldkey));
  ensure(subtensorStorage.SubnetAlphaOut.get(state, netuid) >= amount, 'InsufficientLiquidity');
  ensureAvailable(state, coldkey, netuid, amount);
  decreasePosition(state, place, coldkey, amount);
  return amount;
}

function burn(state: State, place: StakePlace, wanted: bigint): void {
  const { AlphaBurned } = alphaAssetsStorage;
  const { coldkey, hotkey, netuid } = place;
  const amount = takeAlpha(state, place, wanted);
  if (amount > 0n) AlphaBurned.set(state, netuid, saturatingAdd(AlphaBurned.get(state, netuid), amount));
  depositEvent(state, 'SubtensorModule', 'AlphaBurned', [coldkey, hotkey, amount, netuid]);
}

/** SubtensorModule.recycle_alpha: the Alpha is as if it had never been issued. */
export const recycleAlpha: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const { AlphaRecycled, TotalAlphaIssuance } = alphaAssetsStorage;
  const { SubnetAlphaOut } = subtensorStorage;
  const [hotkey, netuid] = [args.bytes('hotkey'), args.number('netuid')];
  const amount = takeAlpha(state, { coldkey: signer, hotkey, netuid }, args.amount('amount'));
  if (amount > 0n) {
    SubnetAlphaOut.set(state, netuid, saturatingSubtract(SubnetAlphaOut.get(state, netuid), amount));
    const issued = TotalAlphaIssuance.get(state, netuid);
    TotalAlphaIssuance.set(state, netuid, saturatingSubtract(issued, amount));
    AlphaRecycled.set(state, netuid, saturatingAdd(AlphaRecycled.get(state, netuid), amount));
  }
  depositEvent(state, 'SubtensorModule', 'AlphaRecycled', [signer, hotkey, amount, netuid]);
};

/** SubtensorModule.burn_alpha: the Alpha stays issued and outstanding, and is nobody's. */
export const burnAlpha: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  const place = { coldkey: signer, hotkey: args.bytes('hotkey'), netuid: args.number('netuid') };
  burn(state, place, args.amount('amount'));
};

/**
 * SubtensorModule.add_stake_burn: buys, up to a marginal price if there is a limit (all or nothing), and burns what it
 * bought. Refuses as add_stake, or add_stake_limit, and burn_alpha do, so root at the end.
 */
export const addStakeBurn: CallHandler = ({ state, profile, signer }, args) => {
  if (signer === null) throw badOrigin();
  const place = { coldkey: signer, hotkey: args.bytes('hotkey'), netuid: args.number('netuid') };
  const [amount, limit] = [args.amount('amount'), args.amountOrNull('limit')];
  ensureWithinReserve(state, place.netuid, 'buy', amount);
  const max = limit === null ? amount : maxAmount(state, place.netuid, 'buy', limit);
  validateAddStake(state, { ...place, amount, max, allowPartial: false });
  if (limit !== null) becomeDelegateFor(state, signer, place.hotkey);
  const alpha = stakeIntoSubnet(state, profile, { ...place, amount, limit: limit ?? MAX_PRICE });
  burn(state, place, alpha);
  depositEvent(state, 'SubtensorModule', 'AddStakeBurn', [place.netuid, place.hotkey, amount, alpha]);
};
