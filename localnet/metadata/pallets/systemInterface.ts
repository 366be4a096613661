import { named } from '#localnet/metadata/codec.ts';
import { vec } from '#localnet/metadata/collections.ts';
import { tuple } from '#localnet/metadata/composites.ts';
import { dispatchError } from '#localnet/metadata/dispatchError.ts';
import { call, event, palletErrors } from '#localnet/metadata/pallet.ts';
import { bool, bytes, u32, u64 } from '#localnet/metadata/primitives.ts';
import { dispatchEventInfo, hash, who } from '#localnet/metadata/types.ts';

/** Names of System in metadata. */
export const systemPath = { name: 'System', index: 0, path: 'frame_system::pallet', params: ['T'] } as const;

/** Calls of System; only the remarks are open to everyone. */
export const systemCalls = {
  remark: call(0, { remark: bytes }),
  set_heap_pages: call(1, { pages: u64 }),
  set_code: call(2, { code: bytes }),
  set_code_without_checks: call(3, { code: bytes }),
  set_storage: call(4, { items: named(vec(tuple(bytes, bytes)), 'Vec<KeyValue>') }),
  kill_storage: call(5, { keys: named(vec(bytes), 'Vec<Key>') }),
  kill_prefix: call(6, { prefix: named(bytes, 'Key'), subkeys: u32 }),
  remark_with_event: call(7, { remark: bytes }),
  authorize_upgrade: call(9, { code_hash: hash }),
  authorize_upgrade_without_checks: call(10, { code_hash: hash }),
  apply_authorized_upgrade: call(11, { code: bytes }),
};

/** Events of System. */
export const systemEvents = {
  ExtrinsicSuccess: event(0, { dispatch_info: dispatchEventInfo }),
  ExtrinsicFailed: event(1, { dispatch_error: dispatchError, dispatch_info: dispatchEventInfo }),
  CodeUpdated: event(2, []),
  NewAccount: event(3, { account: who }),
  KilledAccount: event(4, { account: who }),
  Remarked: event(5, { sender: who, hash }),
  UpgradeAuthorized: event(6, { code_hash: hash, check_version: bool }),
  RejectedInvalidAuthorizedUpgrade: event(7, { code_hash: hash, error: dispatchError }),
};

/** Errors of System. */
export const systemErrors = palletErrors(
  {
    InvalidSpecName: 0,
    SpecVersionNeedsToIncrease: 1,
    FailedToExtractRuntimeVersion: 2,
    NonDefaultComposite: 3,
    NonZeroRefCount: 4,
    CallFiltered: 5,
    MultiBlockMigrationsOngoing: 6,
    NothingAuthorized: 7,
    Unauthorized: 8,
  },
  {
    CallFiltered: 'The runtime does not let this call be made here.',
    NothingAuthorized: 'No upgrade was authorized.',
    Unauthorized: 'This code is not the one that was authorized.',
  },
);
