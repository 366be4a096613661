import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { SwapPage } from './swapPage.ts';

// Flags of its own give this file a chain of its own: a subnet that is gone does not come back.
test.use({ localnetFlags: ['--keep', '310'] });

/** The button of the form, whatever it says. */
const action = (page: Page, text: string | RegExp) =>
  page.getByRole('main').getByRole('button', { name: text });

/** Text that can mean one amount only, and that amount. */
const READ = [
  ['1,000.5 TAO', '1000.5'],
  ['１２．５', '12.5'],
  ['1,5', '1.5'],
  ['τ 3', '3'],
  ['\u200f2.5 τ\u200f', '2.5'],
  ['1\u00a0000', '1000'],
  ['007.10', '7.1'],
] as const;

test('text that can mean one amount only is read as that amount', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  for (const [text, plain] of READ) {
    await swap.amount.fill(plain);
    await expect(page.getByText('Minimum received')).toBeVisible();
    await expect(swap.amount).toHaveAttribute('aria-invalid', 'false');
    // Held by the block: the quote of a later one is another.
    const quoteOf = async () => {
      await swap.amount.fill(plain);
      const expected = await swap.received.inputValue();
      await swap.amount.fill(text);
      return [expected, await swap.received.inputValue()];
    };
    await expect(async () => {
      const [expected, read] = await quoteOf();
      expect(expected).not.toBe('');
      expect(read).toBe(expected);
    }, text).toPass();
  }
});

const REFUSED = [
  ['abc', /^Not an amount/],
  ['<b>5</b>', /^Not an amount/],
  ['1.2.3', /^Not an amount/],
  ['+5', /^Not an amount/],
  ['1e5', /^Not an amount/],
  ['0x10', /^Not an amount/],
  ['Infinity', /^Not an amount/],
  ['٣', /^Not an amount/],
  [`1${'0'.repeat(70)}`, /^Not an amount/],
  [`${'0'.repeat(64)}1`, /^Not an amount/],
  ['-5', /never below zero/],
  ['1,000', /^Thousands or decimals/],
  ['0.0000000001', /nine decimals/],
  ['18446744073.709551616', /^More than can ever exist/],
] as const;

test('other text is refused in place, in either field, and nothing is quoted', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  for (const [field, other] of [
    [swap.amount, swap.received],
    [swap.received, swap.amount],
  ] as const) {
    for (const [text, refusal] of REFUSED) {
      await field.fill(text);
      await expect(page.getByText(refusal).first()).toBeVisible();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(other).toHaveValue('');
    }
    await field.fill('');
  }
});

const OFF = [
  ['0', 'Enter an amount'],
  ['0.000000001', /^Below the minimum of 0.002001007/],
  ['0.002', /^Below the minimum of 0.002001007/],
  ['18446744073.709551615', /^(Not enough TAO|More than the pool)/],
  ['18446744073.709551616', /^More than can ever exist/],
] as const;

test('the button says which amount it is that cannot be', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  await swap.connectDevAccount('Bob');
  for (const [amount, text] of OFF) {
    await swap.amount.fill(amount);
    await expect(action(page, text)).toBeVisible();
  }
  await swap.received.fill('21000001');
  await expect(action(page, /^More than the pool can give/)).toBeVisible();
  await swap.open('?from=tao&to=64&amount=%3Cscript%3E');
  await expect(swap.amount).toHaveValue('<script>');
  await expect(action(page, /^Not an amount/)).toBeVisible();
});

test('a netuid without a subnet is said to be none', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=65535&amount=5');
  await expect(page.getByText('This chain has no such subnet.')).toBeVisible();
  await expect(action(page, /^(Connect a wallet|There is no such subnet)$/)).toBeVisible();
  await swap.open(`?from=tao&to=${encodeURIComponent('64<script>')}&amount=5`);
  await expect(page.getByText('Choose a subnet to see its pool.')).toBeVisible();
});

test('a netuid given to another subnet is not traded under an open form before that is accepted', async ({
  page,
  localnet,
}) => {
  const { rpc } = localnet;
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=33&amount=5');
  await swap.connectDevAccount('Charlie');
  await expect(action(page, 'Review')).toBeEnabled();
  await swap.review();

  await rpc('dev_deregister', [33]);
  await rpc('dev_newBlock', [{ count: 1 }]);
  await expect(page.getByText('This chain has no such subnet.')).toBeVisible();
  await expect(swap.dialog.getByRole('button', { name: /^Sign/ })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(action(page, 'There is no such subnet')).toBeVisible();

  const netuid = await rpc<number>('dev_registerSubnet', []);
  expect(netuid).toBe(33);
  await rpc('dev_newBlock', [{ count: 1 }]);
  await expect(action(page, 'SN33 was given to another subnet')).toBeDisabled();
  await expect(swap.amount).toHaveValue('5');
  const note = page.getByRole('alert').filter({ hasText: 'SN33 was given to another subnet' });
  await note.getByRole('button', { name: /^SN33/ }).click();
  await expect(note).toBeHidden();
  await expect(action(page, 'Trading has not started')).toBeDisabled();
  await expect(page).toHaveURL(/gen=\d+$/);
  // The link names the one that was accepted; with another's registration block it is refused again.
  await swap.open('?from=tao&to=33&amount=5&gen=1');
  await expect(note).toBeVisible();
});
