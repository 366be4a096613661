import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import type { ChainCall } from '#domain/order.ts';
import { type Rao, rao } from '#domain/units.ts';
import { ask, type Node } from './node.ts';
import { unsignedSample } from './signing.ts';

/**
 * What the network will take for the call, in rao, from the node itself (payment_queryInfo): nothing is reckoned here,
 * because the coefficients change with the runtime. The nonce matters: the fee counts the bytes that it takes.
 */
export async function estimateFee(
  node: Node,
  genesis: string,
  call: ChainCall,
  account: { readonly address: string; readonly nonce: number },
  checkpoint: BlockRef,
): Promise<Rao> {
  return askFee(node, unsignedSample(node.runtime(), genesis, call, account, checkpoint));
}

/** What the network will take for a transaction with a sample signature (0x hex), in rao. */
export async function askFee(node: Node, sample: string): Promise<Rao> {
  const answer = await ask(node.rpc, 'payment_queryInfo', [sample]);
  const fee: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'partialFee') : null;
  const text = typeof fee === 'string' || typeof fee === 'number' ? String(fee) : '';
  if (!/^(\d{1,20}|0x[0-9a-f]{1,16})$/i.test(text)) throw new AppError('nodeGarbage', 'payment_queryInfo');
  return rao(BigInt(text));
}
