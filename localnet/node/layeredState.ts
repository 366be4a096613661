import type { State } from './state.ts';
import type { StorageChanges, StorageSnapshot } from './storageSnapshot.ts';

/** What this layer held of a key before a transaction touched it: null when it held nothing. */
type Undo = Map<string, { readonly value: Uint8Array | undefined } | null>;

/**
 * Writes on top of the storage of a block. What is below never changes: dropping the layer drops the writes, and
 * a block is made by laying its changes onto its parent's snapshot.
 */
export class LayeredState implements State {
  private readonly base: StorageSnapshot;
  /** A key that is deleted here is present with the value undefined. */
  private readonly writes = new Map<string, Uint8Array | undefined>();
  /** Keys that the base lacks. */
  private readonly added = new Set<string>();
  /** Number of the base's keys that are deleted here. */
  private removed = 0;
  private readonly undo: Undo[] = [];
  /** What the base said when it was asked: a block asks for most of its keys many times. */
  private readonly below = new Map<string, Uint8Array | undefined>();

  constructor(base: StorageSnapshot) {
    this.base = base;
  }

  get(key: string): Uint8Array | undefined {
    const value = this.writes.get(key);
    return value === undefined && !this.writes.has(key) ? this.read(key) : value;
  }

  set(key: string, value: Uint8Array): void {
    this.remember(key);
    this.put(key, value);
  }

  delete(key: string): void {
    this.remember(key);
    this.put(key, undefined);
  }

  keys(prefix: string, startAfter?: string, limit = Number.POSITIVE_INFINITY): string[] {
    const from = startAfter === undefined || startAfter < prefix ? prefix : startAfter;
    // The base is asked for as many more as may be dropped again: start key and deletions.
    const below = this.base.keys(prefix, from, limit + this.removed + 1);
    const wanted = (key: string) => startAfter === undefined || key > startAfter;
    const kept = below.filter((key) => wanted(key) && !this.isDeleted(key));
    const fresh = [...this.added].filter((key) => key.startsWith(prefix) && wanted(key));
    const all = fresh.length === 0 ? kept : kept.concat(fresh).sort();
    return all.length > limit ? all.slice(0, limit) : all;
  }

  transaction<T>(work: () => T): T {
    const undo: Undo = new Map();
    this.undo.push(undo);
    try {
      const result = work();
      this.undo.pop();
      const outer = this.undo.at(-1);
      if (outer !== undefined) for (const [key, before] of undo) if (!outer.has(key)) outer.set(key, before);
      return result;
    } catch (error) {
      this.undo.pop();
      for (const [key, before] of undo) {
        if (before === null) this.forget(key);
        else this.put(key, before.value);
      }
      throw error;
    }
  }

  /** What differs from the base, in ascending order of keys; a write of the value that was there is no change. */
  changes(): StorageChanges {
    const changed = new Map<string, Uint8Array | undefined>();
    for (const key of [...this.writes.keys()].sort()) {
      const value = this.writes.get(key);
      if (!equal(value, this.read(key))) changed.set(key, value);
    }
    return changed;
  }

  private read(key: string): Uint8Array | undefined {
    const known = this.below.get(key);
    if (known !== undefined || this.below.has(key)) return known;
    const value = this.base.get(key);
    this.below.set(key, value);
    return value;
  }

  private isDeleted(key: string): boolean {
    return this.removed > 0 && this.writes.has(key) && this.writes.get(key) === undefined;
  }

  private remember(key: string): void {
    const undo = this.undo.at(-1);
    if (undo === undefined || undo.has(key)) return;
    undo.set(key, this.writes.has(key) ? { value: this.writes.get(key) } : null);
  }

  private put(key: string, value: Uint8Array | undefined): void {
    this.forget(key);
    const below = this.read(key) !== undefined;
    if (value === undefined) {
      if (!below) return;
      this.removed += 1;
    } else if (!below) this.added.add(key);
    this.writes.set(key, value);
  }

  private forget(key: string): void {
    if (this.isDeleted(key)) this.removed -= 1;
    this.writes.delete(key);
    this.added.delete(key);
  }
}

function equal(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}
