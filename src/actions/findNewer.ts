import type { LightNode } from '#chain/lightNode.ts';

/** Opens a node for single questions. Tests give one of their own. */
export type OpenLight = (endpoint: string, timeoutMs: number) => Promise<LightNode>;

export const openLight: OpenLight = async (endpoint, timeoutMs) =>
  (await import('#chain/lightNode.ts')).openLightNode(endpoint, timeoutMs);

const TIMEOUT_MS = 4_000;

/** `newer`: a node of the same chain that knows more blocks. `same`: one answered, and none knew more. */
export type Elsewhere =
  | { readonly kind: 'newer'; readonly endpoint: string }
  | { readonly kind: 'same' }
  | { readonly kind: 'unknown' };

/**
 * Asks other endpoints, one after another, for their best block, until one is more than `margin` blocks beyond `number`.
 * Nodes of another chain, and those that do not answer, say nothing.
 */
export async function findNewer(
  endpoints: readonly string[],
  chain: { readonly genesis: string; readonly number: number; readonly margin: number },
  open: OpenLight,
): Promise<Elsewhere> {
  let isSame = false;
  for (const endpoint of endpoints) {
    const number = await bestNumber(endpoint, chain.genesis, open);
    if (number === null) continue;
    if (number > chain.number + chain.margin) return { kind: 'newer', endpoint };
    // One that is far behind itself is no witness.
    if (number >= chain.number - chain.margin) isSame = true;
  }
  return { kind: isSame ? 'same' : 'unknown' };
}

async function bestNumber(endpoint: string, genesis: string, open: OpenLight): Promise<number | null> {
  let node: LightNode | null = null;
  try {
    node = await open(endpoint, TIMEOUT_MS);
    return (await node.blockHash(0)) === genesis ? await node.bestNumber() : null;
  } catch {
    return null;
  } finally {
    node?.close();
  }
}
