import type { BlockRef } from '#domain/block.ts';
import type { Side } from '#domain/pool.ts';
import { checkKey, market, type QuoteCheck } from '#stores/market.ts';
import { heldClient } from './held.ts';

/** The newest checks that are kept. */
const KEEP = 20;

const asking = new Set<string>();

/**
 * Has the chain simulate a trade at the block of its quote, and notes whether it gives the same to the last base unit. A
 * difference makes the pool distrusted: from then on the chain quotes it. Without an answer nothing is noted.
 */
export async function checkQuote(
  netuid: number,
  side: Side,
  amountIn: bigint,
  block: BlockRef,
  expected: { readonly out: bigint; readonly fee: bigint },
): Promise<void> {
  const key = checkKey(netuid, side, amountIn, block.number);
  const client = heldClient();
  if (client === null || asking.has(key) || market.getState().checks.has(key)) return;
  asking.add(key);
  try {
    const simulated = await client.simulate(netuid, side, amountIn, block);
    if (heldClient() !== client) return;
    const { out, fee } = simulated ?? { out: 0n, fee: 0n };
    const isEqual = out === expected.out && fee === expected.fee;
    note(
      netuid,
      key,
      isEqual
        ? { kind: 'equal', block: block.number }
        : { kind: 'different', block: block.number, ownOut: expected.out, chainOut: out, chainFee: fee },
    );
  } catch {
    // The node did not say: the quote stays unchecked, and the next block's is checked again.
  } finally {
    asking.delete(key);
  }
}

function note(netuid: number, key: string, check: QuoteCheck): void {
  market.setState(({ checks, distrusted }) => ({
    checks: new Map([...checks, [key, check] as const].slice(-KEEP)),
    distrusted: check.kind === 'different' ? new Set(distrusted).add(netuid) : distrusted,
  }));
}
