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
    if (heldClient() === client && turn === asked) market.setState({ subnets });
  } catch (error) {
    if (heldClient() === client && turn === asked) setConnection({ error: toAppError(error) });
  }
}
