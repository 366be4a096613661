import type { RuntimeProfile } from './profile.ts';

/** What a runtime is, beside its state: its rules, its version, and the metadata that it answers. */
export interface RuntimeRules {
  readonly profile: RuntimeProfile;
  /** What transactions must be signed for: the version that the runtime answers. */
  readonly specVersion: number;
  readonly transactionVersion: number;
  /** Calls that are defined here and that the runtime lacks, each as "Pallet.call". */
  readonly lackedCalls: readonly string[];
  /** Digest of the metadata (RFC 78) that a signer may cover; null when the runtime knows none. */
  readonly metadataHash: () => Uint8Array | null;
}
