import { runtimeApis } from '#localnet/metadata/apis.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { version } from '#localnet/metadata/version.ts';
import { larger, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import { RuntimeCallError } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { type ApiCall, serve } from './apiCall.ts';

/** Metadata bytes of one version, beginning with the magic number; undefined when it is not served. */
export type MetadataSource = (version: number) => Uint8Array | undefined;

const LATEST = 14;
const SERVED = [14, 15] as const;

/** TAO that a new subnet costs now: twice the last lock, falling to the minimum. Source: SubtensorModule, get_network_lock_cost. */
function registrationCost(state: State): bigint {
  const { LastRateLimitedBlock, NetworkLastLockCost, NetworkLockReductionInterval, NetworkMinLockCost } =
    subtensorStorage;
  const last = NetworkLastLockCost.get(state);
  const since = LastRateLimitedBlock.get(state, { type: 'NetworkLastRegistered', value: null });
  const start = since === 0n ? last : last * 2n;
  const fallen = (last / NetworkLockReductionInterval.get(state)) * (currentBlock(state) - since);
  const cost = saturatingSubtract(start, fallen);
  const least = NetworkMinLockCost.get(state);
  return larger(cost, least);
}

/** Core, Metadata and SubnetRegistrationRuntimeApi. */
export function chainApi(metadata: MetadataSource): Readonly<Record<string, ApiCall>> {
  const methods = runtimeApis.Metadata;
  return {
    Core_version: serve(runtimeApis.Core.version, () => version),
    Metadata_metadata: serve(methods.metadata, () => {
      const bytes = metadata(LATEST);
      if (bytes === undefined) throw new RuntimeCallError(`no metadata of version ${LATEST}`);
      return bytes;
    }),
    Metadata_metadata_at_version: serve(
      methods.metadata_at_version,
      (_, { version: wanted }) => metadata(wanted) ?? null,
    ),
    Metadata_metadata_versions: serve(methods.metadata_versions, () =>
      SERVED.filter((served) => metadata(served) !== undefined),
    ),
    SubnetRegistrationRuntimeApi_get_network_registration_cost: serve(
      runtimeApis.SubnetRegistrationRuntimeApi.get_network_registration_cost,
      (state) => registrationCost(state),
    ),
  };
}
