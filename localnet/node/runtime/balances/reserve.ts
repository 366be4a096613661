import { balancesErrors } from '#localnet/metadata/pallets/balances.ts';
import { DispatchFailure, moduleFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import { type AccountInfo, account, putAccount } from '#localnet/node/runtime/system/accounts.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { EXISTENTIAL_DEPOSIT } from './currency.ts';

const BALANCES_INDEX = 5;

function balancesFailure(name: keyof typeof balancesErrors): DispatchFailure {
  return moduleFailure(BALANCES_INDEX, balancesErrors[name].index, `Balances.${name}`);
}

function isConsumed({ data }: AccountInfo): boolean {
  return data.reserved > 0n || data.frozen > 0n;
}

/** The references that follow from the balances: something reserved holds on to the account, enough free provides for it. */
function withReferences(before: AccountInfo, after: AccountInfo): AccountInfo {
  const provided =
    Number(after.data.free >= EXISTENTIAL_DEPOSIT) - Number(before.data.free >= EXISTENTIAL_DEPOSIT);
  const consumed = Number(isConsumed(after)) - Number(isConsumed(before));
  return { ...after, providers: before.providers + provided, consumers: before.consumers + consumed };
}

/**
 * Sets free rao of an account aside. Refuses with Balances.InsufficientBalance (more than is free),
 * LiquidityRestrictions (what stays free is frozen), ConsumerRemaining (less than the existential deposit stays free).
 * Source: Balances, ReservableCurrency::reserve.
 */
export function reserve(state: State, who: Uint8Array, amount: bigint): void {
  if (amount === 0n) return;
  const before = account(state, who);
  const free = before.data.free - amount;
  if (free < 0n) throw balancesFailure('InsufficientBalance');
  if (free < before.data.frozen) throw balancesFailure('LiquidityRestrictions');
  if (free < EXISTENTIAL_DEPOSIT) {
    throw new DispatchFailure({ type: 'ConsumerRemaining', value: null }, 'ConsumerRemaining');
  }
  const data = { ...before.data, free, reserved: before.data.reserved + amount };
  putAccount(state, who, before, withReferences(before, { ...before, data }));
  depositEvent(state, 'Balances', 'Reserved', [who, amount]);
}

/** Gives an account its reserved rao back, at most what is reserved. Source: Balances, ReservableCurrency::unreserve. */
export function unreserve(state: State, who: Uint8Array, amount: bigint): void {
  if (amount === 0n) return;
  const before = account(state, who);
  const given = smaller(amount, before.data.reserved);
  const { free, reserved } = before.data;
  const data = { ...before.data, free: free + given, reserved: reserved - given };
  putAccount(state, who, before, withReferences(before, { ...before, data }));
  depositEvent(state, 'Balances', 'Unreserved', [who, given]);
}
