import type { Page } from '@playwright/test';
import { freeTao } from './chainReader.ts';
import { expect, test } from './fixtures.ts';
import { NodeProxy } from './nodeProxy.ts';
import { SwapPage } from './swapPage.ts';

const NETUID = 64;
/** Timestamp.Now in the chain's storage. */
const CLOCK_KEY = '0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb';

/** The settings of a person with nodes of their own. */
async function preferNodes(page: Page, network: 'custom' | 'finney', ...urls: string[]): Promise<void> {
  await page.addInitScript(
    ([chosen, endpoints]) => {
      const kept = JSON.parse(localStorage.getItem('raoswap.settings') ?? '{}');
      kept.state.network = chosen;
      kept.state.customEndpoint = endpoints;
      localStorage.setItem('raoswap.settings', JSON.stringify(kept));
    },
    [network, urls.join('\n')] as const,
  );
}

async function open(page: Page, search: string): Promise<SwapPage> {
  await page.goto(`/${search}`);
  await expect(page.getByRole('button', { name: /^Network Custom: Connected/ })).toBeVisible();
  return new SwapPage(page);
}

const menuButton = (page: Page) => page.getByRole('button', { name: /^Network Custom/ });
const nodeInUse = (page: Page, url: string) => page.getByRole('definition').filter({ hasText: url });

test('a node that falls silent is left for the next within 5 s, and nothing is lost', async ({
  page,
  localnet,
  installWallet,
}) => {
  const { api, rpc } = localnet;
  const [first, second] = [
    await NodeProxy.install(page, localnet.endpoint, 'first'),
    await NodeProxy.install(page, localnet.endpoint, 'second'),
  ];
  await preferNodes(page, 'custom', first.url, second.url);
  const wallet = await installWallet('//Silence');
  const address = wallet.accounts[0]?.address ?? '';
  await rpc('dev_setBalance', [address, '100000000000']);
  await rpc('dev_newBlock', [{ count: 1 }]);
  const swap = await open(page, `?from=tao&to=${NETUID}&amount=25`);
  await swap.connectWallet('Silence');
  await swap.review();
  await rpc('dev_holdBlocks');
  await swap.sign();
  await expect.poll(() => first.asked.includes('author_submitAndWatchExtrinsic')).toBe(true);
  await expect(swap.status(/Sent/)).toBeVisible();
  const opened = second.openSockets;

  first.mute();
  const lastFrameAt = first.lastFrameAt;
  await expect.poll(() => second.openSockets, { intervals: [50] }).toBeGreaterThan(opened);
  await expect.poll(() => second.asked.includes('chain_subscribeNewHeads'), { intervals: [50] }).toBe(true);
  await expect.poll(() => first.openSockets, { intervals: [50] }).toBe(0);
  expect(Date.now() - lastFrameAt, 'milliseconds from the last frame to the next node').toBeLessThan(5_000);

  await rpc('dev_releaseBlocks');
  await expect(swap.status(/Final in block #\d+/)).toBeVisible();
  expect(wallet.requests).toHaveLength(1);
  expect(await freeTao(api, address)).toBeLessThan(75_000_000_000n);
  expect(await freeTao(api, address)).toBeGreaterThan(74_900_000_000n);
  await swap.dialog.getByRole('button', { name: 'Done' }).click();
  await expect(swap.amount).toHaveValue('25');
  await menuButton(page).click();
  await expect(nodeInUse(page, second.url)).toBeVisible();
});

test('the menu measures each node, marks the one in use, and remembers the one preferred', async ({
  page,
  localnet,
}) => {
  const [first, second] = [
    await NodeProxy.install(page, localnet.endpoint, 'near'),
    await NodeProxy.install(page, localnet.endpoint, 'far'),
  ];
  await preferNodes(page, 'custom', first.url, second.url);
  const swap = await open(page, `?from=tao&to=${NETUID}&amount=25`);
  await menuButton(page).click();
  const nodes = page.getByRole('region', { name: 'Nodes of this network' });
  await expect(nodes.getByRole('button', { name: /near \d+ ms in use/ })).toBeVisible();
  await expect(nodes.getByRole('button', { name: /far \d+ ms/ })).toBeVisible();
  const asked = second.asked.length;
  await nodes.getByRole('button', { name: 'Measure again' }).click();
  await expect.poll(() => second.asked.slice(asked)).toEqual(['chain_getHeader']);
  await nodes.getByRole('button', { name: /far/ }).click();
  await expect(nodes.getByRole('button', { name: /far .*in use.*preferred/ })).toBeVisible();
  await expect.poll(() => first.openSockets).toBe(0);
  await expect(swap.amount).toHaveValue('25');
  const before = second.asked.length;
  await page.reload();
  await expect.poll(() => second.asked.slice(before), 'it is tried again').toContain('chain_getBlockHash');
  await menuButton(page).click();
  await expect(nodes.getByRole('listitem').first()).toContainText(/far.*preferred/);
});

test('nodes of one’s own are refused in place when a browser must not trust their address', async ({
  page,
  localnet,
}) => {
  await preferNodes(page, 'custom', localnet.endpoint);
  await open(page, '');
  await menuButton(page).click();
  const field = page.getByRole('textbox', { name: /^Nodes, one a line/ });
  const use = page.getByRole('button', { name: 'Use these nodes' });
  for (const [typed, refusal] of [
    ['ws://node.example.org:9944', /is not encrypted/],
    ['https://node.example.org', /is no address of a node/],
    ['wss://me:secret@node.example.org', /holds a name or a password/],
    ['', /Name a node/],
  ] as const) {
    await field.fill(typed);
    await use.click();
    await expect(page.getByText(refusal)).toBeVisible();
  }
  await field.fill(`${localnet.endpoint}/own, ${localnet.endpoint}`);
  await use.click();
  await expect(nodeInUse(page, `${localnet.endpoint}/own`)).toBeVisible();
});

/** A node that stands still 40 blocks behind, and whose blocks are ten minutes old. */
async function fallBehind(
  node: NodeProxy,
  rpc: <T>(method: string, params?: readonly unknown[]) => Promise<T>,
) {
  let last: Promise<unknown> | null = null;
  const older = async (number: string): Promise<unknown> => {
    const hash = await rpc<string>('chain_getBlockHash', [Math.max(1, Number(number) - 40)]);
    return rpc('chain_getHeader', [hash]);
  };
  node.replaceHeaders(({ number }) => {
    last ??= older(number);
    return last;
  });
  node.tell((result, method) => {
    if (method !== 'state_queryStorageAt' || !Array.isArray(result)) return result;
    for (const change of result[0]?.changes ?? []) {
      if (change[0] === CLOCK_KEY) change[1] = shifted(change[1], -600_000n);
    }
    return result;
  });
}

/** A u64 in little endian as hex, so much later. */
function shifted(hex: string, by: bigint): string {
  const bytes = Buffer.from(hex.slice(2), 'hex');
  bytes.writeBigUInt64LE(bytes.readBigUInt64LE() + by);
  return `0x${bytes.toString('hex')}`;
}

test('a node that is behind is said to be, and nothing can be sent over it', async ({
  page,
  localnet,
  installWallet,
}) => {
  await localnet.rpc('dev_newBlock', [{ count: 45 }]);
  const node = await NodeProxy.install(page, localnet.endpoint, 'behind');
  await fallBehind(node, localnet.rpc);
  await preferNodes(page, 'custom', node.url);
  const wallet = await installWallet('//Eve');
  const swap = await open(page, `?from=tao&to=${NETUID}&amount=25`);
  await expect(page.getByText(/The node’s newest block is \d+ blocks old/)).toBeVisible();
  await swap.connectWallet('Eve');
  const button = page.getByRole('main').getByRole('button', { name: /^The node is \d+ blocks behind/ });
  await expect(button).toBeDisabled();
  expect(wallet.requests).toHaveLength(0);
  await expect(swap.amount).toHaveValue('25');
});

test('a node that is behind is left for one that is not', async ({ page, localnet, installWallet }) => {
  await localnet.rpc('dev_newBlock', [{ count: 45 }]);
  const [behind, fresh] = [
    await NodeProxy.install(page, localnet.endpoint, 'behind'),
    await NodeProxy.install(page, localnet.endpoint, 'fresh'),
  ];
  await fallBehind(behind, localnet.rpc);
  await preferNodes(page, 'custom', behind.url, fresh.url);
  await installWallet('//Eve');
  const swap = await open(page, `?from=tao&to=${NETUID}&amount=25`);
  await menuButton(page).click();
  await expect(nodeInUse(page, fresh.url)).toBeVisible();
  await page.keyboard.press('Escape');
  await swap.connectWallet('Eve');
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeEnabled();
});

test('two nodes that disagree about a quote stop it from being sent', async ({
  page,
  localnet,
  installWallet,
}) => {
  const [first, second] = [
    await NodeProxy.install(page, localnet.endpoint, 'honest'),
    await NodeProxy.install(page, localnet.endpoint, 'liar'),
  ];
  await preferNodes(page, 'custom', first.url, second.url);
  const wallet = await installWallet('//Eve');
  const swap = await open(page, `?from=tao&to=${NETUID}&amount=25`);
  await swap.connectWallet('Eve');
  await swap.review();
  await expect(swap.dialog.getByText(/A second node gives the same to the rao/)).toBeVisible();
  second.tell((result, method, [name]) => {
    const isQuote = method === 'state_call' && String(name).startsWith('SwapRuntimeApi_sim_swap');
    return isQuote ? `0xff${String(result).slice(4)}` : result;
  });
  await expect(swap.dialog.getByText(/answers otherwise than the one in use/)).toBeVisible();
  await expect(
    swap.dialog.getByRole('button', { name: 'Two nodes disagree: choose another node' }),
  ).toBeDisabled();
  await swap.dialog.press('Escape');
  const button = page.getByRole('main').getByRole('button', { name: /^Two nodes disagree/ });
  await expect(button).toBeDisabled();
  second.tell((result) => result);
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeEnabled();
  expect(wallet.requests).toHaveLength(0);
});

test('nodes of another chain are refused, whatever they are called', async ({ page, localnet }) => {
  expect(localnet.endpoint).toBeTruthy();
  const asked: string[] = [];
  await page.routeWebSocket(/^wss:/, (route) => {
    route.onMessage((message) => {
      const { id, method } = JSON.parse(String(message));
      asked.push(method);
      route.send(JSON.stringify({ jsonrpc: '2.0', id, result: `0x${'ab'.repeat(32)}` }));
    });
  });
  await preferNodes(page, 'finney');
  await page.goto(`/?from=tao&to=${NETUID}&amount=25`);
  await expect(page.getByRole('alert')).toContainText('another chain than the one you chose');
  await expect(page.getByRole('textbox', { name: 'Amount you pay' })).toHaveValue('25');
  expect(new Set(asked)).toEqual(new Set(['chain_getBlockHash']));
});
