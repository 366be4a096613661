import type { State } from '#localnet/node/state.ts';

/** What a key held before a transaction touched it. */
type Undo = Map<string, Uint8Array | undefined>;

/** A State that lives in memory alone, for one block at a time. */
export class MemoryState implements State {
  private readonly values = new Map<string, Uint8Array>();
  private readonly undo: Undo[] = [];
  private sorted: string[] | null = null;

  get(key: string): Uint8Array | undefined {
    return this.values.get(key);
  }

  set(key: string, value: Uint8Array): void {
    this.remember(key);
    if (!this.values.has(key)) this.sorted?.splice(this.firstAtLeast(key), 0, key);
    this.values.set(key, value);
  }

  delete(key: string): void {
    if (!this.values.has(key)) return;
    this.remember(key);
    this.sorted?.splice(this.firstAtLeast(key), 1);
    this.values.delete(key);
  }

  keys(prefix: string, startAfter?: string, limit = Number.POSITIVE_INFINITY): string[] {
    this.sorted ??= [...this.values.keys()].sort();
    const found: string[] = [];
    for (let index = this.firstAtLeast(prefix); index < this.sorted.length; index += 1) {
      const key = this.sorted[index];
      if (key === undefined || !key.startsWith(prefix) || found.length >= limit) break;
      if (startAfter === undefined || key > startAfter) found.push(key);
    }
    return found;
  }

  transaction<T>(work: () => T): T {
    const undo: Undo = new Map();
    this.undo.push(undo);
    try {
      const result = work();
      this.undo.pop();
      const outer = this.undo.at(-1);
      if (outer !== undefined) for (const [key, value] of undo) if (!outer.has(key)) outer.set(key, value);
      return result;
    } catch (error) {
      this.undo.pop();
      this.sorted = null;
      for (const [key, value] of undo) {
        if (value === undefined) this.values.delete(key);
        else this.values.set(key, value);
      }
      throw error;
    }
  }

  /** All entries, for a test that compares states. */
  entries(): ReadonlyMap<string, Uint8Array> {
    return this.values;
  }

  private remember(key: string): void {
    const undo = this.undo.at(-1);
    if (undo !== undefined && !undo.has(key)) undo.set(key, this.values.get(key));
  }

  private firstAtLeast(key: string): number {
    const sorted = this.sorted ?? [];
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
