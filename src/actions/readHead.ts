import type { BlockReading, ChainClient } from '#chain/client.ts';
import type { BlockRef } from '#domain/block.ts';
import { market } from '#stores/market.ts';
import { session, setConnection } from '#stores/session.ts';
import { followedNetuids } from './followed.ts';
import { judgeHead } from './headWatch.ts';
import { heldClient } from './held.ts';
import { loadSubnets } from './loadSubnets.ts';
import { noticeGenerations } from './noticeGenerations.ts';
import { publishPools } from './publishPools.ts';
import { readPositions } from './readPositions.ts';
import { toAppError } from './toAppError.ts';

/** Heads are numbered as they come: what answers late for an older one is dropped, whatever its height. */
let asked = 0;
let shownBlock = 0;
let shownPrices = 0;
/** Blocks whose prices are kept: about twenty minutes. */
const KEPT_PRICES = 100;
let subnetCount: number | null = null;

/**
 * Reads what one head holds and shows it, all of one block at once: pools on screen, the account's balance, the clock; beside
 * them the prices and the account's positions. A failure leaves the last good state and stands in connection.error.
 */
export async function readHead(client: ChainClient, head: BlockRef): Promise<void> {
  const turn = ++asked;
  const receivedAt = Date.now();
  const account = session.getState().account?.address ?? null;
  const prices = readPrices(client, head, turn);
  try {
    const reading = await client.readBlock({ netuids: followedNetuids(), account }, head);
    if (heldClient() !== client || turn < shownBlock) return;
    shownBlock = turn;
    show(reading, account, receivedAt);
    setConnection({ latencyMs: Date.now() - receivedAt, error: null });
  } catch (error) {
    if (heldClient() === client && turn >= shownBlock) setConnection({ error: toAppError(error) });
  }
  await prices;
  if (account !== null && heldClient() === client) await readPositions(client, account, head);
}

function show(reading: BlockReading, account: string | null, receivedAt: number): void {
  const { block, timestamp, safeMode, nominatorMinimum, balance } = reading;
  publishPools(reading.pools, followedNetuids());
  judgeHead({ ...block, timestamp }, receivedAt);
  market.setState(({ head, checks }) => ({
    head: { ...block, timestamp },
    headReceivedAt: receivedAt,
    safeMode,
    nominatorMinimum,
    // Another block took a number that was there: what was checked by number no longer says anything.
    checks: head !== null && block.number <= head.number && block.hash !== head.hash ? new Map() : checks,
  }));
  if (balance !== null && account === (session.getState().account?.address ?? null)) {
    session.setState({ balance, accountBlock: block.number });
  }
  noticeGenerations(reading.pools);
  if (subnetCount !== null && reading.subnetCount !== subnetCount) void loadSubnets();
  subnetCount = reading.subnetCount;
}

async function readPrices(client: ChainClient, head: BlockRef, turn: number): Promise<void> {
  try {
    const prices = await client.readPrices(head);
    if (heldClient() !== client || turn < shownPrices) return;
    shownPrices = turn;
    market.setState(({ priceHistory }) => ({
      prices,
      // A block that takes the place of others takes their prices with it.
      priceHistory: [
        ...priceHistory.filter(({ block }) => block < head.number),
        { block: head.number, prices },
      ].slice(-KEPT_PRICES),
    }));
  } catch {
    // Prices are of all subnets at once and only for lists; a pool on screen has its own.
  }
}
