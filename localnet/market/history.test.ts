import { cryptoWaitReady } from '@polkadot/util-crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { timestampStorage } from '#localnet/metadata/pallets/timestamp.ts';
import { Chain } from '#localnet/node/chain.ts';
import type { BlockRecord } from '#localnet/node/chainSnapshot.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { takeSnapshot } from '#localnet/node/takeSnapshot.ts';
import { makeHistory } from './history.ts';
import { testMarket } from './testMarket.ts';

const UNTIL = 1_790_000_000_000;
const BLOCKS = 48;
const QUARTER_HOUR = 900_000;
const KEEP = 8;

const made = testMarket([1, 64], 'past', KEEP);
const records: BlockRecord[] = [];
beforeAll(async () => {
  await cryptoWaitReady();
  await makeHistory(made.chain, made.market, { blocks: BLOCKS, until: UNTIL }, async (record) => {
    records.push(record);
  });
}, 60_000);

/** Time and price of subnet 64 after each block of the history, read from its state. */
function charted(chain: Chain): [number, bigint][] {
  return Array.from({ length: BLOCKS }, (_, index) => {
    const state = chain.stateAt(chain.hashAt(index + 1) ?? '');
    return [Number(timestampStorage.Now.get(state)), alphaPrice(state, 64)];
  });
}

describe('a history', () => {
  it('is blocks a quarter of an hour apart up to a moment, each with trades', () => {
    expect(made.chain.best.header.number).toBe(BLOCKS);
    const chart = charted(made.chain);
    expect(chart.at(-1)?.[0]).toBe(UNTIL);
    const steps = chart.slice(1).map(([time], index) => time - (chart[index]?.[0] ?? 0));
    expect(new Set(steps)).toEqual(new Set([QUARTER_HOUR]));
    expect(new Set(chart.map(([, price]) => price)).size).toBeGreaterThan(BLOCKS / 2);
    for (const { block } of records) expect(block.extrinsics.length).toBeGreaterThan(1);
  });

  it('can still be read when later blocks are forgotten, and comes back with a saved chain', () => {
    const before = charted(made.chain);
    for (let count = 0; count < 2 * KEEP; count += 1) made.block();
    expect(charted(made.chain)).toEqual(before);
    expect(made.chain.hasState(made.chain.hashAt(BLOCKS + 1) ?? '')).toBe(false);
    const snapshot = { ...takeSnapshot(made.chain), history: records };
    const restored = new Chain(made.options, snapshot);
    expect(charted(restored)).toEqual(before);
    expect(restored.best).toEqual(made.chain.best);
    expect(restored.hasState(restored.hashAt(BLOCKS + 1) ?? '')).toBe(false);
    for (let count = 0; count < 2 * KEEP; count += 1) restored.produceBlock(UNTIL + QUARTER_HOUR);
    expect(charted(restored)).toEqual(before);
  });

  it('is of a chain that begins', async () => {
    await expect(
      makeHistory(made.chain, made.market, { blocks: BLOCKS, until: UNTIL }, async () => undefined),
    ).rejects.toThrow('a history begins at genesis');
  });
});
