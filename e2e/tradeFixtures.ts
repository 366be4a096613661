import { test as base, expect } from './fixtures.ts';
import { Trader } from './trader.ts';

interface TradeFixtures {
  /** A person with a wallet of one key and 1,000 TAO, who trades a subnet of this test alone. */
  readonly trader: (suri: string, netuid: number) => Promise<Trader>;
}

/** Tests of what becomes of an order: each ends with a chain that goes its usual way again. */
export const test = base.extend<TradeFixtures>({
  trader: async ({ page, localnet, installWallet }, use) => {
    await use(async (suri, netuid) => {
      const trader = new Trader(page, localnet, await installWallet(suri), netuid);
      await trader.fund();
      return trader;
    });
    await expect.poll(() => localnet.api.isConnected).toBe(true);
    for (const method of ['dev_resetFaults', 'dev_releaseFinality', 'dev_releaseBlocks']) {
      await localnet.rpc(method);
    }
  },
});

export { expect };
