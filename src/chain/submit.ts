import { AppError } from '#domain/appError.ts';
import type { TxPhase } from '#domain/tx.ts';
import type { SignedExtrinsic } from './client.ts';
import { type BlockSource, hashOf } from './findExtrinsic.ts';
import { type JsonRpc, RpcRefusal } from './jsonRpc.ts';

/** The node has had this very transaction before: banned for a while, as included ones are too, or in its pool already. */
const SEEN_BEFORE = [1012, 1013];

/** Refusals after which the transaction surely is in no pool: the pool's own codes, and requests that were not understood. */
function isFinalRefusal({ code }: RpcRefusal): boolean {
  return (code >= 1000 && code < 1100 && !SEEN_BEFORE.includes(code)) || code === -32601 || code === -32602;
}

/** What the watch needs of the chain besides the socket. */
export interface BlockReader extends BlockSource {
  numberOf(hash: string): Promise<number>;
}

/**
 * Hands a signed transaction to the node and tells of its phases. Ends with the transaction's life, or with
 * `lost` when the node stops telling; it never sends twice and never rejects. A node that takes back what it first accepted
 * (invalid, dropped) only speaks for itself: others may still include it.
 */
export function submitAndWatch(
  rpc: JsonRpc,
  reader: BlockReader,
  { hash, hex }: SignedExtrinsic,
  onPhase: (phase: TxPhase) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let ended = false;
    let stop: (() => void) | null = null;
    let last = Promise.resolve();
    const end = (phase: TxPhase): void => {
      if (ended) return;
      ended = true;
      onPhase(phase);
      stop?.();
      resolve();
    };
    const handle = async (status: unknown): Promise<void> => {
      if (ended) return;
      const phase = await phaseOf(reader, hash, status);
      if (phase === null || ended) return;
      if (isLast(phase)) end(phase);
      else onPhase(phase);
    };
    rpc
      .subscribe({
        method: 'author_submitAndWatchExtrinsic',
        params: [hex],
        unsubscribe: 'author_unwatchExtrinsic',
        // One after another: reading an outcome takes time, and phases must not overtake each other.
        onMessage: (status) => {
          last = last.then(() => handle(status)).catch(() => end({ kind: 'lost' }));
        },
        onEnd: () => {
          last = last.then(() => end({ kind: 'lost' }));
        },
      })
      .then((unsubscribe) => {
        if (ended) unsubscribe();
        else stop = unsubscribe;
      })
      .catch((error: unknown) => end(refusedPhase(error)));
  });
}

/** `invalid` when the transaction surely went nowhere; `lost` when it may have. */
function refusedPhase(error: unknown): TxPhase {
  if (!(error instanceof RpcRefusal) || !isFinalRefusal(error)) return { kind: 'lost' };
  const reason = error.data === null ? error.message : `${error.message}: ${error.data}`;
  return { kind: 'invalid', reason };
}

function isLast({ kind }: TxPhase): boolean {
  return kind === 'finalized' || kind === 'usurped' || kind === 'dropped' || kind === 'lost';
}

/** The phase that a node's status means; null for one that changes nothing (ready, future, broadcast). */
async function phaseOf(reader: BlockReader, hash: string, status: unknown): Promise<TxPhase | null> {
  if (status === 'dropped' || status === 'invalid') return { kind: 'dropped' };
  if (typeof status !== 'object' || status === null) return null;
  const [entry] = Object.entries(status);
  const [name, block] = entry ?? [];
  if (name === 'retracted') return { kind: 'retracted' };
  if (name === 'usurped') return { kind: 'usurped' };
  if (name === 'finalityTimeout') return { kind: 'lost' };
  if ((name !== 'inBlock' && name !== 'finalized') || typeof block !== 'string') return null;
  return readInclusion(reader, hash, block, name);
}

async function readInclusion(
  reader: BlockReader,
  hash: string,
  block: string,
  kind: 'inBlock' | 'finalized',
): Promise<TxPhase> {
  const [number, body] = await Promise.all([reader.numberOf(block), reader.bodyOf(block)]);
  const index = body.findIndex((hex) => hashOf(hex) === hash);
  if (index < 0) throw new AppError('nodeGarbage', 'a block without the transaction it is said to hold');
  return { kind, block: { number, hash: block }, outcome: await reader.outcomeOf(block, index) };
}
