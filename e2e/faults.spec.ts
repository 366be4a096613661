import { expect, test } from './fixtures.ts';
import { SwapPage } from './swapPage.ts';

test.describe('a node that goes away', () => {
  test.use({ expectedErrors: [/WebSocket/i, /ERR_CONNECTION/] });

  test('leaves the form as it is, and the app goes on when it is back', async ({ page, localnet }) => {
    const swap = new SwapPage(page);
    await swap.open('?from=tao&to=64&amount=25');
    await expect(page.getByText(/Same to the rao/)).toBeVisible();
    await localnet.rpc('dev_closeSockets').catch(() => undefined);
    await expect(page.getByRole('button', { name: /^Network Local: Connected/ })).toBeVisible();
    await expect(swap.amount).toHaveValue('25');
    await expect(page.getByText(/Same to the rao/)).toBeVisible();
    // The test's own connection was closed as well.
    await expect.poll(() => localnet.api.isConnected).toBe(true);
  });
});

const AMOUNTS = [
  ['1,000.5 TAO', null],
  ['１２．５', null],
  ['1,5', null],
  ['1,000', /Thousands or decimals/],
  ['abc', /Not an amount/],
  ['1.2.3', /Not an amount/],
  ['-5', /never below zero/],
  ['0.0000000001', /nine decimals/],
  ['99999999999999999999', /More than can ever exist/],
] as const;

test('amounts are read when they can mean one thing, and refused in place when not', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  for (const [text, refusal] of AMOUNTS) {
    await swap.amount.fill(text);
    if (refusal === null) await expect(swap.amount).toHaveAttribute('aria-invalid', 'false');
    else await expect(page.getByText(refusal)).toBeVisible();
  }
});

const BUTTONS = [
  ['?from=tao&to=64', 'Enter an amount'],
  ['?from=tao&to=64&amount=0.002', /^Below the minimum of 0.002001007/],
  ['?from=tao&to=64&amount=900000', /^(Not enough TAO|More than the pool)/],
  ['?from=tao&to=59&amount=5', 'Trading has not started'],
  ['?from=tao&to=64&amount=60000', 'Price impact too high'],
  ['?from=64&to=tao&amount=5', /^Not enough Alpha/],
  ['?from=tao&to=999&amount=5', 'There is no such subnet'],
] as const;

test('the button says why it is off', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  await expect(page.getByRole('main').getByRole('button', { name: 'Connect a wallet' })).toBeVisible();
  await swap.connectDevAccount('Bob');
  for (const [search, text] of BUTTONS) {
    await swap.open(search);
    await expect(page.getByRole('main').getByRole('button', { name: text })).toBeVisible();
  }
});

test('development accounts are offered on the local network only', async ({ page, localnet }) => {
  await page.addInitScript((endpoint) => {
    const kept = JSON.parse(localStorage.getItem('raoswap.settings') ?? '{}');
    kept.state.network = 'custom';
    kept.state.customEndpoint = endpoint;
    localStorage.setItem('raoswap.settings', JSON.stringify(kept));
  }, localnet.endpoint);
  await page.goto('/');
  await expect(page.getByRole('button', { name: /^Network Custom: Connected/ })).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Connect a wallet' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use the development accounts' })).toHaveCount(0);
});
