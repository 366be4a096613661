import type { ChainClient, EraBounds, SignedExtrinsic } from '#chain/client.ts';
import type { Account } from '#domain/account.ts';
import type { ActivityEntry } from '#domain/activity.ts';
import { AppError } from '#domain/appError.ts';
import { MAX_QUOTE_AGE } from '#domain/blocker.ts';
import type { ChainInfo } from '#domain/chainInfo.ts';
import { callOf, type SwapOrder } from '#domain/order.ts';
import type { Subnet } from '#domain/subnet.ts';
import type { TxPhase } from '#domain/tx.ts';
import { activity, addEntry, advanceEntry, markSent, noteRehearsal } from '#stores/activity.ts';
import { market } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { signerFor } from './activeWallet.ts';
import { watchWhile } from './followPending.ts';
import { heldClient, needClient } from './held.ts';
import { isRejection } from './isRejection.ts';
import { holdOrder } from './orderHold.ts';
import { insistOnOrder, prepareOrder } from './prepareOrder.ts';
import { recordPhase } from './recordPhase.ts';
import { toAppError } from './toAppError.ts';
import { walletAnswer } from './walletAnswer.ts';

/**
 * Carries out an order, once: it is refused in silence while another is with the wallet, or when its id was used before. The
 * wallet is asked, once, for a signature over exactly this call; what it signed is read back and compared with the order; the
 * node rehearses it, and a failure foreseen there ends it unsent; and hash, nonce and era are kept before the first byte
 * leaves. Resolves when the transaction is handed over or has ended unsent;
 * its further phases come into the activity.
 */
export async function submitSwap(order: SwapOrder, subnet: Subnet): Promise<void> {
  const { account, chain, signing } = session.getState();
  if (signing !== null || account === null || chain === null) return;
  if (activity.getState().entries.some(({ id }) => id === order.id)) return;
  session.setState({ signing: order.id });
  const release = holdOrder(order.id);
  addEntry(entryOf(order, subnet, account, chain.genesis));
  try {
    const { signed, nonce, era } = await sign(account, order, chain);
    advanceEntry(order.id, { kind: 'rehearsing' });
    const run = await senderOf(order, chain).dryRun(signed, era);
    if (run.kind === 'failed') {
      advanceEntry(order.id, { kind: 'stopped', at: run.block, foreseen: run.foreseen });
      return;
    }
    noteRehearsal(order.id, run);
    const sender = senderOf(order, chain);
    if (markSent(order.id, { hash: signed.hash, nonce, era })) send(sender, order.id, signed);
  } catch (error) {
    advanceEntry(order.id, unsentPhase(error));
  } finally {
    session.setState({ signing: null });
    release();
  }
}

/**
 * The node that may get the order now: the socket may have been replaced meanwhile, but another chain must not get it, nor
 * another runtime what was made for the one before.
 */
function senderOf(order: SwapOrder, { genesis, specVersion }: ChainInfo): ChainClient {
  const sender = heldClient();
  if (sender === null || sender.info().genesis !== genesis) throw new AppError('connectionLost');
  if (sender.info().specVersion !== specVersion) throw new AppError('runtimeUpgraded');
  if (market.getState().secondOpinion?.kind === 'contradicts') throw new AppError('nodesDisagree');
  if (isTooOld(order, sender.head().number)) throw new AppError('quoteTooOld');
  return sender;
}

/** A limit keeps its meaning while the wallet is asked; an order without one is only as good as its quote is new. */
function isTooOld(order: SwapOrder, head: number): boolean {
  const isLimited = order.protected || order.quote.limitPrice === null;
  return !isLimited && head - order.quotedAt.number > MAX_QUOTE_AGE;
}

interface Signed {
  readonly signed: SignedExtrinsic;
  readonly nonce: number;
  readonly era: EraBounds;
}

async function sign(account: Account, order: SwapOrder, chain: ChainInfo): Promise<Signed> {
  const client = needClient();
  const signer = await signerFor(account);
  const prepared = await prepareOrder(client, order, account);
  const answer = await walletAnswer(signer.sign(prepared));
  // What cannot be sent any more need not be looked at.
  senderOf(order, chain);
  const others = session.getState().accounts.map(({ address }) => address);
  const signed = client.complete(prepared, answer, others);
  insistOnOrder(order, signed.call);
  return {
    signed,
    nonce: prepared.nonce,
    era: prepared.era,
  };
}

function send(client: ChainClient, id: string, signed: SignedExtrinsic): void {
  watchWhile(
    id,
    client.send(signed, (phase) => recordPhase(client, id, phase)),
  );
}

/** How an order ends that was never sent. */
function unsentPhase(error: unknown): TxPhase {
  if (isRejection(error)) return { kind: 'rejected' };
  if (error instanceof AppError) return { kind: 'walletFailed', code: error.code, detail: error.detail };
  return { kind: 'walletFailed', code: 'walletFailed', detail: toAppError(error).detail };
}

function entryOf(order: SwapOrder, subnet: Subnet, account: Account, genesis: string): ActivityEntry {
  const { quote } = order;
  return {
    id: order.id,
    genesis,
    account: account.address,
    side: order.side,
    netuid: order.netuid,
    registeredAt: order.registeredAt,
    subnetName: subnet.name,
    symbol: subnet.symbol,
    hotkey: order.hotkey,
    method: callOf(order).method,
    amountIn: order.amountIn,
    quotedOut: quote.amountOut,
    minimumOut: quote.minimumOut,
    limitPrice: order.protected ? quote.limitPrice : null,
    quotedAtBlock: order.quotedAt.number,
    createdAt: Date.now(),
    hash: null,
    nonce: null,
    era: null,
    phase: { kind: 'signing' },
    rehearsal: null,
    exactIn: null,
    others: null,
  };
}
