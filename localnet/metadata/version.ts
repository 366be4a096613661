import { blake2AsU8a } from '@polkadot/util-crypto';
import { named, type Value } from './codec.ts';
import { vec } from './collections.ts';
import { struct, tuple } from './composites.ts';
import { fixedBytes, u8, u32 } from './primitives.ts';
import { cow, cowText } from './types.ts';

/** sp_version::RuntimeVersion, as Core_version and System.Version give it. */
export const runtimeVersion = struct('sp_version::RuntimeVersion', {
  spec_name: cowText,
  impl_name: cowText,
  authoring_version: u32,
  spec_version: u32,
  impl_version: u32,
  apis: named(cow(vec(tuple(fixedBytes(8), u32)), ''), 'ApisVec'),
  transaction_version: u32,
  system_version: u8,
});

/** The versions of the runtime APIs that this chain serves, in mainnet's order. */
export const apiVersions = {
  Core: 5,
  Metadata: 2,
  BlockBuilder: 6,
  TaggedTransactionQueue: 3,
  AccountNonceApi: 1,
  TransactionPaymentApi: 4,
  TransactionPaymentCallApi: 3,
  DelegateInfoRuntimeApi: 1,
  SubnetInfoRuntimeApi: 2,
  StakeInfoRuntimeApi: 1,
  SubnetRegistrationRuntimeApi: 1,
  SwapRuntimeApi: 1,
} as const;

/** The id by which a runtime's version lists an API: the first eight bytes of blake2b of its name. */
export function apiId(name: string): Uint8Array {
  return blake2AsU8a(name, 64);
}

/** A runtime's version, as its metadata and Core_version tell it. */
export type VersionInfo = Value<typeof runtimeVersion>;

/** The version of a runtime that serves our APIs under mainnet's name, at a spec version. */
export function versionOf(specVersion: number): VersionInfo {
  return {
    spec_name: 'node-subtensor',
    impl_name: 'node-subtensor',
    authoring_version: 1,
    spec_version: specVersion,
    impl_version: 1,
    apis: Object.entries(apiVersions).map(([name, apiVersion]) => [apiId(name), apiVersion] as const),
    transaction_version: 1,
    system_version: 1,
  };
}
