import type { Page } from '@playwright/test';
import type { ApiPromise } from '@polkadot/api';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { SignerPayloadJSON } from '@polkadot/types/types';
import { u8aToHex } from '@polkadot/util';
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';
import { freeTao } from './chainReader.ts';
import { expect, test } from './fixtures.ts';
import type { InjectedWallet } from './injectedWallet.ts';
import type { Localnet } from './localnetProcess.ts';
import { SwapPage } from './swapPage.ts';

const ONE = 1_000_000_000n;
const TOKEN = { base58Prefix: 42, decimals: 9, tokenSymbol: 'TAO' };

/** A new account with 100 TAO, in a wallet of the page. */
async function fund({ rpc }: Localnet, { accounts }: InjectedWallet): Promise<string> {
  for (const { address } of accounts) await rpc('dev_setBalance', [address, String(100n * ONE)]);
  await rpc('dev_newBlock', [{ count: 1 }]);
  return accounts[0]?.address ?? '';
}

async function nonceOf(api: ApiPromise, address: string): Promise<number> {
  return (await api.rpc.system.accountNextIndex(address)).toNumber();
}

/** Waits until the page has a quote of the block that was made last. */
async function seesHead(page: Page, { api }: Localnet): Promise<void> {
  const { number } = await api.rpc.chain.getHeader();
  await expect(page.getByText(`#${number.toNumber().toLocaleString('en')}`).first()).toBeAttached();
}

test('what is signed is read back, tried and shown before the wallet is asked', async ({
  page,
  localnet,
  installWallet,
}) => {
  const wallet = await installWallet('//Reader');
  await fund(localnet, wallet);
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=12&amount=3');
  await swap.connectWallet('Reader');
  await swap.review();
  const { dialog } = swap;
  await expect(dialog.getByText(/^Read back from its bytes, the transaction is your order/)).toBeVisible();
  await expect(dialog.getByText(/^The node decodes these very bytes, and asks .*τ/)).toBeVisible();
  await expect(dialog.getByText(/simulation at #[\d,]+ gives/)).toBeVisible();
  await expect(dialog.getByText(/0x[\da-f]{64}/)).toBeVisible();
  await dialog.getByText('Everything that is signed').click();
  await expect(dialog.getByText('Bittensor Local')).toBeVisible();
  await expect(dialog.getByText('version 475, transactions 1')).toBeVisible();
  await expect(dialog.getByText(/^63 blocks, from #[\d,]+ on$/)).toBeVisible();
  for (const extension of ['CheckNonZeroSender', 'CheckMortality', 'DrandPriority', 'CheckMetadataHash']) {
    await expect(dialog.getByText(extension, { exact: true })).toBeVisible();
  }
  expect(wallet.requests).toEqual([]);
});

test('a signed order that would fail is stopped by its rehearsal, and nothing is sent', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  const wallet = await installWallet('//Rehearsal');
  const address = await fund(localnet, wallet);
  wallet.decision = 'wait';
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=8&amount=10');
  await swap.connectWallet('Rehearsal');
  const before = await freeTao(api, address);
  await swap.review();
  await swap.sign();
  await expect.poll(() => wallet.requests.length).toBe(1);
  await rpc('dev_holdBlocks');
  const alpha = BigInt(String(await api.query.subtensorModule?.subnetAlphaIn?.(8)));
  await rpc('dev_setPool', [8, { alpha: String((alpha * 9n) / 10n) }]);
  await rpc('dev_newBlock', [{ count: 1 }]);
  await seesHead(page, localnet);
  wallet.approveWaiting();
  await expect(swap.status(/^The rehearsal on block #\d+ failed. Nothing was sent/)).toBeVisible();
  await expect(swap.dialog.getByText(/The price (moved past|was already past)/)).toBeVisible();
  await rpc('dev_newBlock', [{ count: 2 }]);
  await rpc('dev_releaseBlocks');
  expect(await freeTao(api, address)).toBe(before);
  expect(await nonceOf(api, address)).toBe(0);
  // The mend is one click away: the order again, with the quote of now.
  wallet.decision = 'approve';
  await swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  await expect(swap.dialog.getByText(/passed on block #\d+/)).toBeVisible();
  expect(wallet.requests).toHaveLength(2);
  expect(await nonceOf(api, address)).toBe(1);
});

test('an order whose rehearsal the node does not answer is sent, and the receipt says so', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { rpc } = localnet;
  const wallet = await installWallet('//Unrehearsed');
  await fund(localnet, wallet);
  wallet.decision = 'wait';
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=11&amount=2');
  await swap.connectWallet('Unrehearsed');
  await swap.review();
  await swap.sign();
  await expect.poll(() => wallet.requests.length).toBe(1);
  await rpc('dev_dropAnswers', [{ method: 'state_call' }]);
  wallet.approveWaiting();
  await expect(swap.status(/Sent: waiting for a block|In block/)).toBeVisible();
  await rpc('dev_resetFaults');
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  await expect(swap.dialog.getByText('none: the node would not or could not')).toBeVisible();
});

/** A signature by a pair over a payload, as an honest wallet makes it. */
function signatureOf(api: ApiPromise, payload: SignerPayloadJSON, pair: KeyringPair): `0x${string}` {
  return api.registry.createType('ExtrinsicPayload', payload, { version: 4 }).sign(pair).signature;
}

/** The whole transaction, as a wallet that makes it itself gives it. */
function transactionOf(api: ApiPromise, payload: SignerPayloadJSON, pair: KeyringPair) {
  const signature = signatureOf(api, payload, pair);
  const call = api.registry.createType('Call', payload.method);
  const extrinsic = api.registry.createType('Extrinsic', call, { version: 4 });
  return { signature, signedTransaction: extrinsic.addSignature(pair.address, signature, payload).toHex() };
}

/** Another amount: the byte in the middle of the call's. */
function changed(payload: SignerPayloadJSON): SignerPayloadJSON {
  const at = 2 + 2 * (2 + 32 + 2 + 1);
  const method = `${payload.method.slice(0, at)}ff${payload.method.slice(at + 2)}` as `0x${string}`;
  return { ...payload, method };
}

test('a wallet that signs anything else is found out, each in its own words', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api } = localnet;
  const wallet = await installWallet('//Honest', '//Other');
  const address = await fund(localnet, wallet);
  const [own, other] = wallet.accounts;
  if (own === undefined || other === undefined) throw new Error('no keys');
  const before = await freeTao(api, address);
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=13&amount=2');
  await swap.connectWallet('Honest');
  await swap.review();
  const misdeeds: readonly (readonly [NonNullable<InjectedWallet['respond']>, RegExp])[] = [
    [
      (payload) => ({ signature: signatureOf(api, changed(payload), own) }),
      /signature is not valid for this/,
    ],
    [(payload) => ({ signature: signatureOf(api, payload, other) }), /signed for another account/],
    [() => ({ signature: `0x01${'5a'.repeat(64)}` }), /signature is not valid for this/],
    [(payload) => transactionOf(api, changed(payload), own), /differs from your order in .*amount_staked/],
    [
      (payload) => transactionOf(api, { ...payload, tip: '0x3b9aca00' }, own),
      /differs from your order in .*ChargeTransactionPayment/,
    ],
    [(payload) => transactionOf(api, payload, other), /differs from your order in .*address/],
  ];
  for (const [respond, words] of misdeeds) {
    wallet.respond = respond;
    await swap.sign();
    await expect(swap.dialog.getByText(words)).toBeVisible();
    await swap.dialog.getByRole('button', { name: 'Back to the order' }).click();
  }
  expect(wallet.requests).toHaveLength(misdeeds.length);
  expect(await freeTao(api, address)).toBe(before);
  expect(await nonceOf(api, address)).toBe(0);
});

test('a hardware account signs with the digest of the metadata, offered where its wallet asks for it', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  const wallet = await installWallet('//Hardware');
  const address = await fund(localnet, wallet);
  const [pair] = wallet.accounts;
  if (pair === undefined) throw new Error('no key');
  wallet.respond = (payload) =>
    payload.mode === 1
      ? transactionOf(api, payload, pair)
      : { error: 'Unable to sign with Ledger: the metadata hash is missing' };
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=15&amount=2');
  await swap.connectWallet('Hardware');
  await swap.review();
  await swap.sign();
  await swap.dialog.getByRole('button', { name: /^This account is on a hardware wallet/ }).click();
  await swap.sign();
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  await expect(swap.dialog.getByText(/passed on block #\d+/)).toBeVisible();

  const opaque = await rpc<string>('state_call', ['Metadata_metadata_at_version', '0x0f000000']);
  const metadata = api.registry.createType('Option<Bytes>', opaque).unwrap().toU8a(true);
  const digest = u8aToHex(merkleizeMetadata(metadata, TOKEN).digest());
  expect(wallet.requests).toMatchObject([
    { mode: 0 },
    { mode: 1, metadataHash: digest, withSignedTransaction: true },
  ]);
  expect(await nonceOf(api, address)).toBe(1);

  await swap.dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: /^Account Hardware/ }).click();
  const known = page.getByRole('switch', { name: 'This account is on a hardware wallet' });
  await expect(known).toBeChecked();
  await known.click();
  await page.keyboard.press('Escape');
  wallet.respond = null;
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await swap.sign();
  await expect(swap.status(/In block|Final in block/)).toBeVisible();
  expect(wallet.requests.at(-1)).toMatchObject({ mode: 0, withSignedTransaction: false });
});
