import { market } from '#stores/market.ts';
import { setConnection } from '#stores/session.ts';
import { heldClient } from './held.ts';
import { toAppError } from './toAppError.ts';

let asked = 0;

/** Reads the list of subnets. A failure leaves the last good one and stands in connection.error. */
export async function loadSubnets(): Promise<void> {
  const client = heldClient();
  if (client === null) return;
  const turn = ++asked;
  try {
    const subnets = await client.readSubnets(client.head());
    if (heldClient() !== client || turn !== asked) return;
    const read = subnets.map(({ netuid, registeredAt }) => [netuid, registeredAt] as const);
    market.setState(({ firstGenerations }) => ({
      subnets,
      firstGenerations: new Map([...read, ...firstGenerations]),
    }));
  } catch (error) {
    if (heldClient() === client && turn === asked) setConnection({ error: toAppError(error) });
  }
}
