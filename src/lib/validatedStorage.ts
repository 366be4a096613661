import * as v from 'valibot';

/** What a store keeps in the browser, with the version of its shape. */
interface Kept<T> {
  readonly state: T;
  readonly version?: number;
}

/** The part of zustand's PersistStorage that a synchronous store needs. */
interface ValidatedStorage<T> {
  getItem(name: string): Kept<T> | null;
  setItem(name: string, value: Kept<T>): void;
  removeItem(name: string): void;
}

/** What went wrong with kept data: it was dropped, or could not be written. */
export type StorageTrouble = 'dropped' | 'full';

const listeners = new Set<(trouble: StorageTrouble) => void>();
const pending: StorageTrouble[] = [];

/** Tells of trouble with kept data, also of trouble before the call. Returns the way to stop. */
export function onStorageTrouble(listener: (trouble: StorageTrouble) => void): () => void {
  listeners.add(listener);
  for (const trouble of pending.splice(0)) listener(trouble);
  return () => listeners.delete(listener);
}

function report(trouble: StorageTrouble): void {
  if (listeners.size === 0) pending.push(trouble);
  for (const listener of listeners) listener(trouble);
}

/** Schema of a bigint, which is kept as its decimal digits. */
export const keptBigint = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,40}$/),
  v.transform((text) => BigInt(text)),
);

/** By version: what makes the next version of a state of that one, or throws. */
export type Lifts = Readonly<Record<number, (state: unknown) => unknown>>;

const keptShape = v.object({ version: v.number(), state: v.unknown() });

/**
 * Browser storage whose content is input: what does not parse as the schema, or has a version from which no lifts lead to
 * this one, is dropped with a report and the store begins with its defaults. A write that fails is reported and loses
 * nothing in memory.
 */
export function validatedStorage<T>(
  version: number,
  schema: v.GenericSchema<unknown, T>,
  lifts: Lifts = {},
): ValidatedStorage<T> {
  return {
    getItem(name) {
      const text = read(name);
      if (text === null) return null;
      const state = lifted(parseJson(text), version, lifts);
      const parsed = state === null ? null : v.safeParse(schema, state.lifted);
      if (parsed?.success) return { version, state: parsed.output };
      report('dropped');
      remove(name);
      return null;
    },
    setItem(name, value) {
      try {
        localStorage.setItem(name, JSON.stringify({ version, state: value.state }, digits));
      } catch {
        report('full');
      }
    },
    removeItem: remove,
  };
}

/** A kept state as this version has it; null when nothing makes it that. */
function lifted(kept: unknown, version: number, lifts: Lifts): { readonly lifted: unknown } | null {
  const parsed = v.safeParse(keptShape, kept);
  if (!parsed.success) return null;
  let { version: from, state } = parsed.output;
  try {
    for (let lift = lifts[from]; from < version && lift !== undefined; lift = lifts[from]) {
      state = lift(state);
      from += 1;
    }
  } catch {
    return null;
  }
  return from === version ? { lifted: state } : null;
}

function digits(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remove(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Storage is off: there is nothing to remove.
  }
}

/** Tells when another tab of the app has kept something under the name. Without a window there is no other tab. */
export function onKeptElsewhere(name: string, listener: () => void): void {
  if (typeof window === 'undefined') return;
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === name && newValue !== null) listener();
  });
}
