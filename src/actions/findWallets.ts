import { session } from '#stores/session.ts';
import { pause } from './pause.ts';

/** Extensions put themselves into the page in their own time. */
const TRIES = 10;
const PAUSE_MS = 150;

/** Lists the wallets of the page, without asking them for anything. Waits a little while there is none. */
export async function findWallets(): Promise<void> {
  const { listWallets } = await import('#chain/wallets.ts');
  let wallets = listWallets();
  for (let turn = 1; turn < TRIES && wallets.length === 0; turn += 1) {
    await pause(PAUSE_MS);
    wallets = listWallets();
  }
  session.setState({ wallets });
}
