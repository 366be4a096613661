import { expect, test } from './fixtures.ts';
import { type Lie, NodeProxy } from './nodeProxy.ts';
import { SwapPage } from './swapPage.ts';

const hex = (text: string) => Buffer.from(text).toString('hex');

/** The metadata as it is, but the extension that carries the nonce goes by a name that nobody knows. */
const renamed: Lie = (result, method, params) =>
  method === 'state_call' && params[0] === 'Metadata_metadata_at_version' && typeof result === 'string'
    ? result.replaceAll(hex('CheckNonce'), hex('CheckDebts'))
    : result;

test('a runtime whose transactions carry something unknown gets none', async ({
  page,
  localnet,
  installWallet,
}) => {
  const node = await NodeProxy.install(page, localnet.endpoint, 'demanding');
  node.tell(renamed);
  await page.addInitScript((endpoint) => {
    const kept = JSON.parse(localStorage.getItem('raoswap.settings') ?? '{}');
    kept.state.localEndpoint = endpoint;
    localStorage.setItem('raoswap.settings', JSON.stringify(kept));
  }, node.url);
  const wallet = await installWallet('//Bob');
  const bob = wallet.accounts[0]?.address ?? '';
  const before = (await localnet.api.rpc.system.accountNextIndex(bob)).toNumber();
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64&amount=2');
  await swap.connectWallet('Bob');
  await expect(
    page.getByRole('main').getByRole('button', {
      name: /^Transactions of this runtime carry something unknown: .*CheckDebts/,
    }),
  ).toBeDisabled();
  expect(wallet.requests).toEqual([]);
  expect((await localnet.api.rpc.system.accountNextIndex(bob)).toNumber()).toBe(before);
});
