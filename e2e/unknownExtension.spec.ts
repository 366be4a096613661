import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { expect, test } from './fixtures.ts';
import { SwapPage } from './swapPage.ts';

/** Our own metadata, in which the extension that carries the nonce goes by a name that nobody knows. */
function metadataFile(): string {
  const text = (name: string) => String.fromCharCode(name.length * 4) + name;
  const own = Buffer.from(encodeMetadata(15)).toString('latin1');
  const changed = own.replaceAll(text('CheckNonce'), text('CheckDebts'));
  const file = join(mkdtempSync(join(tmpdir(), 'raoswap-')), 'metadata.scale');
  writeFileSync(file, changed, 'latin1');
  return file;
}

test.use({ localnetFlags: ['--metadata', metadataFile()] });

test('a runtime whose transactions carry something unknown gets none', async ({
  page,
  localnet,
  installWallet,
}) => {
  const wallet = await installWallet('//Bob');
  const bob = wallet.accounts[0]?.address ?? '';
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64&amount=2');
  await swap.connectWallet('Bob');
  await swap.review();
  await expect(swap.dialog.getByText(/carry data that this app does not know .*CheckDebts/)).toBeVisible();
  await expect(swap.dialog.getByRole('button', { name: 'Sign in the wallet' })).toBeDisabled();
  expect(wallet.requests).toEqual([]);
  expect((await localnet.api.rpc.system.accountNextIndex(bob)).toNumber()).toBe(0);
});
