import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';

/** The format of metadata that the digest is made from: the first that tells all of a runtime's extensions. */
const FORMAT = 15;

/** What a wallet that shows TAO knows of the chain beside its metadata. */
const token = { base58Prefix: 42, decimals: 9, tokenSymbol: 'TAO' };

/**
 * The digest of a runtime's metadata that a signer may cover (RFC 78), made when it is first asked for; null when the
 * runtime serves no metadata of format 15. `metadata` gives the bytes of a format. The metadata's own name and version
 * of the runtime go into the digest. Source: frame-metadata-hash-extension.
 */
export function metadataDigest(
  metadata: (format: number) => Uint8Array | undefined,
): () => Uint8Array | null {
  let digest: Uint8Array | null | undefined;
  return () => {
    if (digest === undefined) {
      const bytes = metadata(FORMAT);
      digest = bytes === undefined ? null : merkleizeMetadata(bytes, token).digest();
    }
    return digest;
  };
}
