import type { Side } from '#domain/pool.ts';
import { defaultLimit, type SwapOutcome, swap, swapFee } from '#domain/swap.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { reducibleBalance } from '#localnet/node/runtime/balances/currency.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { ensureAvailable } from './availability.ts';
import { ensure, subtensorFailure } from './failures.ts';
import { hotkeyExists, subnetExists } from './hotkeys.ts';
import { MIN_STAKE } from './limits.ts';
import { isPreciseEnough, position } from './sharePool.ts';

/** An order to check: `max` is what its limit lets in; partial orders shrink to it, others fail beyond it. */
export interface StakeCheck {
  readonly coldkey: Uint8Array;
  readonly hotkey: Uint8Array;
  readonly netuid: number;
  readonly amount: bigint;
  readonly max: bigint;
  readonly allowPartial: boolean;
}

function simulate(state: State, netuid: number, side: Side, amount: bigint): SwapOutcome {
  return swap(readPool(state, netuid), side, amount, defaultLimit(side), { simulated: true });
}

/** The smallest stake with its fee, in rao; the fee is estimated when the simulation fails. */
function minStakeWithFee(state: State, netuid: number): bigint {
  const outcome = simulate(state, netuid, 'buy', MIN_STAKE);
  if (outcome.ok) return MIN_STAKE + outcome.fill.fee;
  const pool = readPool(state, netuid);
  return MIN_STAKE + (pool.kind === 'weighted' ? swapFee(MIN_STAKE, pool.feeRate) : 0n);
}

/**
 * The checks of a stake, in the chain's order: SubnetNotExists, SubtokenDisabled, AmountTooLow, SlippageTooHigh,
 * NotEnoughBalanceToStake, HotKeyAccountNotExists, InsufficientLiquidity. Source: SubtensorModule, validate_add_stake.
 */
export function validateAddStake(state: State, check: StakeCheck): void {
  const { coldkey, hotkey, netuid, max } = check;
  ensure(subnetExists(state, netuid), 'SubnetNotExists');
  ensure(subtensorStorage.SubtokenEnabled.get(state, netuid), 'SubtokenDisabled');
  ensure(check.amount >= minStakeWithFee(state, netuid), 'AmountTooLow');
  if (!check.allowPartial) ensure(check.amount <= max, 'SlippageTooHigh');
  const amount = smaller(check.amount, max);
  ensure(amount <= reducibleBalance(state, coldkey, 'Expendable'), 'NotEnoughBalanceToStake');
  ensure(hotkeyExists(state, hotkey), 'HotKeyAccountNotExists');
  const outcome = simulate(state, netuid, 'buy', amount);
  if (!outcome.ok) throw subtensorFailure('InsufficientLiquidity');
  ensure(outcome.fill.paidIn >= MIN_STAKE, 'AmountTooLow');
  ensure(outcome.fill.paidOut > 0n, 'InsufficientLiquidity');
  ensure(isPreciseEnough(state, { hotkey, netuid }, outcome.fill.paidOut), 'InsufficientLiquidity');
}

/**
 * The checks of an unstake, in the chain's order: SubnetNotExists, AmountTooLow, NotEnoughStakeToWithdraw,
 * InsufficientLiquidity, AmountTooLow (unless nothing remains), SlippageTooHigh, HotKeyAccountNotExists,
 * StakeUnavailable. They look at the whole amount even of a partial order.
 * Source: SubtensorModule, validate_remove_stake.
 */
export function validateRemoveStake(state: State, check: StakeCheck): void {
  const { coldkey, hotkey, netuid, amount, max } = check;
  ensure(subnetExists(state, netuid), 'SubnetNotExists');
  ensure(amount > 0n, 'AmountTooLow');
  const held = position(state, { hotkey, netuid }, coldkey);
  ensure(held >= amount, 'NotEnoughStakeToWithdraw');
  const outcome = simulate(state, netuid, 'sell', amount);
  if (!outcome.ok) throw subtensorFailure('InsufficientLiquidity');
  if (held > amount) ensure(outcome.fill.paidOut >= MIN_STAKE, 'AmountTooLow');
  if (!check.allowPartial) ensure(amount <= max, 'SlippageTooHigh');
  ensure(hotkeyExists(state, hotkey), 'HotKeyAccountNotExists');
  ensureAvailable(state, coldkey, netuid, amount);
}
