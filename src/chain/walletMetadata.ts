import { base64Encode } from '@polkadot/util-crypto';
import type { WalletMetadata } from './client.ts';
import type { Runtime } from './runtime.ts';

/** The metadata as wallets take it. Takes long, a second for mainnet's: made only for a wallet that wants it. */
export function walletMetadata(runtime: Runtime, genesis: string, chainName: string): WalletMetadata {
  return {
    chain: chainName,
    genesisHash: genesis,
    specVersion: runtime.specVersion,
    calls: base64Encode(runtime.metadata.asCallsOnly.toU8a()),
    raw: runtime.metadataHex,
  };
}
