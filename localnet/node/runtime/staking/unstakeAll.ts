import { ROOT } from '#domain/subnet.ts';
import { MAX_PRICE, MIN_PRICE } from '#domain/swap.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin, DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure } from './failures.ts';
import { allNetuids, hotkeyExists } from './hotkeys.ts';
import { position } from './sharePool.ts';
import { clearSmallNomination } from './smallNomination.ts';
import { stakeIntoSubnet } from './stakeIntoSubnet.ts';
import type { StakePlace } from './stakeTransition.ts';
import { unstakeFromSubnet } from './unstakeFromSubnet.ts';
import { validateRemoveStake } from './validateStake.ts';

function canSell(state: State, place: StakePlace, amount: bigint): boolean {
  try {
    validateRemoveStake(state, { ...place, amount, max: amount, allowPartial: false });
    return true;
  } catch (error) {
    if (error instanceof DispatchFailure) return false;
    throw error;
  }
}

/** Sells what a coldkey has with a validator on these subnets, at any price; passes over what it may not sell. */
function sellEverywhere(
  state: State,
  coldkey: Uint8Array,
  hotkey: Uint8Array,
  netuids: readonly number[],
): bigint {
  ensure(hotkeyExists(state, hotkey), 'HotKeyAccountNotExists');
  let tao = 0n;
  for (const netuid of netuids) {
    const place = { coldkey, hotkey, netuid };
    const amount = position(state, place, coldkey);
    if (!subtensorStorage.SubtokenEnabled.get(state, netuid) || !canSell(state, place, amount)) continue;
    tao += unstakeFromSubnet(state, { ...place, amount, limit: MIN_PRICE });
    clearSmallNomination(state, coldkey, hotkey, netuid);
  }
  return tao;
}

/** SubtensorModule.unstake_all: sells all stake with a validator, root's too; having nothing to sell is no failure. */
export const unstakeAll: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  sellEverywhere(state, signer, args.bytes('hotkey'), allNetuids(state));
};

/**
 * SubtensorModule.unstake_all_alpha: sells all stake with a validator but root's, and stakes the TAO to root with it.
 * AmountTooLow, with nothing done, when nothing was sold.
 */
export const unstakeAllAlpha: CallHandler = ({ state, profile, signer }, args) => {
  if (signer === null) throw badOrigin();
  const hotkey = args.bytes('hotkey');
  const subnets = allNetuids(state).filter((netuid) => netuid !== ROOT);
  const amount = sellEverywhere(state, signer, hotkey, subnets);
  stakeIntoSubnet(state, profile, { coldkey: signer, hotkey, netuid: ROOT, amount, limit: MAX_PRICE });
};
