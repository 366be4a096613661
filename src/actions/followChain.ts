import type { ChainClient } from '#chain/client.ts';
import type { BlockRef } from '#domain/block.ts';
import { market } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { followedNetuids } from './followed.ts';
import { followPending } from './followPending.ts';
import { heldClient } from './held.ts';
import { loadSubnets } from './loadSubnets.ts';
import { loadValidators } from './loadValidators.ts';
import { readHead } from './readHead.ts';

/** Heads after which slow facts are read again. */
const SUBNETS_EVERY = 50;
const VALIDATORS_EVERY = 100;
/** Heads after which a list that could not be read is asked for again. */
const RETRY_EVERY = 5;
/** Heads that may be read at the same time; of those that wait only the newest counts. */
const MOST_AT_ONCE = 2;

let reading = 0;
let waiting: BlockRef | null = null;
let heads = 0;

/** Begins to read heads of a client that has just been taken up, with the one that it knows. */
export function followChain(client: ChainClient): void {
  forgetChain();
  market.setState({ finalized: client.finalized().number });
  onHead(client.head());
}

/** Lets go of what waits to be read. */
export function forgetChain(): void {
  waiting = null;
  heads = 0;
}

export function onHead(head: BlockRef): void {
  waiting = head;
  heads += 1;
  const { subnets, validators } = market.getState();
  if (heads % (subnets === null ? RETRY_EVERY : SUBNETS_EVERY) === 0) void loadSubnets();
  for (const netuid of followedNetuids()) {
    if (!validators.has(netuid) || heads % VALIDATORS_EVERY === 0) void loadValidators(netuid);
  }
  readNext();
}

function readNext(): void {
  const client = heldClient();
  if (client === null || waiting === null || reading >= MOST_AT_ONCE) return;
  const head = waiting;
  waiting = null;
  reading += 1;
  readHead(client, head).finally(() => {
    reading -= 1;
    readNext();
  });
}

export function onFinalized(block: BlockRef): void {
  market.setState(({ finalized }) => ({ finalized: Math.max(finalized ?? 0, block.number) }));
  if (session.getState().connection.status === 'ready') void followPending();
}
