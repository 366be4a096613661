/** Changes to storage: the new value of each key, undefined for one that is removed. */
export type StorageChanges = ReadonlyMap<string, Uint8Array | undefined>;

/**
 * Consecutive entries, their values packed one after the other; never changed after it was made. Snapshots share the
 * chunks in which they are equal, and chunks the parts in which they are.
 */
interface Chunk {
  readonly keys: readonly string[];
  readonly bytes: Uint8Array;
  /** Where in the bytes each value ends. */
  readonly ends: readonly number[];
}

/** A chunk that outgrows this is cut in two: small enough to copy often, large enough to keep the spine short. */
const CHUNK_LIMIT = 48;
const NO_CHUNK: Chunk = { keys: [], bytes: new Uint8Array(), ends: [] };

/**
 * The storage of one block, sorted by key and immutable. The next block's snapshot copies the chunks that changed
 * and shares the others, so that hundreds of past blocks, and forks, cost little more than one.
 */
export class StorageSnapshot {
  static readonly empty = new StorageSnapshot([]);
  private readonly chunks: readonly Chunk[];

  private constructor(chunks: readonly Chunk[]) {
    this.chunks = chunks;
  }

  /** The value of a key; undefined when absent. */
  get(key: string): Uint8Array | undefined {
    const chunk = this.chunks[this.chunkOf(key)];
    if (chunk === undefined) return undefined;
    const index = firstAtLeast(chunk.keys, key);
    return chunk.keys[index] === key ? valueAt(chunk, index) : undefined;
  }

  /** Entries in ascending order of keys, from the first key that is at least `from`. */
  *entries(from = ''): Generator<readonly [string, Uint8Array]> {
    const first = this.chunkOf(from);
    for (let position = first; position < this.chunks.length; position += 1) {
      const chunk = this.chunks[position];
      if (chunk === undefined) return;
      for (let index = position === first ? firstAtLeast(chunk.keys, from) : 0; ; index += 1) {
        const key = chunk.keys[index];
        if (key === undefined) break;
        yield [key, valueAt(chunk, index)];
      }
    }
  }

  /** Keys that begin with the prefix, in ascending order, from `from` on, at most `limit`. */
  keys(prefix: string, from: string, limit: number): string[] {
    const found: string[] = [];
    const first = this.chunkOf(from);
    for (let position = first; position < this.chunks.length; position += 1) {
      const keys = this.chunks[position]?.keys ?? [];
      for (let index = position === first ? firstAtLeast(keys, from) : 0; index < keys.length; index += 1) {
        const key = keys[index];
        if (key === undefined || found.length >= limit || !key.startsWith(prefix)) return found;
        found.push(key);
      }
    }
    return found;
  }

  /** The storage after these changes; this snapshot stays as it is. */
  with(changes: StorageChanges): StorageSnapshot {
    if (changes.size === 0) return this;
    const changed = [...changes.keys()].sort();
    const chunks: Chunk[] = [];
    let next = 0;
    const upTo = (end: string | undefined): string[] => {
      const start = next;
      while (next < changed.length && (end === undefined || (changed[next] ?? '') < end)) next += 1;
      return changed.slice(start, next);
    };
    if (this.chunks.length === 0) pushMerged(chunks, NO_CHUNK, changed, changes);
    this.chunks.forEach((chunk, position) => {
      const touched = upTo(this.chunks[position + 1]?.keys[0]);
      if (touched.length === 0) chunks.push(chunk);
      else {
        const updated = overwrite(chunk, touched, changes);
        if (updated === null) pushMerged(chunks, chunk, touched, changes);
        else chunks.push(updated);
      }
    });
    return new StorageSnapshot(chunks);
  }

  /** Position of the only chunk that can hold the key. */
  private chunkOf(key: string): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.chunks[middle]?.keys[0] ?? '') <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Position of the first key that is not below `key`. */
function firstAtLeast(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function valueAt({ bytes, ends }: Chunk, index: number): Uint8Array {
  return bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]);
}

/** The chunk with new values as long as the old ones, under the same keys; null when the changes are not of that kind. */
function overwrite(chunk: Chunk, touched: readonly string[], changes: StorageChanges): Chunk | null {
  const bytes = chunk.bytes.slice();
  for (const key of touched) {
    const index = firstAtLeast(chunk.keys, key);
    const start = index === 0 ? 0 : (chunk.ends[index - 1] ?? 0);
    const value = changes.get(key);
    if (chunk.keys[index] !== key || value?.length !== (chunk.ends[index] ?? 0) - start) return null;
    bytes.set(value, start);
  }
  return { ...chunk, bytes };
}

/** Appends one chunk's entries with the changes to the touched keys (ascending) put in, cut to the limit. */
function pushMerged(
  chunks: Chunk[],
  chunk: Chunk,
  touched: readonly string[],
  changes: StorageChanges,
): void {
  const keys: string[] = [];
  const values: Uint8Array[] = [];
  let index = 0;
  const keepWhile = (isKept: (key: string) => boolean) => {
    for (; index < chunk.keys.length && isKept(chunk.keys[index] ?? ''); index += 1) {
      keys.push(chunk.keys[index] ?? '');
      values.push(valueAt(chunk, index));
    }
  };
  for (const key of touched) {
    keepWhile((own) => own < key);
    if (chunk.keys[index] === key) index += 1;
    const value = changes.get(key);
    if (value === undefined) continue;
    keys.push(key);
    values.push(value);
  }
  keepWhile(() => true);
  if (keys.length === 0) return;
  const size = Math.ceil(keys.length / Math.ceil(keys.length / CHUNK_LIMIT));
  for (let start = 0; start < keys.length; start += size) {
    chunks.push(pack(keys.slice(start, start + size), values.slice(start, start + size)));
  }
}

function pack(keys: readonly string[], values: readonly Uint8Array[]): Chunk {
  let length = 0;
  const ends = values.map((value) => {
    length += value.length;
    return length;
  });
  const bytes = new Uint8Array(length);
  for (const [index, value] of values.entries()) bytes.set(value, (ends[index] ?? 0) - value.length);
  return { keys, bytes, ends };
}
