import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { nameOwner, nameSubnets, type OwnWords, someValidator } from './hostileNames.ts';
import { SwapPage } from './swapPage.ts';

// Flags of its own give these names a chain of their own.
test.use({ localnetFlags: ['--keep', '300'] });

const MARKUP = '<img src=https://evil.example/x.png onerror=alert(1)><script>alert(2)</script>';
const SCRIPT_LINK = 'javascript:alert(3)';
const LONG = 'Endless'.repeat(150_000);
/** The first letter is Cyrillic. */
const LOOK_ALIKE = '\u0421hutes';

const NAMES: ReadonlyMap<number, OwnWords> = new Map([
  [70, { name: MARKUP, symbol: '<b>', links: SCRIPT_LINK }],
  [71, { name: 'Quiet\u0000\u0007\u001b[31m\u200b\u200dName\r\nof two lines', symbol: '\u0000\u200f' }],
  [72, { name: 'Fair\u202Edlot elgnaw\u202C \u2066trade\u2069\u200f', symbol: '\u202Eא' }],
  [73, { name: LOOK_ALIKE, links: 'http://unencrypted.example/' }],
  [74, { name: LONG, symbol: 'W'.repeat(100_000) }],
  [75, { name: 'מטבע נהדר (SN64)' }],
  [76, { name: '\u3164\u200b ' }],
  [77, { name: `Z${'\u0335\u0321\u0353'.repeat(200)}algo` }],
]);

/** What a person reads of them. */
const SHOWN = [
  [70, MARKUP.slice(0, 48)],
  [71, 'Quiet[31mName of two lines'],
  [72, 'Fairdlot elgnaw trade'],
  [73, LOOK_ALIKE],
  [74, LONG.slice(0, 48)],
  [75, 'מטבע נהדר (SN64)'],
  [76, 'unknown'],
  [77, 'Z\u0335\u0321algo'],
] as const;

const token = (page: Page) => page.getByRole('button', { name: /Choose another subnet/ });

/** Everything in the page that could fetch, run or lead somewhere. */
async function active(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found = document.querySelectorAll('img, iframe, object, embed, video, audio, body script, a[href]');
    return [...found].map((element) =>
      element instanceof HTMLAnchorElement ? element.href : element.tagName.toLowerCase(),
    );
  });
}

async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, 'pixels wider than the window').toBeLessThanOrEqual(0);
}

test.beforeAll(async ({ localnet }) => {
  await nameSubnets(localnet, NAMES);
  for (const [netuid, name] of [
    [70, MARKUP],
    [72, 'Good\u202Eelttil a\u202C\u0000'],
  ] as const) {
    await nameOwner(localnet, await someValidator(localnet, netuid), name);
  }
});

for (const width of [360, 1280]) {
  test(`names of subnets are shown as text, stripped, isolated and cut, ${width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    page.on('dialog', (dialog) => {
      throw new Error(`a name opened a dialog: ${dialog.message()}`);
    });
    await new SwapPage(page).open('?from=tao&to=64&amount=0.5');
    for (const [netuid, name] of SHOWN) {
      await token(page).first().click();
      await page.getByRole('combobox').fill(`SN${netuid}`);
      await page.getByRole('option', { name: `SN${netuid}` }).click();
      await expect(page).toHaveURL(new RegExp(`to=${netuid}&`));
      await expect(token(page).first()).toHaveAccessibleName(
        `Token: SN${netuid} ${name.trim()}. Choose another subnet`,
      );
      const shown = page.getByRole('main').locator('bdi', { hasText: name.trim() }).first();
      await expect(shown).toHaveText(name.trim());
      // The isolation is the element's own: what stands beside it keeps its order.
      expect(await shown.evaluate((element) => getComputedStyle(element).unicodeBidi)).toBe('isolate');
      await expect(page.getByText(/Same to the rao/)).toBeVisible();
      await fits(page);
      for (const link of await active(page)) expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    }
  });
}

test('names are found by their netuid, and no name hides another', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  await token(page).click();
  const field = page.getByRole('combobox');
  for (const [netuid, name] of SHOWN) {
    await field.fill(`SN${netuid}`);
    const option = page.getByRole('option').first();
    await expect(option).toContainText(`SN${netuid}`);
    await expect(option).toContainText(name.trim());
  }
  await field.fill('Chutes');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option')).toContainText('SN64');
  await fits(page);
});
