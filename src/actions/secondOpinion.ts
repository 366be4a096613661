import type { ChainClient } from '#chain/client.ts';
import type { LightNode } from '#chain/lightNode.ts';
import type { BlockRef } from '#domain/block.ts';
import type { Side } from '#domain/pool.ts';
import { market, type SecondOpinion } from '#stores/market.ts';
import { type OpenLight, openLight } from './findNewer.ts';
import { heldClient } from './held.ts';
import { resolveNetwork } from './resolveNetwork.ts';

const TIMEOUT_MS = 4_000;

/** The second node, kept open while it is asked again and again. */
let witness: LightNode | null = null;
let isAsking = false;
/** How many witnesses have failed: the next one is another endpoint. */
let failures = 0;

/**
 * Has a second node of the network simulate the same trade at the very same block, and compares its answer with that of the
 * node in use byte for byte, into market.secondOpinion. A node that does not know the block is asked for the finalized one
 * in its place: two chains beside each other are a contradiction, too. No answer is no contradiction, and takes none
 * back. One question at a time.
 */
export async function secondOpinion(
  netuid: number,
  side: Side,
  amountIn: bigint,
  block: BlockRef,
  open: OpenLight = openLight,
): Promise<void> {
  const client = heldClient();
  if (client === null || isAsking || !hasSecondNode()) return;
  isAsking = true;
  try {
    const asked = await witnessFor(client, open);
    const kind = asked === null ? 'unknown' : await compare(client, asked, [netuid, side, amountIn, block]);
    if (heldClient() === client)
      note({ of: client.endpoint, kind, endpoint: asked?.endpoint ?? null, block: block.number });
  } finally {
    isAsking = false;
  }
}

/** Lets go of the second node, and of what it said, unless it contradicts. */
export function endSecondOpinion(): void {
  dropWitness();
  market.setState(({ secondOpinion: known }) => ({
    secondOpinion: known?.kind === 'contradicts' ? known : null,
  }));
}

function dropWitness(): void {
  witness?.close();
  witness = null;
}

/** Whether the network has another node to ask. */
export function hasSecondNode(): boolean {
  return resolveNetwork().endpoints.length > 1;
}

function note(opinion: SecondOpinion): void {
  market.setState(({ secondOpinion: known }) => ({
    secondOpinion: opinion.kind === 'unknown' && known?.kind === 'contradicts' ? known : opinion,
  }));
}

async function witnessFor(client: ChainClient, open: OpenLight): Promise<LightNode | null> {
  if (witness !== null && witness.endpoint !== client.endpoint) return witness;
  dropWitness();
  const others = resolveNetwork().endpoints.filter((endpoint) => endpoint !== client.endpoint);
  const endpoint = others[failures % others.length];
  if (endpoint === undefined) return null;
  let opened: LightNode | null = null;
  try {
    opened = await open(endpoint, TIMEOUT_MS);
    if ((await opened.blockHash(0)) === client.info().genesis) {
      witness = opened;
      return opened;
    }
  } catch {
    // The next question goes to another.
  }
  opened?.close();
  failures += 1;
  return null;
}

async function compare(
  client: ChainClient,
  asked: LightNode,
  trade: Parameters<ChainClient['simulateRaw']>,
): Promise<SecondOpinion['kind']> {
  let own: Awaited<ReturnType<ChainClient['simulateRaw']>>;
  try {
    own = await client.simulateRaw(...trade);
  } catch {
    return 'unknown';
  }
  try {
    const answer = await asked.callRuntime(own.call);
    if (answer !== null) return answer === own.answer ? 'same' : 'contradicts';
    const { number, hash } = client.finalized();
    const finalized = await asked.blockHash(number);
    return finalized === null || finalized === hash ? 'unknown' : 'contradicts';
  } catch {
    dropWitness();
    failures += 1;
    return 'unknown';
  }
}
