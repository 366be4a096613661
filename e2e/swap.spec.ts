import { alphaOf, freeTao, switchEmission } from './chainReader.ts';
import { expect, test } from './fixtures.ts';
import { SwapPage } from './swapPage.ts';

const NETUID = 64;

test('buys 25 TAO of SN64, to the rao as quoted, and sells all of it', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  // Emission moves a pool between a quote and its block; without it, nobody trades in between.
  await switchEmission(api, rpc, NETUID, false);
  const wallet = await installWallet('//Bob');
  const bob = wallet.accounts[0]?.address ?? '';
  const swap = new SwapPage(page);
  await swap.open(`?from=tao&to=${NETUID}`);
  await swap.connectWallet('Bob');
  await swap.amount.fill('25');
  await expect(page.getByText(/Same to the rao as the chain’s own simulation at #\d+/)).toBeVisible();

  const before = await freeTao(api, bob);
  await swap.review();
  await expect(swap.dialog.getByText('add_stake_limit')).toBeVisible();
  await swap.sign();
  await expect(swap.status(/In block #\d+/)).toBeVisible();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  await expect(swap.dialog.getByText('exactly as quoted')).toBeVisible();
  expect(await swap.receipt('Paid')).toBe(25_000_000_000n);
  const bought = await swap.receipt('Filled');
  expect(await swap.receipt('Quoted')).toBe(bought);
  const buyFee = await swap.receipt('Network fee');
  const held = await alphaOf(api, bob, NETUID);
  // A share of the validator's pool can be worth one unit less than what was put in.
  expect(bought - held).toBeGreaterThanOrEqual(0n);
  expect(bought - held).toBeLessThanOrEqual(1n);
  expect(await freeTao(api, bob)).toBe(before - 25_000_000_000n - buyFee);
  await swap.dialog.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Swap the direction' }).click();
  await page.getByRole('button', { name: /^Max: the most you can pay/ }).click();
  await swap.review();
  await expect(swap.dialog.getByText('remove_stake_full_limit')).toBeVisible();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  await expect(swap.dialog.getByText('exactly as quoted')).toBeVisible();
  const sold = await swap.receipt('Filled');
  const sellFee = await swap.receipt('Network fee');
  expect(await alphaOf(api, bob, NETUID)).toBe(0n);
  expect(await freeTao(api, bob)).toBe(before - 25_000_000_000n - buyFee + sold - sellFee);
  expect(wallet.requests.map(({ address }) => address)).toEqual([bob, bob]);
  await switchEmission(api, rpc, NETUID, true);
});

test('fills at the minimum or better while the network emits into the pool', async ({ page, localnet }) => {
  const swap = new SwapPage(page);
  await swap.open(`?from=tao&to=${NETUID}&amount=25`);
  await swap.connectDevAccount('Alice');
  await swap.review();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  const [quoted, filled] = [await swap.receipt('Quoted'), await swap.receipt('Filled')];
  expect(filled).toBeGreaterThanOrEqual((quoted * 9_950n) / 10_000n);
  await expect(swap.dialog.getByText(/to the rao what the pool gave in #\d+/)).toBeVisible();
  await localnet.rpc('dev_newBlock', [{ count: 1 }]);
});

test('says when the chain refuses an order at its limit, and what it cost', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  const wallet = await installWallet('//Charlie');
  const charlie = wallet.accounts[0]?.address ?? '';
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=8&amount=10');
  await swap.connectWallet('Charlie');
  const before = await freeTao(api, charlie);
  await swap.review();
  // Between quote and block, someone takes a tenth of the pool's Alpha.
  await rpc('dev_holdBlocks');
  await swap.sign();
  await expect(swap.status('Sent: waiting for a block')).toBeVisible();
  const pool = api.query.subtensorModule?.subnetAlphaIn;
  const alphaIn = BigInt(String(await pool?.(8)));
  const value = api.createType('u64', (alphaIn * 9n) / 10n).toHex(true);
  await rpc('dev_setStorage', [[[pool?.key(8), value]]]);
  await rpc('dev_newBlock', [{ count: 1 }]);
  await rpc('dev_releaseBlocks');
  await expect(swap.status(/Failed for good in block #\d+/)).toBeVisible();
  await expect(swap.dialog.getByText(/The price (moved past|was already past)/)).toBeVisible();
  await expect(swap.dialog.getByText(/The network kept its fee of/)).toBeVisible();
  const fee = await swap.receipt('Network fee');
  expect(await freeTao(api, charlie)).toBe(before - fee);
  expect(await alphaOf(api, charlie, 8)).toBe(0n);
});

test('sends nothing when the wallet rejects, and lets the person try again', async ({
  page,
  localnet,
  installWallet,
}) => {
  const wallet = await installWallet('//Dave');
  const dave = wallet.accounts[0]?.address ?? '';
  wallet.decision = 'reject';
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=5&amount=3');
  await swap.connectWallet('Dave');
  const before = await freeTao(localnet.api, dave);
  await swap.review();
  await swap.sign();
  await expect(swap.status('Rejected in the wallet. Nothing was sent.')).toBeVisible();
  expect(await freeTao(localnet.api, dave)).toBe(before);
  wallet.decision = 'approve';
  await swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  expect(wallet.requests).toHaveLength(2);
});

test('finds an order that was in flight when the page was reloaded', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  const wallet = await installWallet('//Eve');
  const eve = wallet.accounts[0]?.address ?? '';
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=9&amount=4');
  await swap.connectWallet('Eve');
  const before = await freeTao(api, eve);
  await swap.review();
  await rpc('dev_holdBlocks');
  await swap.sign();
  await expect(swap.status('Sent: waiting for a block')).toBeVisible();
  await page.reload();
  await rpc('dev_releaseBlocks');
  await page.getByRole('link', { name: 'Activity' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'Bought' });
  await expect(entry).toHaveCount(1);
  await expect(entry.getByText(/Final in block #\d+/)).toBeVisible();
  expect(wallet.requests).toHaveLength(1);
  expect(await freeTao(api, eve)).toBeLessThan(before - 4_000_000_000n);
  expect(await freeTao(api, eve)).toBeGreaterThan(before - 4_010_000_000n);
});
