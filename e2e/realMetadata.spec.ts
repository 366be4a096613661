import { existsSync } from 'node:fs';
import { alphaOf, freeTao, switchEmission } from './chainReader.ts';
import { expect, test } from './fixtures.ts';
import { SwapPage } from './swapPage.ts';

const METADATA = '../shared/chain/metadata-424.scale';
const isThere = existsSync(new URL(`../${METADATA}`, import.meta.url));
const NETUID = 64;
const PAID = 12_000_000_000n;

test.skip(!isThere, 'the metadata of mainnet is not beside the project');
test.use({ localnetFlags: isThere ? ['--metadata', METADATA] : [] });

test('buys and sells on a chain that serves the metadata of mainnet', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  expect(api.runtimeVersion.specVersion.toNumber()).toBe(424);
  expect(api.tx.multisig).toBeDefined();
  await switchEmission(api, rpc, NETUID, false);
  const wallet = await installWallet('//Bob');
  const bob = wallet.accounts[0]?.address ?? '';
  const swap = new SwapPage(page);
  await swap.open(`?from=tao&to=${NETUID}`);
  await swap.connectWallet('Bob');
  await swap.amount.fill('12');
  await expect(page.getByText(/Same to the rao as the chain’s own simulation at #\d+/)).toBeVisible();

  const before = await freeTao(api, bob);
  await swap.review();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  await expect(swap.dialog.getByText('exactly as quoted')).toBeVisible();
  const buyFee = await swap.receipt('Network fee');
  expect(await freeTao(api, bob)).toBe(before - PAID - buyFee);
  expect(await alphaOf(api, bob, NETUID)).toBeGreaterThan(0n);
  await swap.dialog.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Swap the direction' }).click();
  await page.getByRole('button', { name: /^Max: the most you can pay/ }).click();
  await swap.review();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  const [sold, sellFee] = [await swap.receipt('Filled'), await swap.receipt('Network fee')];
  expect(await alphaOf(api, bob, NETUID)).toBe(0n);
  expect(await freeTao(api, bob)).toBe(before - PAID - buyFee + sold - sellFee);
});
