import { hexToU8a } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { ByteWriter } from '#localnet/metadata/bytes.ts';
import { encode } from '#localnet/metadata/codec.ts';
import { u64, writeCompact } from '#localnet/metadata/primitives.ts';
import { digestItem } from '#localnet/metadata/types.ts';

/** A hash of 32 bytes as lower-case hex with 0x. */
export type Hash = string;

/** A block's header (sp_runtime::generic::Header with a number of 32 bits). */
export interface Header {
  readonly parentHash: Hash;
  readonly number: number;
  readonly stateRoot: Hash;
  readonly extrinsicsRoot: Hash;
  /** SCALE bytes of each digest item. */
  readonly digest: readonly Uint8Array[];
}

export const ZERO_HASH: Hash = `0x${'00'.repeat(32)}`;

const AURA = new TextEncoder().encode('aura');

/** SCALE bytes of a header. */
export function encodeHeader(header: Header): Uint8Array {
  const out = new ByteWriter();
  out.bytes(hexToU8a(header.parentHash));
  writeCompact(out, BigInt(header.number));
  out.bytes(hexToU8a(header.stateRoot));
  out.bytes(hexToU8a(header.extrinsicsRoot));
  writeCompact(out, BigInt(header.digest.length));
  for (const item of header.digest) out.bytes(item);
  return out.finish();
}

/** The hash of a block: BLAKE2b-256 of its header. */
export function hashHeader(header: Header): Hash {
  return blake2AsHex(encodeHeader(header), 256);
}

/** The digest item in which Aura says in which slot the block was made. */
export function auraPreDigest(slot: bigint): Uint8Array {
  return encode(digestItem, { type: 'PreRuntime', value: [AURA, encode(u64, slot)] });
}

/** The digest item in which Aura's author signs the hash of the header without it. */
export function auraSeal(signature: Uint8Array): Uint8Array {
  return encode(digestItem, { type: 'Seal', value: [AURA, signature] });
}
