import { named } from '#localnet/metadata/codec.ts';
import { vec } from '#localnet/metadata/collections.ts';
import { struct, tuple } from '#localnet/metadata/composites.ts';
import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { map, optionalValue, palletStorage, value } from '#localnet/metadata/pallet.ts';
import { bool, bytes, u32 } from '#localnet/metadata/primitives.ts';
import { eventRecord } from '#localnet/metadata/runtimeEvent.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import {
  accountId,
  accountInfo,
  compactU32,
  cowText,
  digest,
  h256,
  hash,
  perDispatchClass,
  phase,
  weight,
} from '#localnet/metadata/types.ts';
import { systemConstants } from './systemConstants.ts';
import { systemCalls, systemErrors, systemEvents, systemPath } from './systemInterface.ts';

const account: KeyPart<Uint8Array> = ['Blake2_128Concat', accountId];
const block: KeyPart<number> = ['Twox64Concat', u32];
const noWeight = { ref_time: 0n, proof_size: 0n };

const lastRuntimeUpgradeInfo = struct('frame_system::LastRuntimeUpgradeInfo', {
  spec_version: named(compactU32, 'codec::Compact<u32>'),
  spec_name: cowText,
});

const codeUpgradeAuthorization = struct(
  'frame_system::CodeUpgradeAuthorization',
  { code_hash: hash, check_version: bool },
  [['T', null]],
);

/** An account that does not exist; the flag says that its balances are of the present format. */
export const emptyAccount = {
  nonce: 0,
  consumers: 0,
  providers: 0,
  sufficients: 0,
  data: { free: 0n, reserved: 0n, frozen: 0n, flags: 1n << 127n },
};

/** Storage of System. */
export const systemStorage = palletStorage('System', {
  Account: map(account, accountInfo, emptyAccount),
  ExtrinsicCount: optionalValue(u32),
  InherentsApplied: value(bool, false),
  BlockWeight: value(perDispatchClass(weight), {
    normal: noWeight,
    operational: noWeight,
    mandatory: noWeight,
  }),
  AllExtrinsicsLen: optionalValue(u32),
  BlockHash: map(block, h256, new Uint8Array(32)),
  ExtrinsicData: map(block, bytes, new Uint8Array()),
  Number: value(u32, 0),
  ParentHash: value(h256, new Uint8Array(32)),
  Digest: value(digest, { logs: [] }),
  Events: value(vec(eventRecord), []),
  EventCount: value(u32, 0),
  EventTopics: map(['Blake2_128Concat', h256], vec(tuple(u32, u32)), []),
  LastRuntimeUpgrade: optionalValue(lastRuntimeUpgradeInfo),
  UpgradedToU32RefCount: value(bool, false),
  UpgradedToTripleRefCount: value(bool, false),
  ExecutionPhase: optionalValue(phase),
  AuthorizedUpgrade: optionalValue(codeUpgradeAuthorization),
  ExtrinsicWeightReclaimed: value(weight, noWeight),
});

export const system: PalletDefinition = {
  ...systemPath,
  prefix: 'System',
  storage: systemStorage,
  calls: systemCalls,
  events: systemEvents,
  errors: systemErrors,
  constants: systemConstants,
};
