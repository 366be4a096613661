import { runtimeApis } from '#localnet/metadata/apis.ts';
import type { ServedMetadata } from '#localnet/metadata/servedMetadata.ts';
import { registrationCost } from '#localnet/node/runtime/coinbase/registrationCost.ts';
import { RuntimeCallError } from '#localnet/node/runtime.ts';
import { type ApiCall, serve } from './apiCall.ts';

/** The format of metadata that a node answers when none is named. */
const FORMAT = 14;

/** Core, Metadata and SubnetRegistrationRuntimeApi. */
export function chainApi(metadata: ServedMetadata): Readonly<Record<string, ApiCall>> {
  const methods = runtimeApis.Metadata;
  return {
    Core_version: serve(runtimeApis.Core.version, () => metadata.version),
    Metadata_metadata: serve(methods.metadata, () => {
      const bytes = metadata.bytes(FORMAT);
      if (bytes === undefined) throw new RuntimeCallError(`no metadata of version ${FORMAT}`);
      return bytes;
    }),
    Metadata_metadata_at_version: serve(
      methods.metadata_at_version,
      (_, { version: wanted }) => metadata.bytes(wanted) ?? null,
    ),
    Metadata_metadata_versions: serve(methods.metadata_versions, () => metadata.formats),
    SubnetRegistrationRuntimeApi_get_network_registration_cost: serve(
      runtimeApis.SubnetRegistrationRuntimeApi.get_network_registration_cost,
      (state) => registrationCost(state),
    ),
  };
}
