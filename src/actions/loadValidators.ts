import { market } from '#stores/market.ts';
import { heldClient } from './held.ts';

const asking = new Set<number>();

/** Reads the validators of a subnet; one reading of a subnet at a time. A failure leaves the last good list. */
export async function loadValidators(netuid: number): Promise<void> {
  const client = heldClient();
  if (client === null || asking.has(netuid)) return;
  asking.add(netuid);
  try {
    const validators = await client.readValidators(netuid, client.head());
    if (heldClient() !== client) return;
    market.setState((state) => ({ validators: new Map(state.validators).set(netuid, validators) }));
  } catch {
    // Asked again when the subnet is next followed, or in a while.
  } finally {
    asking.delete(netuid);
  }
}
