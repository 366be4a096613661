import type { Hash, Header } from './header.ts';

/** A block as the node keeps it. */
export interface Block {
  readonly hash: Hash;
  readonly header: Header;
  /** Each with its compact length prefix. */
  readonly extrinsics: readonly Uint8Array[];
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** Aura's count of time; grows with every block. */
  readonly slot: bigint;
}

/** Who makes the blocks. */
export interface BlockAuthor {
  /** sr25519 public key; also the account that the runtime pays. */
  readonly publicKey: Uint8Array;
  /** Signature of the hash of a header. */
  sign(message: Uint8Array): Uint8Array;
}
