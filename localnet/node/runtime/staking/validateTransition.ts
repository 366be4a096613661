import { MIN_PRICE, swap } from '#domain/swap.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { sameAccount } from '#localnet/node/runtime/accountKey.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { ensureAvailable } from './availability.ts';
import { ensure, subtensorFailure } from './failures.ts';
import { hotkeyExists, subnetExists } from './hotkeys.ts';
import { MIN_STAKE } from './limits.ts';
import { position } from './sharePool.ts';
import type { StakePlace, StakeTransition } from './stakeTransition.ts';

function ensureElsewhere(from: StakePlace, to: StakePlace): void {
  const isSameStaker = sameAccount(from.coldkey, to.coldkey) && sameAccount(from.hotkey, to.hotkey);
  ensure(!isSameStaker || from.netuid !== to.netuid, 'SameNetuid');
}

/** The sale must bring more than the smallest stake: exactly as much does not do. */
function ensureWorthMoving(state: State, netuid: number, alpha: bigint): void {
  const sale = swap(readPool(state, netuid), 'sell', alpha, MIN_PRICE, { simulated: true });
  if (!sale.ok) throw subtensorFailure('InsufficientLiquidity');
  ensure(sale.fill.paidOut > MIN_STAKE, 'AmountTooLow');
}

/**
 * The checks of a move, swap or transfer of stake, in the chain's order: SameNetuid, SubnetNotExists,
 * SubtokenDisabled, HotKeyAccountNotExists, NotEnoughStakeToWithdraw; between subnets InsufficientLiquidity,
 * AmountTooLow and SlippageTooHigh; of a transfer TransferDisallowed; between subnets StakeUnavailable. `max` is what
 * the limit lets in. What transfers between subnets must be worth at 475 is a constant of its own that nobody has
 * read; here it is that of moves. Source: SubtensorModule, validate_stake_transition.
 */
export function validateTransition(state: State, transition: StakeTransition, max: bigint): void {
  const { from, to, amount } = transition;
  const { SubtokenEnabled, TransferToggle } = subtensorStorage;
  const crosses = from.netuid !== to.netuid;
  ensureElsewhere(from, to);
  ensure(subnetExists(state, from.netuid), 'SubnetNotExists');
  ensure(subnetExists(state, to.netuid), 'SubnetNotExists');
  ensure(SubtokenEnabled.get(state, from.netuid), 'SubtokenDisabled');
  ensure(SubtokenEnabled.get(state, to.netuid), 'SubtokenDisabled');
  ensure(hotkeyExists(state, from.hotkey), 'HotKeyAccountNotExists');
  ensure(hotkeyExists(state, to.hotkey), 'HotKeyAccountNotExists');
  ensure(amount <= position(state, from, from.coldkey), 'NotEnoughStakeToWithdraw');
  if (crosses) {
    ensureWorthMoving(state, from.netuid, amount);
    if (transition.limit !== null && !transition.allowPartial) ensure(amount <= max, 'SlippageTooHigh');
  }
  if (transition.isTransfer) {
    ensure(TransferToggle.get(state, from.netuid), 'TransferDisallowed');
    ensure(TransferToggle.get(state, to.netuid), 'TransferDisallowed');
  }
  if (crosses) ensureAvailable(state, from.coldkey, from.netuid, amount);
}
