import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import type { VersionInfo } from '#localnet/metadata/version.ts';
import { CODE_KEY } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { outsideExtrinsics } from './block.ts';
import { depositEvent } from './events.ts';

/** Remembers the runtime that the chain begins with. Source: System, genesis build. */
export function beginVersion(state: State, version: VersionInfo): void {
  const { spec_version, spec_name } = version;
  systemStorage.LastRuntimeUpgrade.set(state, { spec_version, spec_name });
}

/** Remembers, in its first block, a runtime that is newer than the one before. Source: Executive, runtime_upgraded. */
export function noteVersion(state: State, version: VersionInfo): void {
  const last = systemStorage.LastRuntimeUpgrade.get(state);
  const isNew =
    last === null || version.spec_version > last.spec_version || version.spec_name !== last.spec_name;
  if (isNew) beginVersion(state, version);
}

/** Puts other code in place, which runs from the next block on. Source: System, update_code_in_storage. */
export function replaceCode(state: State, code: Uint8Array): void {
  const { Digest } = systemStorage;
  state.set(CODE_KEY, code);
  const updated = { type: 'RuntimeEnvironmentUpdated', value: null } as const;
  Digest.set(state, { logs: [...Digest.get(state).logs, updated] });
  outsideExtrinsics(state, () => depositEvent(state, 'System', 'CodeUpdated', []));
}
