/** Bytes that are not a SCALE encoding of the expected type. */
export class DecodeError extends Error {}

/** Collects SCALE bytes; grows as needed. */
export class ByteWriter {
  private buffer = new Uint8Array(64);
  private length = 0;

  /** Appends one byte, 0 to 255. */
  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length] = value;
    this.length += 1;
  }

  /** Appends bytes as they are. */
  bytes(value: Uint8Array): void {
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  /** Appends the low `size` bytes of a two's complement integer, little endian. */
  littleEndian(value: bigint, size: number): void {
    let rest = BigInt.asUintN(size * 8, value);
    let left = size;
    for (; left > 4; left -= 4) {
      this.word(Number(rest & 0xffff_ffffn), 4);
      rest >>= 32n;
    }
    this.word(Number(rest), left);
  }

  /** Appends the low `size` bytes, at most four, of an integer below 2^53 in magnitude, little endian. */
  word(value: number, size: number): void {
    this.reserve(size);
    for (let index = 0; index < size; index += 1) this.buffer[this.length + index] = value >> (8 * index);
    this.length += size;
  }

  /** A copy of everything written so far. */
  finish(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
  }
}

/** Walks over SCALE bytes; throws DecodeError when they run out. */
export class ByteReader {
  private readonly source: Uint8Array;
  /** Bytes already taken. */
  position = 0;
  /** How many values that contain themselves are being read, one inside the other. */
  depth = 0;

  constructor(source: Uint8Array) {
    this.source = source;
  }

  get remaining(): number {
    return this.source.length - this.position;
  }

  /** Takes one byte. */
  byte(): number {
    const value = this.source[this.position];
    if (value === undefined) throw new DecodeError('unexpected end of input');
    this.position += 1;
    return value;
  }

  /** Takes a copy of `count` bytes. */
  bytes(count: number): Uint8Array {
    if (count > this.remaining) throw new DecodeError('unexpected end of input');
    this.position += count;
    return this.source.slice(this.position - count, this.position);
  }

  /** Takes an unsigned little-endian integer of `size` bytes. */
  littleEndian(size: number): bigint {
    if (size <= 4) return BigInt(this.word(size));
    const low = BigInt(this.word(4));
    return low | (this.littleEndian(size - 4) << 32n);
  }

  /** Takes an unsigned little-endian integer of at most four bytes. */
  word(size: number): number {
    if (size > this.remaining) throw new DecodeError('unexpected end of input');
    let value = 0;
    for (let index = size - 1; index >= 0; index -= 1) {
      value = value * 256 + (this.source[this.position + index] ?? 0);
    }
    this.position += size;
    return value;
  }
}
