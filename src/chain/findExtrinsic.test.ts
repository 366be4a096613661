import { describe, expect, it } from 'vitest';
import type { TxOutcome } from '#domain/tx.ts';
import { rao } from '#domain/units.ts';
import { type BlockSource, findExtrinsic, hashOf } from './findExtrinsic.ts';

const WANTED = '0x1234';
const OTHER = '0x5678';
const outcome: TxOutcome = {
  ok: true,
  filled: { paid: 1n, received: 2n, fee: 3n, networkFee: rao(4n) },
};
const sought = { hash: hashOf(WANTED), account: '5Alice', nonce: 7, era: { birth: 101, death: 164 } };

interface Chain {
  /** Bodies by block number; every other block has one transaction of somebody else. */
  readonly bodies?: Readonly<Record<number, readonly string[]>>;
  /** The block from which on the account's nonce is past the one sought. */
  readonly passedAt?: number;
  /** Blocks below have no state any more. */
  readonly pruned?: number;
  readonly reaped?: boolean;
}

function source({ bodies = {}, passedAt = Number.POSITIVE_INFINITY, pruned = 0, reaped = false }: Chain) {
  const asked: string[] = [];
  const numberOf = (hash: string) => Number(hash.slice(1));
  const blocks: BlockSource = {
    async hashOf(number) {
      asked.push(`hash ${number}`);
      return `#${number}`;
    },
    async bodyOf(hash) {
      asked.push(`body ${hash}`);
      return bodies[numberOf(hash)] ?? [OTHER];
    },
    async nonceAfter(hash) {
      asked.push(`nonce ${hash}`);
      if (numberOf(hash) < pruned) throw new Error('State already discarded');
      if (reaped) return 0;
      return numberOf(hash) >= passedAt ? 8 : 7;
    },
    outcomeOf: async () => outcome,
  };
  return { blocks, asked };
}

function tips(best: number, finalized = best - 2) {
  return {
    best: { number: best, hash: `#${best}` },
    finalized: { number: finalized, hash: `#${finalized}` },
  };
}

describe('findExtrinsic', () => {
  it('finds it in a finalized block, with few requests', async () => {
    const { blocks, asked } = source({ bodies: { 133: [OTHER, WANTED] }, passedAt: 133 });
    expect(await findExtrinsic(blocks, sought, tips(500))).toEqual({
      kind: 'included',
      block: { number: 133, hash: '#133' },
      outcome,
      finalized: true,
    });
    expect(asked.length).toBeLessThan(20);
  });

  it.each([101, 163])('finds it at the edge of its era, in block %i', async (number) => {
    const { blocks } = source({ bodies: { [number]: [WANTED] }, passedAt: number });
    expect(await findExtrinsic(blocks, sought, tips(500))).toMatchObject({ block: { number } });
  });

  it('finds it in the best block, not yet final', async () => {
    const { blocks } = source({ bodies: { 120: [WANTED] }, passedAt: 120 });
    expect(await findExtrinsic(blocks, sought, tips(120))).toMatchObject({
      kind: 'included',
      finalized: false,
    });
  });

  it('leaves it open while its era lasts, before it even begins', async () => {
    expect(await findExtrinsic(source({}).blocks, sought, tips(120))).toEqual({ kind: 'open' });
    expect(await findExtrinsic(source({}).blocks, sought, tips(100))).toEqual({ kind: 'open' });
  });

  it('rules it out only when the last block of its era is final', async () => {
    expect(await findExtrinsic(source({}).blocks, sought, tips(164, 162))).toEqual({ kind: 'open' });
    expect(await findExtrinsic(source({}).blocks, sought, tips(165, 163))).toEqual({
      kind: 'never',
      why: 'expired',
    });
  });

  it('rules it out when another took its nonce, once that is final', async () => {
    const { blocks } = source({ passedAt: 120 });
    expect(await findExtrinsic(blocks, sought, tips(121, 119))).toEqual({ kind: 'open' });
    expect(await findExtrinsic(blocks, sought, tips(122, 120))).toEqual({ kind: 'never', why: 'replaced' });
    expect(await findExtrinsic(blocks, sought, tips(500))).toEqual({ kind: 'never', why: 'replaced' });
  });

  it('reads every body where the states are gone', async () => {
    const { blocks } = source({ bodies: { 140: [WANTED] }, passedAt: 140, pruned: 1_000 });
    expect(await findExtrinsic(blocks, sought, tips(2_000))).toMatchObject({ block: { number: 140 } });
    expect(await findExtrinsic(source({ pruned: 1_000 }).blocks, sought, tips(2_000))).toEqual({
      kind: 'never',
      why: 'expired',
    });
  });

  it('does not trust the nonce of an account that was reaped', async () => {
    const { blocks } = source({ bodies: { 150: [WANTED] }, reaped: true });
    expect(await findExtrinsic(blocks, sought, tips(500))).toMatchObject({ block: { number: 150 } });
  });

  it('gives no verdict when the node fails', async () => {
    const { blocks } = source({});
    const broken = { ...blocks, hashOf: () => Promise.reject(new Error('gone')) };
    await expect(findExtrinsic(broken, sought, tips(500))).rejects.toThrow('gone');
  });
});
