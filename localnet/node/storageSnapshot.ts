/** Changes to storage: the new value of each key, undefined for one that is removed. */
export type StorageChanges = ReadonlyMap<string, Uint8Array | undefined>;

/** Consecutive entries; never changed after it was made, and shared by all the snapshots in which it is equal. */
interface Chunk {
  readonly keys: readonly string[];
  readonly values: readonly Uint8Array[];
}

/** A chunk that outgrows this is cut in two: small enough to copy often, large enough to keep the spine short. */
const CHUNK_LIMIT = 48;

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
    return chunk.keys[index] === key ? chunk.values[index] : undefined;
  }

  /** Entries in ascending order of keys, from the first key that is at least `from`. */
  *entries(from = ''): Generator<readonly [string, Uint8Array]> {
    const first = this.chunkOf(from);
    for (let position = first; position < this.chunks.length; position += 1) {
      const chunk = this.chunks[position];
      if (chunk === undefined) return;
      for (let index = position === first ? firstAtLeast(chunk.keys, from) : 0; ; index += 1) {
        const key = chunk.keys[index];
        const value = chunk.values[index];
        if (key === undefined || value === undefined) break;
        yield [key, value];
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
    if (this.chunks.length === 0) pushChunks(chunks, merge({ keys: [], values: [] }, changed, changes));
    this.chunks.forEach((chunk, position) => {
      const touched = upTo(this.chunks[position + 1]?.keys[0]);
      if (touched.length === 0) chunks.push(chunk);
      else pushChunks(chunks, merge(chunk, touched, changes));
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

/** One chunk's entries, with the changes to the touched keys (ascending) put in. */
function merge(chunk: Chunk, touched: readonly string[], changes: StorageChanges): Chunk {
  const keys: string[] = [];
  const values: Uint8Array[] = [];
  const push = (key: string, value: Uint8Array | undefined) => {
    if (value === undefined) return;
    keys.push(key);
    values.push(value);
  };
  let index = 0;
  for (const key of touched) {
    for (; index < chunk.keys.length && (chunk.keys[index] ?? '') < key; index += 1) {
      push(chunk.keys[index] ?? '', chunk.values[index]);
    }
    if (chunk.keys[index] === key) index += 1;
    push(key, changes.get(key));
  }
  for (; index < chunk.keys.length; index += 1) push(chunk.keys[index] ?? '', chunk.values[index]);
  return { keys, values };
}

/** Appends the entries, cut into equal chunks within the limit. */
function pushChunks(chunks: Chunk[], { keys, values }: Chunk): void {
  if (keys.length === 0) return;
  const parts = Math.ceil(keys.length / CHUNK_LIMIT);
  const size = Math.ceil(keys.length / parts);
  for (let start = 0; start < keys.length; start += size) {
    chunks.push({ keys: keys.slice(start, start + size), values: values.slice(start, start + size) });
  }
}
