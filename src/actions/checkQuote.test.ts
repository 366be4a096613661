import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Simulation } from '#chain/client.ts';
import { checkKey, market, resetMarket } from '#stores/market.ts';
import { checkQuote } from './checkQuote.ts';
import { fakeClient } from './fakeClient.ts';
import { dropClient, holdClient } from './held.ts';
import { quoteByChain } from './quoteByChain.ts';

const BLOCK = { number: 9, hash: '0x9' };
const EXPECTED = { out: 700n, fee: 10n };

function chainSays(answer: Simulation | null | Error) {
  const simulate = vi.fn(async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  holdClient(fakeClient({ simulate }));
  return simulate;
}

const check = () => market.getState().checks.get(checkKey(64, 'buy', 90n, 9));

beforeEach(resetMarket);
afterEach(dropClient);

describe('checkQuote', () => {
  it('notes that the chain says the same, and asks once', async () => {
    const simulate = chainSays({ ...EXPECTED, netIn: 80n });
    await Promise.all([
      checkQuote(64, 'buy', 90n, BLOCK, EXPECTED),
      checkQuote(64, 'buy', 90n, BLOCK, EXPECTED),
    ]);
    await checkQuote(64, 'buy', 90n, BLOCK, EXPECTED);
    expect(check()).toEqual({ kind: 'equal', block: 9 });
    expect(simulate).toHaveBeenCalledExactlyOnceWith(64, 'buy', 90n, BLOCK);
    expect(market.getState().distrusted.has(64)).toBe(false);
  });

  it.each([
    ['one rao more', { out: 701n, fee: 10n, netIn: 80n }, 701n, 10n],
    ['another fee', { out: 700n, fee: 9n, netIn: 80n }, 700n, 9n],
    ['that it cannot be filled', null, 0n, 0n],
  ])('leaves the pool to the chain when it says %s', async (_what, answer, chainOut, chainFee) => {
    chainSays(answer);
    await checkQuote(64, 'buy', 90n, BLOCK, EXPECTED);
    expect(check()).toEqual({ kind: 'different', block: 9, ownOut: 700n, chainOut, chainFee });
    expect([...market.getState().distrusted]).toEqual([64]);
  });

  it('concludes nothing from a node that fails, and asks again', async () => {
    const simulate = chainSays(new Error('gone'));
    await checkQuote(64, 'buy', 90n, BLOCK, EXPECTED);
    await checkQuote(64, 'buy', 90n, BLOCK, EXPECTED);
    expect(check()).toBeUndefined();
    expect(market.getState().distrusted.size).toBe(0);
    expect(simulate).toHaveBeenCalledTimes(2);
  });

  it('keeps the newest checks only', async () => {
    chainSays({ ...EXPECTED, netIn: 80n });
    for (let number = 1; number <= 30; number += 1) {
      await checkQuote(64, 'buy', 90n, { number, hash: `0x${number}` }, EXPECTED);
    }
    expect([...market.getState().checks.values()].map(({ block }) => block)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 11),
    );
  });
});

describe('quoteByChain', () => {
  it('passes on what the chain says, or that it says nothing', async () => {
    chainSays({ out: 1n, fee: 2n, netIn: 3n });
    expect(await quoteByChain(64, 'sell', 5n, BLOCK)).toEqual({ out: 1n, fee: 2n, netIn: 3n });
    chainSays(null);
    expect(await quoteByChain(64, 'sell', 5n, BLOCK)).toBeNull();
    chainSays(new Error('gone'));
    expect(await quoteByChain(64, 'sell', 5n, BLOCK)).toBeNull();
    dropClient();
    expect(await quoteByChain(64, 'sell', 5n, BLOCK)).toBeNull();
  });
});
