import { named } from '#localnet/metadata/codec.ts';
import { vec } from '#localnet/metadata/collections.ts';
import { choice } from '#localnet/metadata/composites.ts';
import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { call, constant, event, map, palletErrors, palletStorage, value } from '#localnet/metadata/pallet.ts';
import { bool, u32, u64 } from '#localnet/metadata/primitives.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import { accountData, accountId, balance, compactU64, lookup, who } from '#localnet/metadata/types.ts';
import { balanceFreezes, balanceHolds, balanceLocks, balanceReserves } from './balancesTypes.ts';

const account: KeyPart<Uint8Array> = ['Blake2_128Concat', accountId];

const adjustmentDirection = choice('pallet_balances::types::AdjustmentDirection', {
  Increase: 0,
  Decrease: 1,
});
const balanceStatus = choice('frame_support::traits::tokens::misc::BalanceStatus', { Free: 0, Reserved: 1 });

/** Storage of Balances. Accounts themselves are in System.Account. */
export const balancesStorage = palletStorage('Balances', {
  TotalIssuance: value(u64, 0n),
  InactiveIssuance: value(u64, 0n),
  Account: map(account, accountData, { free: 0n, reserved: 0n, frozen: 0n, flags: 1n << 127n }),
  Locks: map(account, balanceLocks, []),
  Reserves: map(account, balanceReserves, []),
  Holds: map(account, balanceHolds, []),
  Freezes: map(account, balanceFreezes, []),
});

/** Calls of Balances; amounts are in rao. */
export const balancesCalls = {
  transfer_allow_death: call(0, { dest: lookup, value: named(compactU64, 'T::Balance') }),
  force_transfer: call(2, { source: lookup, dest: lookup, value: named(compactU64, 'T::Balance') }),
  transfer_keep_alive: call(3, { dest: lookup, value: named(compactU64, 'T::Balance') }),
  transfer_all: call(4, { dest: lookup, keep_alive: bool }),
  force_unreserve: call(5, { who: lookup, amount: balance }),
  upgrade_accounts: call(6, { who: vec(who) }),
  force_set_balance: call(8, { who: lookup, new_free: named(compactU64, 'T::Balance') }),
  force_adjust_total_issuance: call(9, {
    direction: adjustmentDirection,
    delta: named(compactU64, 'T::Balance'),
  }),
  burn: call(10, { value: named(compactU64, 'T::Balance'), keep_alive: bool }),
};

/** Events of Balances. */
export const balancesEvents = {
  Endowed: event(0, { account: who, free_balance: balance }),
  DustLost: event(1, { account: who, amount: balance }),
  Transfer: event(2, { from: who, to: who, amount: balance }),
  BalanceSet: event(3, { who, free: balance }),
  Reserved: event(4, { who, amount: balance }),
  Unreserved: event(5, { who, amount: balance }),
  ReserveRepatriated: event(6, {
    from: who,
    to: who,
    amount: balance,
    destination_status: named(balanceStatus, 'Status'),
  }),
  Deposit: event(7, { who, amount: balance }),
  Withdraw: event(8, { who, amount: balance }),
  Slashed: event(9, { who, amount: balance }),
  Minted: event(10, { who, amount: balance }),
  Burned: event(11, { who, amount: balance }),
  Suspended: event(12, { who, amount: balance }),
  Restored: event(13, { who, amount: balance }),
  Upgraded: event(14, { who }),
  Issued: event(15, { amount: balance }),
  Rescinded: event(16, { amount: balance }),
  Locked: event(17, { who, amount: balance }),
  Unlocked: event(18, { who, amount: balance }),
  Frozen: event(19, { who, amount: balance }),
  Thawed: event(20, { who, amount: balance }),
  TotalIssuanceForced: event(21, { old: balance, new: balance }),
};

/** Errors of Balances. */
export const balancesErrors = palletErrors(
  {
    VestingBalance: 0,
    LiquidityRestrictions: 1,
    InsufficientBalance: 2,
    ExistentialDeposit: 3,
    Expendability: 4,
    ExistingVestingSchedule: 5,
    DeadAccount: 6,
    TooManyReserves: 7,
    TooManyHolds: 8,
    TooManyFreezes: 9,
    IssuanceDeactivated: 10,
    DeltaZero: 11,
  },
  {
    LiquidityRestrictions: 'The balance is frozen, and what is free of that is below the amount.',
    InsufficientBalance: 'The account holds too little to send that much.',
    ExistentialDeposit: 'The account would be left with less than an account needs to exist.',
    Expendability: 'The transfer would end the account.',
    DeadAccount: 'The receiving account does not exist.',
  },
);

export const balances: PalletDefinition = {
  name: 'Balances',
  index: 5,
  path: 'pallet_balances::pallet',
  params: ['T', 'I'],
  prefix: 'Balances',
  storage: balancesStorage,
  calls: balancesCalls,
  events: balancesEvents,
  errors: balancesErrors,
  constants: {
    ExistentialDeposit: constant(u64, 500n),
    MaxLocks: constant(u32, 50),
    MaxReserves: constant(u32, 50),
    MaxFreezes: constant(u32, 50),
  },
};
