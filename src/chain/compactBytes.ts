import { Raw } from '@polkadot/types';
import type { AnyU8a, Registry } from '@polkadot/types/types';
import { compactFromU8a, compactToU8a, isU8a } from '@polkadot/util';

/**
 * `Vec<Compact<u8>>`, as the subnet APIs write texts, read as the bytes that it means. As a vector the library makes an
 * object of every byte, and refuses all that was asked for when one text is long.
 */
export class CompactBytes extends Raw {
  constructor(registry: Registry, value?: AnyU8a) {
    if (!isU8a(value)) {
      super(registry, value);
      return;
    }
    const { bytes, length } = decode(value);
    super(registry, bytes, length);
  }

  override get encodedLength(): number {
    return compactToU8a(this.length).length + this.length + this.reduce(countWide, 0);
  }

  override toU8a(isBare?: boolean): Uint8Array {
    const bytes = super.toU8a();
    if (isBare === true) return bytes;
    const encoded = new Uint8Array(this.encodedLength);
    const prefix = compactToU8a(bytes.length);
    encoded.set(prefix);
    let at = prefix.length;
    for (const byte of bytes) {
      encoded[at++] = byte < WIDE ? byte << 2 : ((byte << 2) & 255) | 1;
      if (byte >= WIDE) encoded[at++] = byte >> 6;
    }
    return encoded;
  }

  override toRawType(): string {
    return 'Vec<Compact<u8>>';
  }
}

/** From here on a byte takes two. */
const WIDE = 64;

function countWide(sum: number, byte: number): number {
  return byte < WIDE ? sum : sum + 1;
}

/** The bytes, and how many encoded ones they took. Throws when there are too few. */
function decode(encoded: Uint8Array): { readonly bytes: Uint8Array; readonly length: number } {
  const [prefix, count] = compactFromU8a(encoded);
  // Each takes one encoded byte at least, so that a lie about the count reserves no memory.
  if (count.gtn(encoded.length)) throw new RangeError('fewer bytes than said');
  const bytes = new Uint8Array(count.toNumber());
  let at = prefix;
  for (let index = 0; index < bytes.length; index += 1) {
    const [width, value] = compactByte(encoded, at);
    bytes[index] = value;
    at += width;
  }
  return { bytes, length: at };
}

/** One compact u8: its width and value. */
function compactByte(encoded: Uint8Array, at: number): readonly [number, number] {
  const [low, high] = [encoded[at], encoded[at + 1]];
  if (low === undefined) throw new RangeError('fewer bytes than said');
  if ((low & 3) === 0) return [1, low >> 2];
  if ((low & 3) !== 1 || high === undefined) throw new RangeError('no compact byte');
  const value = (high << 6) | (low >> 2);
  if (value > 255) throw new RangeError('no compact byte');
  return [2, value];
}
