import { expect, test } from './tradeFixtures.ts';

const TAO = 1_000_000_000n;

test('a trade shows each step in words, and who else was at the pool, and the receipt outlives the page', async ({
  page,
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//Steps', 33);
  me.wallet.decision = 'wait';
  await me.review();
  await me.swap.sign();
  await expect(me.swap.status('Waiting for your signature')).toBeVisible();
  await rpc('dev_holdBlocks');
  await rpc('dev_holdFinality');
  await me.buyAs('//Alice', 25n * TAO);
  await rpc('dev_delayAnswers', [{ ms: 1_000, method: 'state_call' }]);
  await expect.poll(() => me.wallet.requests.length).toBe(1);
  me.wallet.approveWaiting();
  await expect(me.swap.status('Signed. It is being rehearsed on the chain before it is sent')).toBeVisible();
  await expect(me.swap.status('Sent: waiting for a block')).toBeVisible();
  await rpc('dev_resetFaults');
  await me.buyAs('//Bob', TAO);
  await me.newBlocks(1);
  await expect(me.swap.status(/^In block #\d+$/)).toBeVisible();
  await expect(
    me.swap.dialog.getByText(
      /^2 other trades in this pool in this block, 1 of them before yours: when your order came, the price had moved by \+\d+\.\d+ %\./,
    ),
  ).toBeVisible();
  await expect(me.swap.dialog.getByText(/to the rao what the pool gave in #\d+/)).toBeVisible();
  await me.finalize();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  for (const row of ['Block', 'Quoted', 'Filled', 'Pool fee', 'Network fee', 'Transaction']) {
    await expect(me.swap.dialog.getByRole('term').filter({ hasText: new RegExp(`^${row}$`) })).toBeVisible();
  }
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await me.swap.dialog.getByRole('button', { name: 'Copy the hash' }).click();
  await expect(me.swap.dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^0x[\da-f]{64}$/);
  await me.expectBought(1, await me.swap.receipt('Network fee'));

  await page.reload();
  const entry = await me.activityEntry();
  await entry.locator('summary').click();
  await expect(entry.getByText(/^2 other trades in this pool in this block/)).toBeVisible();
  expect(me.wallet.requests).toHaveLength(1);
});

test('a block that is taken back is said, and the trade is in the next one, once', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//Retracted', 35);
  await me.send();
  await rpc('dev_holdFinality');
  await me.newBlocks(1);
  await expect(me.swap.status(/^In block #\d+$/)).toBeVisible();
  await rpc('dev_retract', [{ depth: 1, drop: true }]);
  await expect(me.swap.status('Its block was taken back; it waits for another')).toBeVisible();
  await me.expectUnspent();
  await me.newBlocks(1);
  await expect(me.swap.status(/^In block #\d+$/)).toBeVisible();
  await me.finalize();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
});

test('a transaction that takes the order’s place is said, and that the order never will be carried out', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//Usurped', 36);
  await me.send();
  const { hash } = await me.waiting();
  const remark = await me.signRemark();
  await rpc('dev_usurpTransaction', [hash, remark.hex]);
  await expect(me.swap.status(/^Another transaction with the same number took its place/)).toBeVisible();
  await me.newBlocks(8);
  await expect(me.swap.status(/with the same number is in a block\. This one never will be/)).toBeVisible();
  await me.expectOnlyFee(remark.fee);
});

test('an order that one node gave up and another included is found all the same', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//Found', 37);
  await me.send();
  const { hash, hex } = await me.waiting();
  await rpc('dev_usurpTransaction', [hash]);
  await expect(me.swap.status(/^Another transaction with the same number took its place/)).toBeVisible();
  await rpc('author_submitExtrinsic', [hex]);
  await me.newBlocks(8);
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
});

for (const [name, method] of [
  ['dropped', 'dev_dropTransaction'],
  ['found invalid', 'dev_invalidateTransaction'],
] as const) {
  test(`an order that is ${name} by its node is looked for until its time is over`, async ({
    localnet,
    trader,
  }) => {
    const me = await trader(`//Gone-${name}`, 38);
    await me.send();
    await localnet.rpc(method, [(await me.waiting()).hash]);
    await expect(me.swap.status('A node dropped it. The chain is still looked at.')).toBeVisible();
    await me.outlastEra();
    await expect(me.swap.status(/^Its time ran out and no block holds it\. It never will\./)).toBeVisible();
    await me.expectNothingSpent();
    await me.swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
    await localnet.rpc('dev_releaseBlocks');
    await me.swap.sign();
    await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
    await me.expectBought(1, await me.swap.receipt('Network fee'));
  });
}

test('an order that no block takes expires, and says that it cost nothing', async ({ localnet, trader }) => {
  const me = await trader('//Expired', 39);
  await me.send();
  await localnet.rpc('dev_holdTransaction', [(await me.waiting()).hash]);
  await me.outlastEra();
  await expect(
    me.swap
      .status(/^Its time ran out and no block holds it\. It never will\. No fee was paid\.$/)
      .or(me.swap.status('A node dropped it. The chain is still looked at.')),
  ).toBeVisible();
  await me.newBlocks(2);
  await expect(me.swap.status(/^Its time ran out and no block holds it\./)).toBeVisible();
  await me.expectNothingSpent();
});

test('a refusal by the node is told in words, and the order can be tried again', async ({
  localnet,
  trader,
}) => {
  const me = await trader('//Refused', 40);
  await me.review();
  const refusal = {
    method: 'author_submitAndWatchExtrinsic',
    code: 1016,
    message: 'Immediately Dropped: The transaction couldn’t enter the pool because of the limit',
  };
  await localnet.rpc('dev_failNextRequest', [refusal]);
  await me.swap.sign();
  await expect(me.swap.status('Refused by the node: it is in no block.')).toBeVisible();
  await expect(me.swap.dialog.getByText(/^The node has no room for it now\./)).toBeVisible();
  await me.expectNothingSpent();
  await me.swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
  await me.swap.sign();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
});

test('a call that fails at dispatch is told in its block and when final, with the fee that it cost', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//Failed', 41);
  await me.send();
  await rpc('dev_holdFinality');
  await rpc('dev_failNextDispatch', [{ error: 'SubtensorModule.SlippageTooHigh' }]);
  await me.newBlocks(1);
  await expect(me.swap.status(/^Failed in block #\d+$/)).toBeVisible();
  await expect(me.swap.dialog.getByText(/The price moved past your tolerance/)).toBeVisible();
  await me.finalize();
  await expect(me.swap.status(/^Failed for good in block #\d+$/)).toBeVisible();
  await expect(
    me.swap.dialog.getByText(/^The network kept its fee of .* nothing else changed\.$/),
  ).toBeVisible();
  await me.expectOnlyFee(await me.swap.receipt('Network fee'));
});

test('a node that waits for finality no more is not the last word', async ({ localnet, trader }) => {
  const { rpc } = localnet;
  const me = await trader('//Finality', 42);
  await me.send();
  await rpc('dev_holdFinality');
  const { hash } = await me.waiting();
  await me.newBlocks(1);
  await expect(me.swap.status(/^In block #\d+$/)).toBeVisible();
  await rpc('dev_finalityTimeout', [hash]);
  await expect(me.swap.status(/^In block #\d+$/)).toBeVisible();
  await me.finalize();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
});

test('a block that reads as nonsense is not believed, and the order is found', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//Garbled', 43);
  await me.send();
  await rpc('dev_garbleAnswers', [{ kind: 'wrongShape', method: 'chain_getBlock', count: 1 }]);
  await me.newBlocks(1);
  await expect(me.swap.status(/^No node tells of it now\. It is looked for on the chain/)).toBeVisible();
  await me.newBlocks(4);
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
});

test('a wallet that rejects, and one that never answers, cost nothing', async ({ page, trader }) => {
  await page.clock.install();
  const me = await trader('//Silent', 44);
  me.wallet.decision = 'reject';
  await me.review();
  await me.swap.sign();
  await expect(me.swap.status('Rejected in the wallet. Nothing was sent.')).toBeVisible();
  me.wallet.decision = 'wait';
  await me.swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
  await me.swap.sign();
  await expect(me.swap.status('Waiting for your signature')).toBeVisible();
  await expect.poll(() => me.wallet.requests.length).toBe(2);
  await page.clock.fastForward(181_000);
  await expect(me.swap.status('The wallet did not sign. Nothing was sent.')).toBeVisible();
  await expect(me.swap.dialog.getByText(/^The wallet did not answer\. Open it/)).toBeVisible();
  await me.swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
  await me.swap.sign();
  await expect.poll(() => me.wallet.requests.length).toBe(3);
  await page.clock.fastForward(11_000);
  await me.swap.dialog.getByRole('button', { name: 'Stop waiting for the wallet' }).click();
  await expect(me.swap.status('The wallet did not sign. Nothing was sent.')).toBeVisible();
  // Its answers come after all: too late to be sent.
  me.wallet.approveWaiting();
  me.wallet.approveWaiting();
  await me.newBlocks(2);
  await me.expectNothingSpent();
});
