import type { ChainClient } from '#chain/client.ts';
import { AppError } from '#domain/appError.ts';

let held: ChainClient | null = null;

/** The node that the app talks to now; null while there is none. */
export function heldClient(): ChainClient | null {
  return held;
}

/** As heldClient; throws `connectionLost` while there is none. */
export function needClient(): ChainClient {
  if (held === null) throw new AppError('connectionLost');
  return held;
}

export function holdClient(client: ChainClient): void {
  held = client;
}

/** Lets go of the node, and closes its socket. */
export function dropClient(): void {
  held?.close();
  held = null;
}
