import { hexToU8a, isHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import type { BlockRef } from '#domain/block.ts';
import type { TxOutcome } from '#domain/tx.ts';
import type { Found, SoughtExtrinsic } from './client.ts';

/** What the search needs of a node. */
export interface BlockSource {
  hashOf(number: number): Promise<string>;
  /** Encoded extrinsics (0x hex) in order. */
  bodyOf(hash: string): Promise<readonly string[]>;
  /** The account's next nonce in the state after the block. May reject: nodes let old state go. */
  nonceAfter(hash: string, account: string): Promise<number>;
  outcomeOf(hash: string, index: number): Promise<TxOutcome>;
}

export interface ChainTips {
  readonly best: BlockRef;
  readonly finalized: BlockRef;
}

/**
 * Looks for a transaction in the blocks of its era, by its hash. The account's nonce tells where to look, so that some
 * ten requests do for an era of 64 blocks; where the node has let the state go, every body is read. `never` is only
 * said of what finalized blocks rule out.
 */
export async function findExtrinsic(
  source: BlockSource,
  sought: SoughtExtrinsic,
  tips: ChainTips,
): Promise<Found> {
  const last = Math.min(sought.era.death - 1, tips.best.number);
  const over = tips.finalized.number >= sought.era.death - 1;
  if (last < sought.era.birth) return { kind: 'open' };
  const place = await placeOf(source, sought, last);
  if (place.kind === 'unused') return over ? { kind: 'never', why: 'expired' } : { kind: 'open' };
  const [from, to] = place.kind === 'at' ? [place.number, place.number] : [sought.era.birth, last];
  for (let number = from; number <= to; number += 1) {
    const hash = await source.hashOf(number);
    const index = (await source.bodyOf(hash)).findIndex((hex) => hashOf(hex) === sought.hash);
    if (index < 0) continue;
    const outcome = await source.outcomeOf(hash, index);
    return {
      kind: 'included',
      block: { number, hash },
      outcome,
      finalized: number <= tips.finalized.number,
    };
  }
  // Another transaction took the nonce: once that is final, this one can never enter a block.
  if (place.kind === 'at' && place.number <= tips.finalized.number) return { kind: 'never', why: 'replaced' };
  return over ? { kind: 'never', why: 'expired' } : { kind: 'open' };
}

type Place =
  | { readonly kind: 'unused' }
  | { readonly kind: 'at'; readonly number: number }
  | { readonly kind: 'unknown' };

/** The block of the era in which the account's nonce passed the one sought. */
async function placeOf(source: BlockSource, sought: SoughtExtrinsic, last: number): Promise<Place> {
  const passed = async (number: number): Promise<boolean> => {
    const nonce = await source.nonceAfter(await source.hashOf(number), sought.account);
    // An account that was reaped begins again at zero: its nonce tells nothing.
    if (nonce === 0 && sought.nonce > 0) throw new Error('the account was reaped');
    return nonce > sought.nonce;
  };
  try {
    if (!(await passed(last))) return { kind: 'unused' };
    let [low, high] = [sought.era.birth, last];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (await passed(middle)) high = middle;
      else low = middle + 1;
    }
    return { kind: 'at', number: low };
  } catch {
    return { kind: 'unknown' };
  }
}

/** blake2-256 of an encoded extrinsic, as nodes name it; empty for what is not hex. */
export function hashOf(hex: string): string {
  return isHex(hex) ? blake2AsHex(hexToU8a(hex), 256) : '';
}
