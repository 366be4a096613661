import type { ChainClient } from '#chain/client.ts';
import { AppError } from '#domain/appError.ts';
import { type Reach, reachNode } from './reachNode.ts';

interface StandIn {
  readonly calledOff: AbortController;
  readonly reached: Promise<ChainClient | AppError>;
}

let standIn: StandIn | null = null;

/**
 * Begins to open another node while the one in use owes an answer; `onReady` gets it, unless it was taken or called off
 * before. One at a time.
 */
export function callStandIn(reach: Omit<Reach, 'signal'>, onReady: (client: ChainClient) => void): void {
  if (standIn !== null || reach.endpoints.length === 0) return;
  const calledOff = new AbortController();
  const mine: StandIn = { calledOff, reached: reachNode({ ...reach, signal: calledOff.signal }) };
  standIn = mine;
  void mine.reached.then((outcome) => {
    if (standIn !== mine) return;
    standIn = null;
    if (!(outcome instanceof AppError)) onReady(outcome);
  });
}

/** The one that is being opened, for the caller to use or close; null when none is. */
export function takeStandIn(): StandIn | null {
  const taken = standIn;
  standIn = null;
  return taken;
}

/** The node in use has answered: no other is needed. */
export function dismissStandIn(): void {
  const taken = takeStandIn();
  if (taken === null) return;
  taken.calledOff.abort();
  void taken.reached.then((outcome) => {
    if (!(outcome instanceof AppError)) outcome.close();
  });
}
