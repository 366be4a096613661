import type { Page } from '@playwright/test';
import { alphaOf, freeTao, switchEmission } from './chainReader.ts';
import { expect, test } from './fixtures.ts';
import type { Localnet } from './localnetProcess.ts';
import { baseUnits, SwapPage } from './swapPage.ts';

const TAO = 1_000_000_000n;

/** The button of the form, whatever it says. */
const action = (page: Page, text: string | RegExp) =>
  page.getByRole('main').getByRole('button', { name: text });

/** Gives a subnet this pool, in whole TAO and Alpha, from the next block on. */
async function setPool({ rpc }: Localnet, netuid: number, tao: number, alpha: number): Promise<void> {
  await rpc('dev_setPool', [netuid, { tao: `${tao}000000000`, alpha: `${alpha}000000000` }]);
  await rpc('dev_newBlock', [{ count: 1 }]);
}

test('buys what is wanted for the smallest amount that yields it', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  await switchEmission(api, rpc, 64, false);
  const wallet = await installWallet('//ExactOut');
  const address = wallet.accounts[0]?.address ?? '';
  await rpc('dev_setBalance', [address, (1_000n * TAO).toString()]);
  await rpc('dev_newBlock', [{ count: 1 }]);
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  await swap.connectWallet('ExactOut');
  await swap.received.fill('500');
  await expect(page.getByText(/Same to the rao as the chain’s own simulation at #\d+/)).toBeVisible();
  await expect(page).toHaveURL(/to=64&receive=500$/);
  await expect(page.getByText('Maximum paid')).toBeVisible();
  const pays = baseUnits(await swap.amount.inputValue());

  const before = await freeTao(api, address);
  await swap.review();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  expect(await swap.receipt('Paid')).toBe(pays);
  const filled = await swap.receipt('Filled');
  expect(filled).toBeGreaterThanOrEqual(500n * TAO);
  // One rao less would have brought less than was wanted: a rao buys about 14 units here.
  expect(filled).toBeLessThan(500n * TAO + 100n);
  expect(await freeTao(api, address)).toBe(before - pays - (await swap.receipt('Network fee')));
  await switchEmission(api, rpc, 64, true);
});

test('remembers what was fixed over blocks, a flip and a reload', async ({ page, localnet }) => {
  await setPool(localnet, 33, 10_000, 200_000);
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=33&receive=100');
  await expect(swap.received).toHaveValue('100');
  await expect(swap.amount).toHaveValue(/^5\.0/);
  await setPool(localnet, 33, 20_000, 200_000);
  await expect(swap.amount).toHaveValue(/^10\.0/);
  await expect(swap.received).toHaveValue('100');

  await page.getByRole('button', { name: 'Swap the direction' }).click();
  await expect(swap.amount).toHaveValue('100');
  await expect(swap.received).toHaveValue(/^9\.9/);
  await expect(page).toHaveURL(/from=33&to=tao&amount=100$/);
  await swap.received.fill('12.5');
  await expect(swap.amount).toHaveValue(/^125\./);
  await expect(page).toHaveURL(/receive=12\.5$/);
  await page.reload();
  await expect(swap.received).toHaveValue('12.5');
  await expect(swap.amount).toHaveValue(/^125\./);
});

test('says why what is wanted cannot be had', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  await swap.connectDevAccount('Alice');
  for (const [wanted, text] of [
    ['99999999', 'More than the pool can give'],
    ['0.001', /^Below the minimum of 0.002001007/],
    ['0', 'Enter an amount'],
    ['x', /^Not an amount/],
  ] as const) {
    await swap.received.fill(wanted);
    await expect(action(page, text)).toBeVisible();
  }
  await expect(swap.received).toHaveAttribute('aria-invalid', 'true');
});

test('knows what Max leaves, and offers to sell a rest that the chain would sell', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  await setPool(localnet, 12, 10_000, 200_000);
  await switchEmission(api, rpc, 12, false);
  const wallet = await installWallet('//Max');
  const address = wallet.accounts[0]?.address ?? '';
  await rpc('dev_setBalance', [address, (10n * TAO).toString()]);
  await rpc('dev_newBlock', [{ count: 1 }]);
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=12');
  await swap.connectWallet('Max');
  await page.getByRole('button', { name: /^Max: the most you can pay/ }).click();
  const note = page.getByText(/^Not in it:/);
  await expect(note).toContainText(/0\.0000005\sτ.? that keep the account alive/);
  const fee = baseUnits(
    /([\d.]+)\sτ.? for the network fee/.exec((await note.textContent()) ?? '')?.[1] ?? '',
  );
  expect(baseUnits(await swap.amount.inputValue())).toBe(10n * TAO - 500n - fee);

  await swap.amount.fill('5');
  await swap.review();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  await swap.dialog.getByRole('button', { name: 'Done' }).click();
  const held = await alphaOf(api, address, 12);
  await page.getByRole('button', { name: 'Swap the direction' }).click();
  // A tenth of an Alpha is worth half a hundredth of a TAO here.
  const most = held - TAO / 10n;
  await swap.amount.fill(`${most / TAO}.${(most % TAO).toString().padStart(9, '0')}`);
  await expect(page.getByText(/A rest worth less than 0.02 τ the chain sells at once/)).toBeVisible();
  await page.getByRole('button', { name: 'Sell all of it' }).click();
  await expect.poll(async () => baseUnits(await swap.amount.inputValue())).toBe(held);
  await swap.review();
  await expect(swap.dialog.getByText('remove_stake_full_limit')).toBeVisible();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  expect(await alphaOf(api, address, 12)).toBe(0n);
});

test('asks for a yes, for the word, and again when the impact rises a band', async ({ page, localnet }) => {
  await setPool(localnet, 12, 1_000, 50_000);
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=12&amount=70');
  await swap.connectDevAccount('Alice');
  await expect(page.getByText('A thin pool: 10 TAO move its price by more than 1 %.')).toBeVisible();
  await swap.review();
  const sign = swap.dialog.getByRole('button', { name: 'Sign with the development key' });
  await expect(sign).toBeDisabled();
  await swap.dialog.getByRole('switch', { name: /^I accept a price impact of 6\./ }).click();
  await expect(sign).toBeEnabled();
  await setPool(localnet, 12, 550, 27_500);
  await expect(sign).toBeDisabled();
  await swap.dialog.getByRole('button', { name: 'Accept the new quote' }).click();
  const word = swap.dialog.getByRole('textbox', { name: /^A price impact of 11\..* Type “accept”/ });
  await expect(word).toHaveValue('');
  await expect(sign).toBeDisabled();
  await word.fill('accept');
  await expect(sign).toBeEnabled();
  await page.keyboard.press('Escape');

  await swap.amount.fill('110');
  await expect(action(page, 'Price impact too high')).toBeDisabled();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: 'Expert mode' }).click();
  await page.keyboard.press('Escape');
  await swap.review();
  await expect(sign).toBeDisabled();
  await swap.dialog.getByRole('textbox', { name: /Type “accept”/ }).fill('Accept');
  await expect(sign).toBeEnabled();
});

test('suggests a tolerance once it has seen enough, and marks what is too small or too wide', async ({
  page,
}) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  await page.getByRole('button', { name: 'Tolerance 0.5 %' }).click();
  await expect(page.getByText('A suggestion needs more blocks')).toBeVisible();
  const take = page.getByRole('button', { name: /^Take the suggested \d/ });
  await expect(take).toBeVisible({ timeout: 60_000 });
  const value = /[\d.]+ %/.exec((await take.textContent()) ?? '')?.[0] ?? '';
  await take.click();
  await expect(page.getByRole('button', { name: `Tolerance ${value}` })).toBeVisible();
  const custom = page.getByRole('textbox', { name: 'Another tolerance, in %' });
  for (const [typed, text] of [
    ['0.04', /^So little/],
    ['5.01', /^A wide tolerance/],
    ['51', /^From 0 to 50/],
  ] as const) {
    await custom.fill(typed);
    await custom.press('Enter');
    await expect(page.getByText(text)).toBeVisible();
  }
  // What is refused leaves the last good one standing.
  await expect(page.getByRole('button', { name: 'Tolerance 5.01 %' })).toBeVisible();
});

test('says in place what a link means that cannot be done', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=64&to=8&amount=5');
  await swap.connectDevAccount('Bob');
  await expect(page.getByText(/Straight from SN64 to SN8 is not possible here yet/)).toBeVisible();
  await expect(action(page, 'Alpha straight to Alpha: not here yet')).toBeDisabled();
  await expect(page).toHaveURL(/from=64&to=8&amount=5$/);
  await page.getByRole('button', { name: 'Buy SN8 with TAO' }).click();
  await expect(page).toHaveURL(/from=tao&to=8$/);
  await expect(action(page, 'Enter an amount')).toBeVisible();
  await swap.open('?from=tao&to=64&amount=5&gen=1');
  await expect(action(page, 'SN64 was given to another subnet')).toBeDisabled();
  await page.getByRole('alert').getByRole('button', { name: /^SN64/ }).click();
  await expect(action(page, 'Review')).toBeEnabled();
});
