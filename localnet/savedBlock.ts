import type { Block } from '#localnet/node/block.ts';
import { type Header, hashHeader } from '#localnet/node/header.ts';

/** A block as files have it; what is bytes is hex without 0x. Its hash follows from the header. */
export interface SavedBlock {
  readonly header: Omit<Header, 'digest'> & { readonly digest: readonly string[] };
  readonly extrinsics: readonly string[];
  readonly timestamp: number;
  readonly slot: string;
}

/** Bytes as hex without 0x. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** The bytes of hex without 0x. */
export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** A block for a file. */
export function saveBlock({ header, extrinsics, timestamp, slot }: Block): SavedBlock {
  return {
    header: { ...header, digest: header.digest.map(toHex) },
    extrinsics: extrinsics.map(toHex),
    timestamp,
    slot: slot.toString(),
  };
}

/** The block that was saved. */
export function loadBlock(saved: SavedBlock): Block {
  const header = { ...saved.header, digest: saved.header.digest.map(fromHex) };
  return {
    hash: hashHeader(header),
    header,
    extrinsics: saved.extrinsics.map(fromHex),
    timestamp: saved.timestamp,
    slot: BigInt(saved.slot),
  };
}
