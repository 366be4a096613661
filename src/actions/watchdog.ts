import { heldClient } from './held.ts';

/** A silence of so many block times is looked into, but not before so many milliseconds. */
const BLOCKS = 4;
const LEAST_MS = 20_000;

let timer: ReturnType<typeof setTimeout> | null = null;

/**
 * Begins to wait for the next block; each call begins anew. After a long silence the node is asked for a sign of life: when
 * it gives none it is as good as gone, although its socket is open, and `onDead` is told.
 */
export function watchdog(blockTimeMs: number, onDead: (error: Error) => void): void {
  stopWatchdog();
  timer = setTimeout(
    async () => {
      const client = heldClient();
      if (client === null) return;
      try {
        await client.ping();
        if (heldClient() === client) watchdog(blockTimeMs, onDead);
      } catch (error) {
        if (heldClient() === client) onDead(error instanceof Error ? error : new Error(String(error)));
      }
    },
    Math.max(LEAST_MS, BLOCKS * blockTimeMs),
  );
}

export function stopWatchdog(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
}
