import { developmentAccounts } from '#localnet/genesis/accounts.ts';
import { mainnetGenesis } from '#localnet/genesis/mainnet.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import type { Runtime } from '#localnet/node/runtime.ts';
import type { MetadataSource } from './apis/chainApi.ts';
import { createRuntime } from './createRuntime.ts';

/** Our own metadata in the formats 14 and 15, each encoded when it is first asked for. */
function ownMetadata(): MetadataSource {
  const encoded = new Map<number, Uint8Array>();
  return (version) => {
    if (version !== 14 && version !== 15) return undefined;
    const bytes = encoded.get(version) ?? encodeMetadata(version);
    encoded.set(version, bytes);
    return bytes;
  };
}

/** The runtime of the local chain as it is started: mainnet's pools, the development accounts, our own metadata. */
export function localRuntime(): Runtime {
  return createRuntime({
    genesis: mainnetGenesis,
    accounts: developmentAccounts,
    metadata: ownMetadata(),
  });
}
