import { switchEmission } from './chainReader.ts';
import { SwapPage } from './swapPage.ts';
import { expect, test } from './tradeFixtures.ts';

/** What the dialog says of an error, and the sentence of the metadata for one that has no words of the app's. */
const FAILURES = [
  ['SubtensorModule.StakingRateLimitExceeded', 'Too many staking calls at once. Wait a block.'],
  ['Swap.ReservesOutOfBalance', /^The pool is out of balance and takes no trade now\./],
  ['Exhausted', /^The block had no room left\./],
  [
    'SubtensorModule.NotSubnetOwner',
    /^The chain refused it: \u2068SubtensorModule\.NotSubnetOwner\u2069\. \u2068Only the owner of the subnet may do this\.\u2069$/,
  ],
] as const;

test('a call that fails is explained, known or not, and the order can be made again', async ({
  localnet,
  trader,
}) => {
  // Without emission, no quote gets worse while it is under review.
  await switchEmission(localnet.api, localnet.rpc, 41, false);
  const me = await trader('//Erring', 41);
  await me.review();
  for (const [error, words] of FAILURES) {
    await localnet.rpc('dev_failNextDispatch', [{ error }]);
    await me.swap.sign();
    await expect(me.swap.status(/^Failed for good in block #\d+$/)).toBeVisible();
    await expect(me.swap.dialog.getByText(words)).toBeVisible();
    await me.swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
    await expect(me.swap.dialog.getByText('Call hash')).toBeVisible();
  }
  await me.expectNoPosition(FAILURES.length);
  expect(me.wallet.requests).toHaveLength(FAILURES.length);
});

test('a click in the dialog mends the form, and sends nothing', async ({ page, localnet, trader }) => {
  // Without emission, no quote gets worse while it is under review.
  await switchEmission(localnet.api, localnet.rpc, 42, false);
  const me = await trader('//Mending', 42);
  await me.review();
  const failWith = async (error: string) => {
    await localnet.rpc('dev_failNextDispatch', [{ error }]);
    await me.swap.sign();
    await expect(me.swap.status(/^Failed for good in block #\d+$/)).toBeVisible();
  };

  await failWith('SubtensorModule.SlippageTooHigh');
  const widen = me.swap.dialog.getByRole('button', { name: /^Set the tolerance to [\d.]+ %$/ });
  const value = /[\d.]+/.exec((await widen.textContent()) ?? '')?.[0] ?? '';
  await widen.click();
  await expect(me.swap.dialog).toBeHidden();
  await expect(page.getByRole('main').getByRole('button', { name: `${value} %` })).toBeVisible();

  await me.swap.review();
  await failWith('SubtensorModule.AmountTooLow');
  await me.swap.dialog.getByRole('button', { name: /^Use the minimum: / }).click();
  await expect(me.swap.dialog).toBeHidden();
  await expect(me.swap.amount).toHaveValue('0.002001007');

  await me.swap.review();
  await failWith('SubtensorModule.HotKeyAccountNotExists');
  await me.swap.dialog.getByRole('button', { name: 'Choose another validator' }).click();
  await expect(page.getByRole('dialog', { name: 'Choose a validator' })).toBeVisible();
  expect(me.wallet.requests).toHaveLength(3);
  await me.expectNoPosition(3);
});

test('the list of orders mends as well: it puts the order back into the form', async ({
  page,
  localnet,
  trader,
}) => {
  const me = await trader('//Listed', 43);
  await me.review();
  await localnet.rpc('dev_failNextDispatch', [{ error: 'SubtensorModule.NotEnoughBalanceToStake' }]);
  await me.swap.sign();
  await expect(me.swap.status(/^Failed for good in block #\d+$/)).toBeVisible();
  await me.swap.dialog.getByRole('button', { name: 'Done' }).click();
  await me.swap.amount.fill('7');
  const entry = await me.activityEntry();
  await expect(entry.getByText('The account did not hold enough TAO.')).toBeVisible();
  await entry.getByRole('button', { name: 'Look at the order again' }).click();
  await expect(me.swap.amount).toHaveValue('4');
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Use the most possible' }).click();
  await expect(me.swap.amount).toHaveValue(/^99\d\.\d+$/);
  expect(me.wallet.requests).toHaveLength(1);
});

const BLOCKED = [
  ['60000', 'Price impact too high', /^Lower to what the pool takes well: /],
  ['0.002', /^Below the minimum of 0\.002001007/, /^Use the minimum: /],
] as const;

test('what holds an order back in the form is mended beside it', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  await swap.connectDevAccount('Alice');
  for (const [amount, reason, mend] of BLOCKED) {
    await swap.amount.fill(amount);
    await expect(page.getByRole('main').getByRole('button', { name: reason })).toBeDisabled();
    await page.getByRole('button', { name: mend }).click();
    await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeEnabled();
  }
});
