import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { sameAccount } from '#localnet/node/runtime/accountKey.ts';
import { tokenFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { saturatingSubtract, smaller } from '#localnet/node/runtime/integers.ts';
import {
  type AccountInfo,
  account,
  accountExists,
  putAccount,
} from '#localnet/node/runtime/system/accounts.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';

/** The least that an account may hold, in rao. */
export const EXISTENTIAL_DEPOSIT = 500n;

/** Expendable may end the account; Preserve must leave it alive. */
export type Preservation = 'Expendable' | 'Preserve';

function canEnd(info: AccountInfo): boolean {
  return info.consumers === 0 || info.providers > 1;
}

function liquid(info: AccountInfo, preservation: Preservation): bigint {
  const { free, frozen, reserved } = info.data;
  const untouchable = saturatingSubtract(frozen, reserved);
  const mustLive = free > 0n && info.providers > 0 && (preservation === 'Preserve' || !canEnd(info));
  const kept = mustLive && untouchable < EXISTENTIAL_DEPOSIT ? EXISTENTIAL_DEPOSIT : untouchable;
  return saturatingSubtract(free, kept);
}

/** Rao that the account may give away. Source: Balances, reducible_balance (Polite). */
export function reducibleBalance(state: State, who: Uint8Array, preservation: Preservation): bigint {
  return liquid(account(state, who), preservation);
}

/** Lowers both records of how much TAO exists. */
function forget(state: State, amount: bigint): void {
  balancesStorage.TotalIssuance.set(
    state,
    saturatingSubtract(balancesStorage.TotalIssuance.get(state), amount),
  );
  const total = subtensorStorage.TotalIssuance.get(state);
  subtensorStorage.TotalIssuance.set(state, saturatingSubtract(total, amount));
}

/** Sets the free balance: the account is born at the existential deposit, and below it ends with its dust lost. */
function setFree(state: State, who: Uint8Array, before: AccountInfo, free: bigint): void {
  const provided = before.data.free >= EXISTENTIAL_DEPOSIT;
  const provides = free >= EXISTENTIAL_DEPOSIT;
  const providers = before.providers + Number(provides) - Number(provided);
  const lost = !provides && before.data.reserved === 0n ? free : 0n;
  const data = { ...before.data, free: free - lost };
  putAccount(state, who, before, { ...before, providers, data });
  if (!accountExists(before) && provides) depositEvent(state, 'Balances', 'Endowed', [who, free]);
  if (lost > 0n) {
    depositEvent(state, 'Balances', 'DustLost', [who, lost]);
    forget(state, lost);
  }
}

/** Refuses what the sender cannot spare. Source: Balances, can_withdraw. */
function ensureWithdrawable(from: AccountInfo, amount: bigint, preservation: Preservation): void {
  if (amount === 0n) return;
  const { free } = from.data;
  if (amount > free) throw tokenFailure('FundsUnavailable');
  if (amount > liquid(from, 'Expendable')) throw tokenFailure(canEnd(from) ? 'Frozen' : 'OnlyProvider');
  if (free - amount >= EXISTENTIAL_DEPOSIT) return;
  if (preservation === 'Preserve') throw tokenFailure('NotExpendable');
}

/**
 * Moves rao from one account to another. Refuses with TokenError: FundsUnavailable, Frozen, NotExpendable (Preserve
 * and the sender would end), BelowMinimum (the receiver would not reach the existential deposit).
 * Source: Balances, fungible::Mutate::transfer.
 */
export function transfer(
  state: State,
  from: Uint8Array,
  to: Uint8Array,
  amount: bigint,
  preservation: Preservation,
): void {
  const sender = account(state, from);
  ensureWithdrawable(sender, amount, preservation);
  const receiver = account(state, to);
  if (amount > 0n && receiver.data.free + amount < EXISTENTIAL_DEPOSIT) throw tokenFailure('BelowMinimum');
  if (sameAccount(from, to)) return;
  if (amount > 0n) {
    setFree(state, from, sender, sender.data.free - smaller(amount, liquid(sender, preservation)));
    setFree(state, to, receiver, receiver.data.free + amount);
  }
  depositEvent(state, 'Balances', 'Transfer', [from, to, amount]);
}

/** Takes rao that a fee costs; false, with nothing done, when the account would not stay alive. */
export function withdrawFee(state: State, who: Uint8Array, amount: bigint): boolean {
  const info = account(state, who);
  if (amount > liquid(info, 'Preserve')) return false;
  setFree(state, who, info, info.data.free - amount);
  depositEvent(state, 'Balances', 'Withdraw', [who, amount]);
  return true;
}

/** Gives an account rao that already count as issued; nothing when it would stay below the existential deposit. */
export function deposit(state: State, who: Uint8Array, amount: bigint): boolean {
  const info = account(state, who);
  if (info.data.free + amount < EXISTENTIAL_DEPOSIT) return false;
  if (amount > 0n) setFree(state, who, info, info.data.free + amount);
  depositEvent(state, 'Balances', 'Deposit', [who, amount]);
  return true;
}

/** Counts new rao as issued, to be deposited or recycled. Source: SubtensorModule, mint_tao. */
export function issue(state: State, amount: bigint): void {
  balancesStorage.TotalIssuance.set(state, balancesStorage.TotalIssuance.get(state) + amount);
  subtensorStorage.TotalIssuance.set(state, subtensorStorage.TotalIssuance.get(state) + amount);
  depositEvent(state, 'Balances', 'Issued', [amount]);
}

/** Ends rao that were withdrawn or issued and belong to nobody: the issuance falls. */
export function recycle(state: State, amount: bigint): void {
  if (amount > 0n) forget(state, amount);
}
