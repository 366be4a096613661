/**
 * A view of the chain's storage at one block. Keys are the full storage keys as lower-case hex without 0x;
 * values are SCALE bytes. An absent key is undefined, never empty bytes.
 */
export interface State {
  get(key: string): Uint8Array | undefined;
  set(key: string, value: Uint8Array): void;
  delete(key: string): void;
  /** Keys that begin with the prefix, in ascending order, after `startAfter` when given, at most `limit`. */
  keys(prefix: string, startAfter?: string, limit?: number): string[];
  /** Runs the work; when it throws, every write that it made is undone and the error is thrown on. May be nested. */
  transaction<T>(work: () => T): T;
}
