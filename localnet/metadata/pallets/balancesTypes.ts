import type { Codec } from '#localnet/metadata/codec.ts';
import { named } from '#localnet/metadata/codec.ts';
import { vec } from '#localnet/metadata/collections.ts';
import { choice, enumeration, newtype, single, struct } from '#localnet/metadata/composites.ts';
import { fixedBytes, u64 } from '#localnet/metadata/primitives.ts';
import { boundedVec } from '#localnet/metadata/types.ts';

const amount = named(u64, 'Balance');

const balanceLock = struct(
  'pallet_balances::types::BalanceLock',
  {
    id: named(fixedBytes(8), 'LockIdentifier'),
    amount,
    reasons: choice('pallet_balances::types::Reasons', { Fee: 0, Misc: 1, All: 2 }),
  },
  [['Balance', u64]],
);

const reserveData = struct(
  'pallet_balances::types::ReserveData',
  { id: named(fixedBytes(8), 'ReserveIdentifier'), amount },
  [
    ['ReserveIdentifier', fixedBytes(8)],
    ['Balance', u64],
  ],
);

const preimage = choice('pallet_preimage::pallet::HoldReason', { Preimage: 0 });
const safeMode = choice('pallet_safe_mode::pallet::HoldReason', { EnterOrExtend: 0 });
const contracts = choice('pallet_contracts::pallet::HoldReason', {
  CodeUploadDepositReserve: 0,
  StorageDepositReserve: 1,
});

const holdReason = enumeration('node_subtensor_runtime::RuntimeHoldReason', {
  Preimage: [14, single(named(preimage, 'pallet_preimage::HoldReason'))],
  SafeMode: [20, single(named(safeMode, 'pallet_safe_mode::HoldReason'))],
  Contracts: [29, single(named(contracts, 'pallet_contracts::HoldReason'))],
});

/** No pallet freezes balances, so there is no reason to. */
const freezeReason = choice<never>('node_subtensor_runtime::RuntimeFreezeReason', {});

function idAmount<T>(id: Codec<T>) {
  return struct('frame_support::traits::tokens::misc::IdAmount', { id: named(id, 'Id'), amount }, [
    ['Id', id],
    ['Balance', u64],
  ]);
}

export const balanceLocks = newtype(
  'bounded_collections::weak_bounded_vec::WeakBoundedVec',
  named(vec(balanceLock), 'Vec<T>'),
  [
    ['T', balanceLock],
    ['S', null],
  ],
);
export const balanceReserves = boundedVec(reserveData);
export const balanceHolds = boundedVec(idAmount(holdReason));
export const balanceFreezes = boundedVec(idAmount(freezeReason));
