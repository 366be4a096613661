import { expect, type Locator, type Page } from '@playwright/test';
import { Keyring } from '@polkadot/keyring';
import { decodeAddress } from '@polkadot/util-crypto';
import { alphaOf, extrinsicsOf, freeTao } from './chainReader.ts';
import type { InjectedWallet } from './injectedWallet.ts';
import type { Localnet } from './localnetProcess.ts';
import { baseUnits, SwapPage } from './swapPage.ts';

const TAO = 1_000_000_000n;
/** Blocks in which a signed order may be included: its era. */
const ERA = 64;

/** What a trader begins with, in rao. */
const BEGINNING = 1_000n * TAO;
/** What each order pays, in TAO. */
const PAID = 4n;

/** A person of this test alone, with TAO, who buys a subnet's Alpha, and what the chain knows of it. */
export class Trader {
  readonly swap: SwapPage;
  readonly wallet: InjectedWallet;
  readonly address: string;
  readonly #name: string;
  readonly #localnet: Localnet;
  readonly #netuid: number;

  constructor(page: Page, localnet: Localnet, wallet: InjectedWallet, netuid: number) {
    const [pair] = wallet.accounts;
    if (pair === undefined) throw new Error('the wallet has no account');
    this.swap = new SwapPage(page);
    this.wallet = wallet;
    this.address = pair.address;
    this.#name = String(pair.meta.name);
    this.#localnet = localnet;
    this.#netuid = netuid;
  }

  /** The same person at another page of the same browser. */
  at(page: Page): Trader {
    return new Trader(page, this.#localnet, this.wallet, this.#netuid);
  }

  async fund(): Promise<void> {
    await this.#localnet.rpc('dev_setBalance', [this.address, BEGINNING.toString()]);
    await this.newBlocks(1);
  }

  async newBlocks(count: number): Promise<void> {
    await this.#localnet.rpc('dev_newBlock', [{ count }]);
  }

  /** What is in a block becomes final. */
  async finalize(): Promise<void> {
    await this.#localnet.rpc('dev_releaseFinality');
    await this.newBlocks(4);
  }

  /** The order's era passes. */
  async outlastEra(): Promise<void> {
    await this.newBlocks(ERA + 8);
  }

  /** Opens the form with the order in it. */
  async open(): Promise<void> {
    await this.swap.open(`?from=tao&to=${this.#netuid}&amount=${PAID}`);
  }

  /** From the form to the last look at the order. */
  async review(): Promise<void> {
    await this.open();
    await this.swap.connectWallet(this.#name);
    await this.swap.review();
  }

  /** The same in a second tab, where the account of the first is remembered. */
  async reviewAgain(): Promise<void> {
    await this.open();
    await this.swap.review();
  }

  /** Signs under held blocks and waits until the order is with the node. */
  async send(): Promise<void> {
    await this.review();
    await this.#localnet.rpc('dev_holdBlocks');
    await this.swap.sign();
    await expect(this.swap.status('Sent: waiting for a block')).toBeVisible();
  }

  /** Hash and bytes of the order that waits in the node's pool. */
  async waiting(): Promise<{ readonly hash: string; readonly hex: string }> {
    const pending = await this.#localnet.rpc<string[]>('author_pendingExtrinsics');
    for (const hex of pending) {
      const extrinsic = this.#localnet.api.createType('Extrinsic', hex);
      if (extrinsic.signer.toString() === this.address) return { hash: extrinsic.hash.toHex(), hex };
    }
    throw new Error('no order waits');
  }

  /** Nothing of the account is in a block, nor on its way there, and nothing left it. */
  async expectNothingSpent(): Promise<void> {
    const pending = await this.#localnet.rpc<string[]>('author_pendingExtrinsics');
    expect(pending.filter((hex) => hex.includes(this.#publicKey()))).toEqual([]);
    await this.expectUnspent();
  }

  /** Nothing of the account is in a block, and nothing left it. */
  async expectUnspent(): Promise<void> {
    const { api } = this.#localnet;
    expect(await freeTao(api, this.address)).toBe(BEGINNING);
    await this.expectNoPosition(0);
  }

  /** The chain took so many extrinsics of the account, none of which bought anything. */
  async expectNoPosition(extrinsics: number): Promise<void> {
    const { api } = this.#localnet;
    expect(await extrinsicsOf(api, this.address)).toBe(extrinsics);
    expect(await alphaOf(api, this.address, this.#netuid)).toBe(0n);
  }

  /** The order was carried out so often, each for its price and the fee that its receipt names. */
  async expectBought(times: number, networkFee: bigint): Promise<void> {
    const { api } = this.#localnet;
    const count = BigInt(times);
    expect(await extrinsicsOf(api, this.address)).toBe(times);
    expect(await freeTao(api, this.address)).toBe(BEGINNING - count * (PAID * TAO + networkFee));
    expect(await alphaOf(api, this.address, this.#netuid)).toBeGreaterThan(0n);
  }

  /** One extrinsic of the account is on the chain, and took no more than its network fee. */
  async expectOnlyFee(networkFee: bigint): Promise<void> {
    expect(await freeTao(this.#localnet.api, this.address)).toBe(BEGINNING - networkFee);
    await this.expectNoPosition(1);
  }

  /** Another account buys on the same subnet: its order goes to the node at once. */
  async buyAs(suri: string, amount: bigint): Promise<void> {
    const { api } = this.#localnet;
    const other = new Keyring({ type: 'sr25519' }).addFromUri(suri);
    const hotkey = await api.query.subtensorModule?.keys?.(this.#netuid, 0);
    const call = api.tx.subtensorModule?.addStake?.(hotkey, this.#netuid, amount);
    await call?.signAndSend(other, { nonce: -1 });
  }

  /** A remark of this account's with the nonce of its next order, in bytes, and the fee that it costs. */
  async signRemark(): Promise<{ readonly hex: string; readonly fee: bigint }> {
    const [pair] = this.wallet.accounts;
    const remark = this.#localnet.api.tx.system?.remark?.('0x00');
    if (pair === undefined || remark === undefined) throw new Error('nothing to sign');
    const nonce = await extrinsicsOf(this.#localnet.api, this.address);
    const hex = (await remark.signAsync(pair, { nonce })).toHex();
    const { partialFee } = await this.#localnet.rpc<{ partialFee: string }>('payment_queryInfo', [hex]);
    return { hex, fee: BigInt(partialFee) };
  }

  /** Goes to the list of what was sent, and gives its only entry. */
  async activityEntry(): Promise<Locator> {
    const { page } = this.swap;
    await page.getByRole('link', { name: 'Activity' }).click();
    const entry = page.getByRole('main').getByRole('listitem');
    await expect(entry).toHaveCount(1);
    return entry;
  }

  /** What the network took for an order, as the receipt in the list names it. */
  async networkFeeOf(entry: Locator): Promise<bigint> {
    await entry.locator('summary').click();
    const row = entry.getByRole('term').filter({ hasText: /^Network fee$/ });
    return baseUnits((await row.locator('xpath=following-sibling::dd[1]').textContent()) ?? '');
  }

  #publicKey(): string {
    return Buffer.from(decodeAddress(this.address)).toString('hex');
  }
}
