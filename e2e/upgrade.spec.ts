import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { InjectedWallet } from './injectedWallet.ts';
import type { Localnet } from './localnetProcess.ts';
import { NodeProxy } from './nodeProxy.ts';
import { SwapPage } from './swapPage.ts';

// Flags of its own give this file a chain of its own: an upgrade does not go back.
test.use({ localnetFlags: ['--keep', '200'] });
// The page decodes the whole metadata twice.
test.describe.configure({ timeout: 180_000 });

const hexOf = (text: string) => Buffer.from(text).toString('hex');

/** The next spec version of the chain, from the next block on. */
async function upgrade({ rpc }: Localnet): Promise<number> {
  const { specVersion } = await rpc<{ specVersion: number }>('state_getRuntimeVersion');
  await rpc('dev_upgradeRuntime', [{ specVersion: specVersion + 1 }]);
  await rpc('dev_newBlock', [{ count: 2 }]);
  return specVersion + 1;
}

/** A page on a node of its own, with a funded wallet and 25 TAO typed. */
async function begin(
  page: Page,
  localnet: Localnet,
  installWallet: (...suris: string[]) => Promise<InjectedWallet>,
): Promise<{ swap: SwapPage; node: NodeProxy; wallet: InjectedWallet }> {
  const node = await NodeProxy.install(page, localnet.endpoint, 'node');
  await page.addInitScript((url) => {
    const kept = JSON.parse(localStorage.getItem('raoswap.settings') ?? '{}');
    kept.state.localEndpoint = url;
    localStorage.setItem('raoswap.settings', JSON.stringify(kept));
  }, node.url);
  const wallet = await installWallet('//Eve');
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64&amount=25');
  await swap.connectWallet('Eve');
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeEnabled();
  return { swap, node, wallet };
}

test('an upgrade under an open form leaves it as it is, and an order can be sent after it', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { swap, wallet } = await begin(page, localnet, installWallet);
  const runtime = await upgrade(localnet);
  await page.getByRole('button', { name: /^Network Local/ }).click();
  await expect(page.getByRole('definition').filter({ hasText: `· ${runtime}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(swap.amount).toHaveValue('25');
  await swap.review();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  expect(wallet.requests.map(({ specVersion }) => Number(specVersion))).toEqual([runtime]);
});

test('an upgrade under an open review keeps it open while the call is the same', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { swap, node, wallet } = await begin(page, localnet, installWallet);
  await swap.review();
  const runtime = await upgrade(localnet);
  await upgradeSeen(node);
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  expect(wallet.requests.map(({ specVersion }) => Number(specVersion))).toEqual([runtime]);
});

/** Waits until the page has loaded the second metadata and asked what the new runtime takes for the call. */
async function upgradeSeen({ asked }: NodeProxy): Promise<void> {
  const afterUpgrade = () => asked.slice(asked.lastIndexOf('Metadata_metadata_at_version'));
  await expect.poll(() => asked.filter((name) => name === 'Metadata_metadata_at_version').length).toBe(2);
  await expect.poll(() => afterUpgrade().includes('payment_queryInfo')).toBe(true);
}

test('what was signed for the runtime before is not sent, and the next signature is', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { swap, node, wallet } = await begin(page, localnet, installWallet);
  wallet.decision = 'wait';
  await swap.review();
  await swap.sign();
  await expect.poll(() => wallet.requests.length).toBe(1);
  const runtime = await upgrade(localnet);
  await upgradeSeen(node);
  wallet.decision = 'approve';
  wallet.approveWaiting();
  await expect(swap.dialog.getByText(/The chain was upgraded meanwhile/)).toBeVisible();
  await swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  expect(wallet.requests.map(({ specVersion }) => Number(specVersion))).toEqual([runtime - 1, runtime]);
});

test('a call that the new runtime lacks closes the review and is switched off with a word', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { swap, node, wallet } = await begin(page, localnet, installWallet);
  await swap.review();
  node.tell((result, method, [name]) => {
    const isMetadata = method === 'state_call' && name === 'Metadata_metadata_at_version';
    return isMetadata
      ? String(result).replaceAll(hexOf('add_stake_limit'), hexOf('add_stake_limiu'))
      : result;
  });
  await upgrade(localnet);
  await expect(page.getByText(/The call of your order is another now/)).toBeVisible();
  await expect(swap.dialog).toBeHidden();
  await expect(swap.amount).toHaveValue('25');
  const reason = 'The chain was upgraded and no longer has add_stake_limit';
  await expect(page.getByRole('main').getByRole('button', { name: reason })).toBeDisabled();
  expect(wallet.requests).toHaveLength(0);
});
