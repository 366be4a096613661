import { session } from '#stores/session.ts';
import { heldClient } from './held.ts';
import { readPositions } from './readPositions.ts';

/** Reads balance and positions of the account in use at the head that is known, without waiting for the next. */
export async function readAccountNow(): Promise<void> {
  const client = heldClient();
  const account = session.getState().account?.address ?? null;
  if (client === null || account === null) return;
  const head = client.head();
  try {
    const { balance } = await client.readBlock({ netuids: [], account }, head);
    const { account: now, accountBlock } = session.getState();
    const isCurrent = heldClient() === client && now?.address === account;
    if (isCurrent && (accountBlock ?? 0) <= head.number) {
      session.setState({ balance, accountBlock: head.number });
    }
  } catch {
    // The next head reads it again.
  }
  await readPositions(client, account, head);
}
