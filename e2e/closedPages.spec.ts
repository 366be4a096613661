import type { Page } from '@playwright/test';
import { expect, test } from './tradeFixtures.ts';

/** The page is closed: nothing of the app runs, and what it had kept is all that is left of it. */
async function close(page: Page): Promise<void> {
  await page.goto('about:blank');
}

test('a page closed before signing leaves nothing behind, and its address brings the form back', async ({
  page,
  trader,
}) => {
  const me = await trader('//ClosedBefore', 52);
  await me.review();
  const address = page.url();
  await close(page);
  await page.goto(address);
  await expect(me.swap.amount).toHaveValue('4');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText(/^What you send from this browser appears here/)).toBeVisible();
  await me.expectNothingSpent();
});

test('a page closed while the wallet is asked is said to have sent nothing', async ({ page, trader }) => {
  const me = await trader('//ClosedSigning', 53);
  me.wallet.decision = 'wait';
  await me.review();
  await me.swap.sign();
  await expect.poll(() => me.wallet.requests.length).toBe(1);
  await close(page);
  await me.open();
  const entry = await me.activityEntry();
  await expect(entry.getByText('The page closed before it was sent. Nothing was sent.')).toBeVisible();
  me.wallet.approveWaiting();
  await me.newBlocks(2);
  await me.expectNothingSpent();
});

test('a page closed after signing, before sending, is said to have sent nothing', async ({
  page,
  localnet,
  trader,
}) => {
  const me = await trader('//ClosedRehearsing', 54);
  await me.review();
  await localnet.rpc('dev_delayAnswers', [{ ms: 2_000, method: 'state_call' }]);
  await me.swap.sign();
  await expect(me.swap.status('Signed. It is being rehearsed on the chain before it is sent')).toBeVisible();
  await close(page);
  await localnet.rpc('dev_resetFaults');
  await me.open();
  const entry = await me.activityEntry();
  await expect(entry.getByText('The page closed before it was sent. Nothing was sent.')).toBeVisible();
  await me.newBlocks(2);
  await me.expectNothingSpent();
});

test('a page closed right after sending finds its order again, and what it became', async ({
  page,
  localnet,
  trader,
}) => {
  const me = await trader('//ClosedSent', 55);
  await me.send();
  await close(page);
  await me.open();
  const entry = await me.activityEntry();
  await expect(entry.getByText(/^No node tells of it now\. It is looked for on the chain/)).toBeVisible();
  await me.newBlocks(4);
  await expect(entry.getByText(/^Final in block #\d+$/)).toBeVisible();
  await localnet.rpc('dev_releaseBlocks');
  await me.expectBought(1, await me.networkFeeOf(entry));
  expect(me.wallet.requests).toHaveLength(1);
});

test('what happened while no page was open is told when one is', async ({ page, trader }) => {
  const me = await trader('//ClosedLong', 56);
  await me.send();
  await close(page);
  await me.outlastEra();
  await me.open();
  const entry = await me.activityEntry();
  await expect(entry.getByText(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.networkFeeOf(entry));
});

test('a page closed after the order was in a block sees it become final', async ({
  page,
  localnet,
  trader,
}) => {
  const me = await trader('//ClosedInBlock', 57);
  await me.send();
  await localnet.rpc('dev_holdFinality');
  await me.newBlocks(1);
  await expect(me.swap.status(/^In block #\d+$/)).toBeVisible();
  await close(page);
  await me.open();
  const entry = await me.activityEntry();
  await expect(entry.getByText(/^In block #\d+$/)).toBeVisible();
  await me.finalize();
  await expect(entry.getByText(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.networkFeeOf(entry));
});

test('a second tab sees the order of the first on its whole way, and sends nothing', async ({
  page,
  localnet,
  trader,
}) => {
  const me = await trader('//TwoTabs', 58);
  me.wallet.decision = 'wait';
  await me.review();
  const second = await page.context().newPage();
  await me.wallet.install(second);
  const other = me.at(second);
  await me.swap.sign();
  await expect.poll(() => me.wallet.requests.length).toBe(1);
  await other.open();
  const entry = await other.activityEntry();
  await expect(entry.getByText('Waiting for your signature')).toBeVisible();
  // Neither a block nor finality makes the second tab take the first one's order for a lost one.
  await me.newBlocks(3);
  await expect(entry.getByText('Waiting for your signature')).toBeVisible();
  await localnet.rpc('dev_holdBlocks');
  me.wallet.approveWaiting();
  await expect(me.swap.status('Sent: waiting for a block')).toBeVisible();
  await expect(entry.getByText('Sent: waiting for a block')).toBeVisible();
  await me.newBlocks(4);
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await expect(entry.getByText(/^Final in block #\d+$/)).toBeVisible();
  expect(me.wallet.requests).toHaveLength(1);
  await me.expectBought(1, await me.swap.receipt('Network fee'));
  await second.close();
});

test('a tab takes up the order of another that is closed', async ({ page, trader }) => {
  const me = await trader('//Heir', 60);
  await me.send();
  const second = await page.context().newPage();
  const other = me.at(second);
  await other.open();
  const entry = await other.activityEntry();
  await expect(entry.getByText('Sent: waiting for a block')).toBeVisible();
  await close(page);
  await me.newBlocks(4);
  await expect(entry.getByText(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.networkFeeOf(entry));
  await second.close();
});

test('orders signed in two tabs at once for the same turn: one goes in, the other is refused in words', async ({
  page,
  localnet,
  trader,
}) => {
  const me = await trader('//TwoAtOnce', 61);
  me.wallet.decision = 'wait';
  await me.review();
  const second = await page.context().newPage();
  await me.wallet.install(second);
  const other = me.at(second);
  await other.reviewAgain();
  await localnet.rpc('dev_holdBlocks');
  await me.swap.sign();
  await expect.poll(() => me.wallet.requests.length).toBe(1);
  await other.swap.sign();
  await expect.poll(() => me.wallet.requests.length).toBe(2);
  expect(new Set(me.wallet.requests.map(({ nonce }) => nonce)).size).toBe(1);
  me.wallet.approveWaiting();
  await expect(me.swap.status('Sent: waiting for a block')).toBeVisible();
  me.wallet.approveWaiting();
  await expect(other.swap.status('Refused by the node: it is in no block.')).toBeVisible();
  await expect(
    other.swap.dialog.getByText('A transaction of this account is already waiting. Wait for its block.'),
  ).toBeVisible();
  await me.newBlocks(4);
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
  await second.close();
});

test('orders of two tabs, one after the other, are each sent once', async ({ page, localnet, trader }) => {
  const me = await trader('//TwoInTurn', 62);
  await me.review();
  const second = await page.context().newPage();
  await me.wallet.install(second);
  const other = me.at(second);
  await other.reviewAgain();
  await localnet.rpc('dev_holdBlocks');
  await me.swap.sign();
  await expect(me.swap.status('Sent: waiting for a block')).toBeVisible();
  await other.swap.sign();
  await expect(other.swap.status('Sent: waiting for a block')).toBeVisible();
  await me.newBlocks(4);
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await expect(other.swap.status(/^Final in block #\d+$/)).toBeVisible();
  expect(me.wallet.requests).toHaveLength(2);
  await me.expectBought(2, await me.swap.receipt('Network fee'));
  await expect(
    other.swap.dialog.getByText(/^One other trade in this pool in this block, before yours:/),
  ).toBeVisible();
  await second.close();
});

test('however often the button is pressed, the wallet is asked once and one order is sent', async ({
  page,
  trader,
}) => {
  const me = await trader('//Presses', 45);
  await me.review();
  await me.swap.dialog.getByRole('button', { name: 'Sign in the wallet' }).dblclick();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  expect(me.wallet.requests).toHaveLength(1);
  const fee = await me.swap.receipt('Network fee');
  await me.expectBought(1, fee);
  await me.swap.dialog.getByRole('button', { name: 'Done' }).click();
  const entry = await me.activityEntry();
  expect(await me.networkFeeOf(entry)).toBe(fee);
  await expect(page.getByRole('main').getByText(/^Final in block #\d+$/)).toBeVisible();
});
