import type { CallDescription } from '#chain/client.ts';
import { callOf, type SwapOrder } from '#domain/order.ts';
import { needClient } from './held.ts';

/**
 * An order's call as the wallet will show it, with the hash of its bytes. Rejects with AppError `connectionLost` without a
 * node, `unsupportedRuntime` when the runtime has no such call.
 */
export async function describeCall(order: SwapOrder): Promise<CallDescription> {
  return needClient().describe(callOf(order));
}
