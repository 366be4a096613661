import type { ChainClient, PreparedExtrinsic } from '#chain/client.ts';
import type { Account } from '#domain/account.ts';
import { AppError } from '#domain/appError.ts';
import { differenceFromOrder } from '#domain/differenceFromOrder.ts';
import { type ChainCall, callOf, type SwapOrder } from '#domain/order.ts';
import { isOnHardware } from './hardwareAccount.ts';

/**
 * The transaction that carries out an order, ready for the account's wallet; with the metadata's digest when its key is on
 * a hardware wallet. Rejects as ChainClient.prepare does, and with `notAsOrdered` when its bytes say anything else than the
 * order.
 */
export async function prepareOrder(
  client: ChainClient,
  order: SwapOrder,
  account: Account,
): Promise<PreparedExtrinsic> {
  const digest = isOnHardware(account) ? await client.metadataDigest() : null;
  const prepared = await client.prepare(callOf(order), account.address, digest);
  insistOnOrder(order, prepared.call);
  return prepared;
}

/** Throws `notAsOrdered`, with the name of the first difference, unless the call carries out the order. */
export function insistOnOrder(order: SwapOrder, call: ChainCall): void {
  const difference = differenceFromOrder(order, call);
  if (difference !== null) throw new AppError('notAsOrdered', difference);
}
