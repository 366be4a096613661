import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { SwapPage } from './swapPage.ts';

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

for (const scheme of ['dark', 'light'] as const) {
  test(`the form, its dialogs and the review have no accessibility violation, ${scheme}`, async ({
    page,
  }) => {
    await page.addInitScript((theme) => {
      const kept = JSON.parse(localStorage.getItem('raoswap.settings') ?? '{}');
      kept.state.theme = theme;
      localStorage.setItem('raoswap.settings', JSON.stringify(kept));
    }, scheme);
    const swap = new SwapPage(page);
    await swap.open('?from=tao&to=64&amount=25');
    await expect(page.getByText(/Same to the rao/)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /Choose another subnet/ }).click();
    await expect(swap.dialog).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await swap.connectDevAccount('Ferdie');
    await swap.review();
    expect(await violations(page)).toEqual([]);
  });
}

test('a trade is found, typed, reviewed and left by keyboard alone', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64');
  await swap.connectDevAccount('Ferdie');
  await page.getByRole('button', { name: /Choose another subnet/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox').fill('SN8');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/to=8/);
  await swap.amount.focus();
  await page.keyboard.type('1.5');
  await expect(page.getByText(/Same to the rao/)).toBeVisible();
  const review = page.getByRole('button', { name: 'Review', exact: true });
  await review.focus();
  await page.keyboard.press('Enter');
  await expect(swap.dialog.getByText('Call hash')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(swap.dialog).toBeHidden();
  await expect(review).toBeFocused();
});

test('speaks Traditional Chinese throughout, and remembers it', async ({ page }) => {
  const swap = new SwapPage(page);
  await swap.open('?from=tao&to=64&amount=25');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page
    .getByRole('button', { name: '繁體中文' })
    .or(page.getByRole('radio', { name: '繁體中文' }))
    .click();
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant-TW');
  await expect(page.getByText('價格影響', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant-TW');
  await expect(page.getByText(/模擬/).first()).toBeVisible();
});
