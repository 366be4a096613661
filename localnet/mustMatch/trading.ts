import { ONE } from '#domain/units.ts';
import type { PoolVector } from '#domain/vectorCheck.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { increasePosition } from '#localnet/node/runtime/staking/sharePool.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { firstHotkey, pairOf } from '#localnet/node/runtime/staking/testStaking.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call, type EventRecord } from '#localnet/node/runtime/testChain.ts';
import type { State } from '#localnet/node/state.ts';

/** Who trades, where, and with which validator. */
export const alice = pairOf('//Alice');
export const hotkey = firstHotkey;
export const SN = 64;
export const TAO = ONE;

/** Errors that the points name, by pallet and index. */
export const ERROR = {
  NotEnoughStakeToWithdraw: [7, 9],
  NotEnoughBalanceToStake: [7, 12],
  StakeUnavailable: [7, 75],
  AmountTooLow: [7, 82],
  InsufficientLiquidity: [7, 83],
  SlippageTooHigh: [7, 84],
  PriceLimitExceeded: [28, 3],
  ReservesTooLow: [28, 7],
  CallFiltered: [0, 5],
  NotProxy: [16, 2],
} as const;

/** How far an order with a limit may go. */
export interface Limits {
  readonly limit: bigint;
  readonly partial: boolean;
}

const place = (key: Uint8Array) => ({ hotkey: key, netuid: SN });
const limitsOf = ({ limit, partial }: Limits) => ({ limit_price: limit, allow_partial: partial });

export function buy(amount: bigint, limits?: Limits, key = hotkey): RuntimeCall {
  const args = { ...place(key), amount_staked: amount };
  if (limits === undefined) return call('SubtensorModule.add_stake', args);
  return call('SubtensorModule.add_stake_limit', { ...args, ...limitsOf(limits) });
}

export function sell(amount: bigint, limits?: Limits, key = hotkey): RuntimeCall {
  const args = { ...place(key), amount_unstaked: amount };
  if (limits === undefined) return call('SubtensorModule.remove_stake', args);
  return call('SubtensorModule.remove_stake_limit', { ...args, ...limitsOf(limits) });
}

/** Fields of the first event of this name; none when there is none. */
export function fieldsOf(events: readonly EventRecord['event'][], name: string): readonly unknown[] {
  return events.find(({ event }) => event === name)?.fields ?? [];
}

/** Gives an account this much free TAO, unaccounted for. */
export function fund(state: State, who: Uint8Array, free: bigint): void {
  const info = account(state, who);
  const data = { ...info.data, free };
  systemStorage.Account.set(state, who, { ...info, providers: Math.max(1, info.providers), data });
}

/** Makes the pool of the subnet that of a vector, with its TAO in the subnet's account. */
export function setPool(state: State, pool: PoolVector): void {
  subtensorStorage.SubnetTAO.set(state, SN, BigInt(pool.taoReserve));
  subtensorStorage.SubnetAlphaIn.set(state, SN, BigInt(pool.alphaReserve));
  swapStorage.SwapBalancer.set(state, SN, { quote: BigInt(pool.quoteWeight) });
  swapStorage.FeeRate.set(state, SN, pool.feeRate ?? 33);
  fund(state, subnetAccount(SN), BigInt(pool.taoReserve));
}

/** Gives Alice Alpha with a hotkey of her own that nobody else stakes to. */
export function give(state: State, key: Uint8Array, alpha: bigint): void {
  const { Owner, SubnetAlphaOut } = subtensorStorage;
  Owner.set(state, key, alice.publicKey);
  if (alpha === 0n) return;
  increasePosition(state, { hotkey: key, netuid: SN }, alice.publicKey, alpha);
  SubnetAlphaOut.set(state, SN, SubnetAlphaOut.get(state, SN) + alpha);
}

/** A hotkey for each number. */
export function freshHotkey(index: number): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, byte) => (byte < 2 ? index >> (8 * byte) : 99));
}
