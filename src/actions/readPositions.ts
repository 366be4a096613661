import type { ChainClient } from '#chain/client.ts';
import type { BlockRef } from '#domain/block.ts';
import { session } from '#stores/session.ts';
import { heldClient } from './held.ts';

let asked = 0;
let shown = 0;

/** Reads what an account holds and what of it may be sold, and shows both unless newer news is there already. */
export async function readPositions(client: ChainClient, account: string, at: BlockRef): Promise<void> {
  const turn = ++asked;
  try {
    const [positions, availability] = await Promise.all([
      client.readPositions(account, at),
      client.readAvailability(account, at),
    ]);
    const isCurrent = heldClient() === client && session.getState().account?.address === account;
    if (!isCurrent || turn < shown) return;
    shown = turn;
    session.setState({ positions, availability });
  } catch {
    // The last good positions stay; the head's own reading tells of a node in trouble.
  }
}
