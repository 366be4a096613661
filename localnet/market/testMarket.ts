import { developmentAuthor } from '#localnet/node/blockAuthor.ts';
import { Chain } from '#localnet/node/chain.ts';
import type { ChainOptions } from '#localnet/node/chainOptions.ts';
import { TestChain } from '#localnet/node/runtime/testChain.ts';
import { Market } from './market.ts';

/** A chain of few subnets on which only the market of this seed acts, and a clock that stands still but for blocks. */
export function testMarket(netuids: readonly number[], seed: string, keep = 512) {
  const options: ChainOptions = {
    runtime: new TestChain(netuids).runtime,
    author: developmentAuthor('//Author'),
    keep,
    slotDuration: 12_000,
    peers: [],
    onError: (error) => {
      throw error;
    },
  };
  const chain = new Chain(options);
  const market = new Market(chain, seed);
  let now = 1_800_000_000_000;
  return {
    options,
    chain,
    market,
    block() {
      now += 12_000;
      return chain.produceBlock(now);
    },
  };
}
