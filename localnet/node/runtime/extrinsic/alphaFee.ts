import { divFixed, fromInteger } from '#domain/fixed.ts';
import { MIN_PRICE } from '#domain/swap.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { recycle, withdrawFee } from '#localnet/node/runtime/balances/currency.ts';
import { CallArguments } from '#localnet/node/runtime/callArguments.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import { stakeAvailability } from '#localnet/node/runtime/staking/availability.ts';
import { ensure } from '#localnet/node/runtime/staking/failures.ts';
import { allNetuids } from '#localnet/node/runtime/staking/hotkeys.ts';
import { position, type SharePool } from '#localnet/node/runtime/staking/sharePool.ts';
import { blockAuthor, subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { unstakeFromSubnet } from '#localnet/node/runtime/staking/unstakeFromSubnet.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';

/** Where a call names the position that may pay for it: its arguments for the validator and for the subnet. */
const PAYERS: Readonly<Record<string, readonly [string, string]>> = {
  remove_stake: ['hotkey', 'netuid'],
  remove_stake_limit: ['hotkey', 'netuid'],
  remove_stake_full_limit: ['hotkey', 'netuid'],
  move_stake: ['origin_hotkey', 'origin_netuid'],
  move_stake_limit: ['origin_hotkey', 'origin_netuid'],
  transfer_stake: ['hotkey', 'origin_netuid'],
  swap_stake: ['hotkey', 'origin_netuid'],
  swap_stake_limit: ['hotkey', 'origin_netuid'],
  recycle_alpha: ['hotkey', 'netuid'],
  burn_alpha: ['hotkey', 'netuid'],
};
const UNSTAKE_ALL = ['unstake_all', 'unstake_all_alpha'];

const FRACTION_BITS = 64n;

/** An account, and the call whose fee it pays. */
export interface FeePayer {
  readonly signer: Uint8Array;
  readonly call: RuntimeCall;
}

/** The only started subnet on which the account holds something with the validator; null when there are more, or none. */
function onlyPosition(state: State, signer: Uint8Array, hotkey: Uint8Array): SharePool | null {
  const pools = allNetuids(state)
    .filter((netuid) => subtensorStorage.SubtokenEnabled.get(state, netuid))
    .map((netuid) => ({ hotkey, netuid }))
    .filter((pool) => position(state, pool, signer) > 0n);
  const [only] = pools;
  return only !== undefined && pools.length === 1 ? only : null;
}

/** The position that may pay the call's fee; null when the call is none of those, or is inside another. */
function payingPosition(state: State, { signer, call }: FeePayer): SharePool | null {
  if (call.pallet !== 'SubtensorModule') return null;
  const args = new CallArguments(call.args);
  if (UNSTAKE_ALL.includes(call.call)) return onlyPosition(state, signer, args.bytes('hotkey'));
  const names = PAYERS[call.call];
  if (names === undefined) return null;
  return { hotkey: args.bytes(names[0]), netuid: args.number(names[1]) };
}

/** Alpha that is worth the rao at the spot price, rounded down; 0 where there is no price. Source: Swap, get_alpha_amount_for_tao. */
function alphaFor(state: State, netuid: number, rao: bigint): bigint {
  return divFixed(fromInteger(rao), alphaPrice(state, netuid)) >> FRACTION_BITS;
}

/** A part of a position, to be sold for a fee. */
export interface AlphaPayment extends SharePool {
  readonly alpha: bigint;
}

/**
 * The Alpha that pays a fee of so many rao, from the one position that the call may charge; null when the call may
 * charge none, or when what is unlocked of the position is worth less than the fee. The later runtime takes nothing
 * from a subnet that has not started.
 * Source: pallet transaction-fee, fees_in_alpha and can_withdraw_in_alpha.
 */
export function alphaPayment(
  state: State,
  profile: RuntimeProfile,
  payer: FeePayer,
  fee: bigint,
): AlphaPayment | null {
  const pool = payingPosition(state, payer);
  if (pool === null) return null;
  const started = subtensorStorage.SubtokenEnabled.get(state, pool.netuid);
  if (profile.alphaFeesNeedStartedSubnet && !started) return null;
  const { available } = stakeAvailability(state, payer.signer, pool.netuid);
  const free = smaller(position(state, pool, payer.signer), available);
  const alpha = alphaFor(state, pool.netuid, fee);
  return alpha > 0n && alpha <= free ? { ...pool, alpha } : null;
}

/**
 * Sells the Alpha without a pool fee, at any price, and passes the TAO on as the profile has it: to the block's author,
 * or, as when there is none, out of existence. All of what it brings is the fee: at spot price and with the price
 * falling as it sells it brings no more than was asked, so nothing is left to give back.
 * Throws DispatchFailure when the pool or the subnet's account cannot serve the sale.
 * Source: pallet transaction-fee, withdraw_in_alpha.
 */
export function payInAlpha(
  state: State,
  profile: RuntimeProfile,
  signer: Uint8Array,
  { hotkey, netuid, alpha }: AlphaPayment,
): void {
  const author = profile.feesGoTo === 'author' ? blockAuthor(state) : null;
  const order = { coldkey: signer, hotkey, netuid, amount: alpha, limit: MIN_PRICE, dropFees: true };
  const subnet = subnetAccount(netuid);
  const tao = unstakeFromSubnet(state, order, author ?? subnet);
  if (author === null) {
    ensure(withdrawFee(state, subnet, tao), 'InsufficientBalance');
    recycle(state, tao);
  }
  const paid = [signer, netuid, alpha, tao];
  depositEvent(state, 'SubtensorModule', 'TransactionFeePaidWithAlpha', paid);
}
