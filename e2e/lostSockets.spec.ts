import { expect, test } from './tradeFixtures.ts';

test.use({ expectedErrors: [/WebSocket/i, /ERR_CONNECTION/] });

test('a socket lost before signing leaves the review open, and the order goes out after', async ({
  localnet,
  trader,
}) => {
  const me = await trader('//LostBefore', 46);
  await me.review();
  await localnet.closeSockets();
  await me.swap.expectConnected();
  await me.swap.sign();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
  expect(me.wallet.requests).toHaveLength(1);
});

test('a socket lost while the wallet is asked is replaced, and the signature is used once', async ({
  localnet,
  trader,
}) => {
  const me = await trader('//LostSigning', 47);
  me.wallet.decision = 'wait';
  await me.review();
  await me.swap.sign();
  await expect(me.swap.status('Waiting for your signature')).toBeVisible();
  await expect.poll(() => me.wallet.requests.length).toBe(1);
  await localnet.closeSockets();
  await me.swap.expectConnected();
  await expect(me.swap.status('Waiting for your signature')).toBeVisible();
  me.wallet.approveWaiting();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
  expect(me.wallet.requests).toHaveLength(1);
});

test('a socket lost after signing and before sending is said, and nothing is sent', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//LostRehearsing', 48);
  await me.review();
  await rpc('dev_holdBlocks');
  await rpc('dev_dropAnswers', [{ method: 'state_call' }]);
  await me.swap.sign();
  await expect(me.swap.status('Signed. It is being rehearsed on the chain before it is sent')).toBeVisible();
  await localnet.closeSockets();
  await expect(me.swap.status('Nothing was sent, no fee was paid.')).toBeVisible();
  await expect(me.swap.dialog.getByText('The connection to the node broke.')).toBeVisible();
  await rpc('dev_resetFaults');
  await me.newBlocks(4);
  await me.expectNothingSpent();
  await me.swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
  await rpc('dev_releaseBlocks');
  await me.swap.sign();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
});

test('a socket lost right after sending, before the node said a word, loses no order', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//LostSent', 49);
  await me.review();
  await rpc('dev_holdBlocks');
  await rpc('dev_dropAnswers', [{ method: 'author_submitAndWatchExtrinsic' }]);
  await me.swap.sign();
  await expect(me.swap.status('Sent: waiting for a block')).toBeVisible();
  await localnet.closeSockets();
  await expect(me.swap.status(/^No node tells of it now\. It is looked for on the chain/)).toBeVisible();
  await me.newBlocks(4);
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
  expect(me.wallet.requests).toHaveLength(1);
});

test('an order that was lost with its socket before the node had it expires, and is not sent again', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//LostNever', 50);
  await me.review();
  await rpc('dev_holdBlocks');
  const code = -32_000;
  await rpc('dev_failNextRequest', [{ method: 'author_submitAndWatchExtrinsic', code, message: 'Gone' }]);
  await me.swap.sign();
  await expect(me.swap.status(/^No node tells of it now\. It is looked for on the chain/)).toBeVisible();
  await me.outlastEra();
  await expect(me.swap.status(/^Its time ran out and no block holds it\. It never will\./)).toBeVisible();
  await me.expectNothingSpent();
});

test('a socket lost after the order was in a block leaves it there, to be final', async ({
  localnet,
  trader,
}) => {
  const { rpc } = localnet;
  const me = await trader('//LostInBlock', 51);
  await me.send();
  await rpc('dev_holdFinality');
  await me.newBlocks(1);
  await expect(me.swap.status(/^In block #\d+$/)).toBeVisible();
  await localnet.closeSockets();
  await me.swap.expectConnected();
  await expect(me.swap.status(/^In block #\d+$/)).toBeVisible();
  await me.finalize();
  await expect(me.swap.status(/^Final in block #\d+$/)).toBeVisible();
  await me.expectBought(1, await me.swap.receipt('Network fee'));
});
