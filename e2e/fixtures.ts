import { test as base, expect, type Page } from '@playwright/test';
import { InjectedWallet } from './injectedWallet.ts';
import { type Localnet, startLocalnetProcess } from './localnetProcess.ts';

/** Fast enough for a test, slow enough for two cores. */
const BLOCK_TIME_MS = 1_500;

interface WorkerFixtures {
  /** Flags of the local chain beyond the usual ones. */
  readonly localnetFlags: readonly string[];
  readonly localnet: Localnet;
}

interface TestFixtures {
  /** Installs a wallet with these development keys into the page. */
  readonly installWallet: (...suris: string[]) => Promise<InjectedWallet>;
  /** Texts that the page may print as errors in this test; anything else fails it. */
  readonly expectedErrors: RegExp[];
}

/** Tests with a local chain a worker, the app pointed at it, and no tolerance for errors in the page's console. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  localnetFlags: [[], { option: true, scope: 'worker' }],
  localnet: [
    async ({ localnetFlags }, use) => {
      const localnet = await startLocalnetProcess(BLOCK_TIME_MS, localnetFlags);
      await use(localnet);
      await localnet.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from the pattern.
  expectedErrors: async ({}, use) => {
    await use([]);
  },
  page: async ({ page, localnet, expectedErrors }, use) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    await preferLocal(page, localnet.endpoint);
    await use(page);
    const unexpected = errors.filter((text) => !expectedErrors.some((pattern) => pattern.test(text)));
    expect(unexpected, 'errors in the console of the page').toEqual([]);
  },
  installWallet: async ({ page, localnet }, use) => {
    await use(async (...suris) => {
      const wallet = new InjectedWallet(localnet.api, suris);
      await wallet.install(page);
      return wallet;
    });
  },
});

export { expect };

/** The settings of a person who chose the local chain, unless the page already has settings. */
async function preferLocal(page: Page, endpoint: string): Promise<void> {
  const state = {
    locale: 'en',
    theme: 'dark',
    network: 'local',
    customEndpoint: '',
    localEndpoint: endpoint,
    toleranceBps: 50,
    protection: true,
    expert: false,
    favourites: [],
    validators: {},
    lastAccount: null,
  };
  await page.addInitScript(
    ([name, text]) => {
      if (location.protocol === 'about:') return;
      if (localStorage.getItem(name) === null) localStorage.setItem(name, text);
    },
    ['raoswap.settings', JSON.stringify({ version: 1, state })] as const,
  );
}
