import { blake2AsHex } from '@polkadot/util-crypto';
import type { Block } from './block.ts';
import type { Hash } from './header.ts';

/** Blocks after which a node no longer waits for a transaction's block to become final. */
const FINALITY_TIMEOUT = 512;

/** A transaction in a block. */
export interface Inclusion {
  readonly hash: Hash;
  readonly bytes: Uint8Array;
  readonly block: Hash;
  readonly number: number;
}

/** Hashes of a block's extrinsics, inherents included, with their bytes. */
export function hashedExtrinsics({
  extrinsics,
}: Block): { readonly hash: Hash; readonly bytes: Uint8Array }[] {
  return extrinsics.map((bytes) => ({ hash: blake2AsHex(bytes, 256), bytes }));
}

/** The pool's transactions in blocks that are not final yet. */
export class Inclusions {
  private readonly byHash = new Map<Hash, Inclusion>();

  has(hash: Hash): boolean {
    return this.byHash.has(hash);
  }

  add(hash: Hash, bytes: Uint8Array, { hash: block, header }: Block): void {
    this.byHash.set(hash, { hash, bytes, block, number: header.number });
  }

  /** Takes a transaction out; undefined when it is in no block, or in a final one. */
  take(hash: Hash): Inclusion | undefined {
    const inclusion = this.byHash.get(hash);
    this.byHash.delete(hash);
    return inclusion;
  }

  /** Takes out those of a block, in its order. */
  takeBlock(block: Block): Inclusion[] {
    return hashedExtrinsics(block)
      .map(({ hash }) => this.take(hash))
      .filter((inclusion) => inclusion !== undefined);
  }

  /** Takes out those for whose finality a node no longer waits at this best block. */
  takeLate(best: number): Inclusion[] {
    const late = [...this.byHash.values()].filter(({ number }) => number <= best - FINALITY_TIMEOUT);
    for (const { hash } of late) this.byHash.delete(hash);
    return late;
  }
}
