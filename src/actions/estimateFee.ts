import { callOf, type SwapOrder } from '#domain/order.ts';
import { session } from '#stores/session.ts';
import { heldClient } from './held.ts';

const asking = new Set<string>();

/**
 * Asks the node what it takes for an order's call, once per call name and runtime: the amounts do not change a call's length.
 * Without an account the validator's address stands in, which costs the same.
 */
export async function estimateFee(order: SwapOrder): Promise<void> {
  const call = callOf(order);
  const { networkFees, account } = session.getState();
  const client = heldClient();
  if (client === null || networkFees.has(call.method) || asking.has(call.method)) return;
  asking.add(call.method);
  try {
    const { specVersion } = client.info();
    const fee = await client.estimateFee(call, account?.address ?? order.hotkey);
    if (heldClient() !== client || client.info().specVersion !== specVersion) return;
    session.setState((state) => ({ networkFees: new Map(state.networkFees).set(call.method, fee) }));
  } catch {
    // The fee stays unknown, and is asked for again with the next order.
  } finally {
    asking.delete(call.method);
  }
}
