import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer a second for the whole page, running only while someone looks. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * A value that depends on the time, in milliseconds since 1970. Read each second; the component renders again only
 * when the value differs, so return a primitive as coarse as is shown.
 */
export function useNow(read: (now: number) => number | null): number | null {
  return useSyncExternalStore(subscribe, () => read(Date.now()));
}
