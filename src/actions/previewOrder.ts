import { AppError } from '#domain/appError.ts';
import type { SwapOrder } from '#domain/order.ts';
import type { Rao } from '#domain/units.ts';
import { session } from '#stores/session.ts';
import { needClient } from './held.ts';
import { prepareOrder } from './prepareOrder.ts';

/** What the chain's own simulation gives for an order at one block. */
export type Simulated =
  | { readonly kind: 'fills'; readonly out: bigint }
  /** It gives less than the order's minimum, or nothing: `out` is 0 then. */
  | { readonly kind: 'falls'; readonly out: bigint }
  /** The node did not say. */
  | { readonly kind: 'unknown' };

/** Everything about an order that can be tried before it is signed. */
export interface OrderPreview {
  /** The transaction as the wallet will be given it; it was read back from its bytes and is the order. */
  readonly transaction: Awaited<ReturnType<typeof prepareOrder>>;
  /** Newest block when it was tried. */
  readonly block: number;
  /** What the node says these bytes cost, for which it decoded the call; null when it would not say. */
  readonly fee: Rao | null;
  readonly simulated: Simulated;
}

/**
 * Prepares an order's transaction as for signing, compares its bytes with the order, has the node decode and price it, and the
 * chain simulate the swap at the newest block. Nobody is asked to sign. Rejects with AppError: `connectionLost`,
 * `unsupportedRuntime`, `unknownExtension`, `notAsOrdered`, `walletMissing` without an account.
 */
export async function previewOrder(order: SwapOrder): Promise<OrderPreview> {
  const client = needClient();
  const { account } = session.getState();
  if (account === null) throw new AppError('walletMissing');
  const at = client.head();
  const [transaction, simulated] = await Promise.all([
    prepareOrder(client, order, account),
    client.simulate(order.netuid, order.side, order.amountIn, at).then(
      (result): Simulated => judge(order, result?.out ?? 0n),
      (): Simulated => ({ kind: 'unknown' }),
    ),
  ]);
  const fee = await client.estimateFeeOf(transaction).catch(() => null);
  return { transaction, block: at.number, fee, simulated };
}

function judge(order: SwapOrder, out: bigint): Simulated {
  const least = order.protected ? order.quote.minimumOut : 1n;
  return { kind: out >= least ? 'fills' : 'falls', out };
}
