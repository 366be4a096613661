import { hexToU8a, u8aToHex } from '@polkadot/util';
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';

/** What a signer that shows TAO knows of the chain beside its metadata: prefix of addresses, decimals, symbol. */
const TOKEN = { base58Prefix: 42, decimals: 9, tokenSymbol: 'TAO' };

/**
 * The digest of a runtime's metadata (RFC 78), 0x hex, from its bytes of version 15, 0x hex. Throws what the library throws
 * at metadata that it does not take. It is long work, for a worker: a third of a second for mainnet's on a desk computer.
 */
export function metadataDigest(metadataHex: string): string {
  return u8aToHex(merkleizeMetadata(hexToU8a(metadataHex), TOKEN).digest());
}
