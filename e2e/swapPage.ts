import { expect, type Locator, type Page } from '@playwright/test';

/** The swap screen as a person uses it. */
export class SwapPage {
  readonly page: Page;
  readonly amount: Locator;
  readonly received: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.amount = page.getByRole('textbox', { name: 'Amount you pay' });
    this.received = page.getByRole('textbox', { name: 'Amount you receive' });
    this.dialog = page.getByRole('dialog');
  }

  /** Opens the form and waits for a quote's pool, whatever the amount. */
  async open(search: string): Promise<void> {
    await this.page.goto(`/${search}`);
    await this.expectConnected();
  }

  /** Waits for the node, also behind a dialog. */
  async expectConnected(): Promise<void> {
    await expect(
      this.page.getByRole('button', { name: /^Network Local: Connected/, includeHidden: true }),
    ).toBeVisible();
  }

  /** Connects the test's wallet and takes its only, or its named, account. */
  async connectWallet(account: string): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Connect a wallet' }).click();
    await this.dialog.getByRole('button', { name: 'test-wallet' }).click();
    await this.chooseAccount(account);
  }

  async connectDevAccount(account: string): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Connect a wallet' }).click();
    await this.dialog.getByRole('button', { name: 'Use the development accounts' }).click();
    await this.chooseAccount(account);
  }

  private async chooseAccount(account: string): Promise<void> {
    await this.dialog.getByRole('list', { name: 'Accounts' }).getByRole('button', { name: account }).click();
    await expect(this.dialog).toBeHidden();
  }

  async review(): Promise<void> {
    await this.page.getByRole('button', { name: 'Review', exact: true }).click();
    await expect(this.dialog.getByText('Call hash')).toBeVisible();
  }

  async sign(): Promise<void> {
    await this.dialog
      .getByRole('button', { name: /^Sign (in the wallet|with the development key)$/ })
      .click();
  }

  /** The status line of the order in the dialog. */
  status(text: string | RegExp): Locator {
    return this.dialog.getByRole('status').filter({ hasText: text });
  }

  /** The amount of a row of the receipt in base units. */
  async receipt(row: string): Promise<bigint> {
    const term = this.dialog
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${row}$`) })
      .first();
    const text = await term.locator('xpath=following-sibling::dd[1]').textContent();
    return baseUnits(text ?? '');
  }
}

/** "1,234.5 τ" in base units. */
export function baseUnits(text: string): bigint {
  const [whole = '', fraction = ''] = (/[\d,]+(?:\.\d+)?/.exec(text)?.[0] ?? '')
    .replaceAll(',', '')
    .split('.');
  if (whole === '') throw new Error(`no amount in ${JSON.stringify(text)}`);
  return BigInt(whole + fraction.padEnd(9, '0'));
}
