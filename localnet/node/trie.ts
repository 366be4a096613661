import { blake2AsU8a } from '@polkadot/util-crypto';
import { ByteWriter } from '#localnet/metadata/bytes.ts';
import { writeCompact } from '#localnet/metadata/primitives.ts';

interface Entry {
  readonly nibbles: readonly number[];
  readonly value: Uint8Array;
}

const LEAF = 0b01;
const BRANCH = 0b10;
const BRANCH_WITH_VALUE = 0b11;
const EMPTY_NODE = Uint8Array.of(0);

/**
 * The root that commits to a list, such as extrinsicsRoot: of the base-16 Patricia trie from each index, as a
 * compact integer, to its item. State version 0 of the trie's layout, in which nodes hold their values whole: a
 * runtime whose system version is 1 uses it for extrinsics, and version 1 for storage (sp-trie,
 * LayoutV0::ordered_trie_root; frame_system::extrinsics_data_root).
 */
export function orderedTrieRoot(items: readonly Uint8Array[]): Uint8Array {
  return trieRoot(items.map((value, index) => [compactIndex(index), value] as const));
}

/** The root of the trie over these keys, which are distinct, and values. */
export function trieRoot(pairs: readonly (readonly [Uint8Array, Uint8Array])[]): Uint8Array {
  const entries = pairs.map(([key, value]) => ({ nibbles: [...key].flatMap(toNibbles), value }));
  return blake2AsU8a(entries.length === 0 ? EMPTY_NODE : encodeNode(entries, 0), 256);
}

function toNibbles(byte: number): number[] {
  return [byte >> 4, byte & 15];
}

function compactIndex(index: number): Uint8Array {
  const out = new ByteWriter();
  writeCompact(out, BigInt(index));
  return out.finish();
}

/** The node that holds these entries, all of which agree in the first `depth` nibbles. */
function encodeNode(entries: readonly Entry[], depth: number): Uint8Array {
  const out = new ByteWriter();
  const [first] = entries;
  if (first === undefined) return EMPTY_NODE;
  if (entries.length === 1) {
    writePartialKey(out, LEAF, first.nibbles.slice(depth));
    writeSized(out, first.value);
    return out.finish();
  }
  const end = depth + sharedLength(entries, depth);
  const own = entries.find(({ nibbles }) => nibbles.length === end);
  writePartialKey(out, own === undefined ? BRANCH : BRANCH_WITH_VALUE, first.nibbles.slice(depth, end));
  const children = Array.from({ length: 16 }, (_, nibble) =>
    entries.filter(({ nibbles }) => nibbles[end] === nibble),
  );
  const bitmap = children.reduce(
    (bits, child, nibble) => (child.length > 0 ? bits | (1 << nibble) : bits),
    0,
  );
  out.littleEndian(BigInt(bitmap), 2);
  if (own !== undefined) writeSized(out, own.value);
  for (const child of children) {
    if (child.length === 0) continue;
    const encoded = encodeNode(child, end + 1);
    writeSized(out, encoded.length < 32 ? encoded : blake2AsU8a(encoded, 256));
  }
  return out.finish();
}

function sharedLength(entries: readonly Entry[], depth: number): number {
  const [first] = entries;
  let length = 0;
  for (;;) {
    const nibble = first?.nibbles[depth + length];
    if (nibble === undefined || entries.some(({ nibbles }) => nibbles[depth + length] !== nibble))
      return length;
    length += 1;
  }
}

/** The node's header: two bits of kind, the number of nibbles, and the nibbles, an odd one first. */
function writePartialKey(out: ByteWriter, kind: number, nibbles: readonly number[]): void {
  let rest = nibbles.length - 63;
  out.byte((kind << 6) | Math.min(nibbles.length, 63));
  for (; rest >= 255; rest -= 255) out.byte(255);
  if (rest >= 0) out.byte(rest);
  const even = nibbles.length % 2 === 0 ? nibbles : [0, ...nibbles];
  for (let index = 0; index < even.length; index += 2) {
    out.byte(((even[index] ?? 0) << 4) | (even[index + 1] ?? 0));
  }
}

function writeSized(out: ByteWriter, value: Uint8Array): void {
  writeCompact(out, BigInt(value.length));
  out.bytes(value);
}
