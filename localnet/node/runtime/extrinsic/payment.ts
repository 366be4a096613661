import { deposit, recycle, reducibleBalance, withdrawFee } from '#localnet/node/runtime/balances/currency.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import { blockAuthor } from '#localnet/node/runtime/staking/subnetAccount.ts';
import type { State } from '#localnet/node/state.ts';
import { alphaPayment, type FeePayer, payInAlpha } from './alphaFee.ts';

/** What a fee was paid in; the rest of its way is still to go when it was TAO. */
export type PaidIn = 'tao' | 'alpha';

function hasTao(state: State, signer: Uint8Array, fee: bigint): boolean {
  return fee <= reducibleBalance(state, signer, 'Preserve');
}

/**
 * Whether the account can pay a fee of so many rao, tip included: in TAO with the existential deposit left, or else in
 * Alpha for the calls that allow it. Source: pallet transaction-fee, can_withdraw_fee.
 */
export function canPay(state: State, profile: RuntimeProfile, payer: FeePayer, fee: bigint): boolean {
  return hasTao(state, payer.signer, fee) || alphaPayment(state, profile, payer, fee) !== null;
}

/**
 * Takes the fee before the call runs; null, with the state as it was, when it cannot be had.
 * Source: pallet transaction-fee, withdraw_fee.
 */
export function takeFee(state: State, profile: RuntimeProfile, payer: FeePayer, fee: bigint): PaidIn | null {
  if (withdrawFee(state, payer.signer, fee)) return 'tao';
  const payment = alphaPayment(state, profile, payer, fee);
  if (payment === null) return null;
  try {
    state.transaction(() => payInAlpha(state, profile, payer.signer, payment));
    return 'alpha';
  } catch (error) {
    if (error instanceof DispatchFailure) return null;
    throw error;
  }
}

/**
 * Ends the way of a fee that was paid in TAO, once the call has run: to the block's author, or out of existence.
 * Source: pallet transaction-fee, correct_and_deposit_fee.
 */
export function settleTao(state: State, profile: RuntimeProfile, signer: Uint8Array, fee: bigint): void {
  // The runtime pays back what the call did not use, which is nothing, and reports it all the same.
  deposit(state, signer, 0n);
  const author = profile.feesGoTo === 'author' ? blockAuthor(state) : null;
  if (author === null || !deposit(state, author, fee)) recycle(state, fee);
}
