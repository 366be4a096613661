import type { Page } from '@playwright/test';
import type { ApiPromise } from '@polkadot/api';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { SignerPayloadJSON, SignerResult } from '@polkadot/types/types';

/** What the wallet does with the next request. `wait`: signs once the test says so. */
type Decision = 'approve' | 'reject' | 'hang' | 'wait';

/** What a wallet answers in place of an honest signature: a result, or the words of an error. */
type Respond = (payload: SignerPayloadJSON) => Omit<SignerResult, 'id'> | { readonly error: string };

/** An extension with real keys, whose owner is the test. */
export class InjectedWallet {
  decision: Decision = 'approve';
  /** Answers in place of an honest signature while it is set. */
  respond: Respond | null = null;
  /** Every payload that the app asked a signature for. */
  readonly requests: SignerPayloadJSON[] = [];
  readonly accounts: readonly KeyringPair[];
  readonly #api: ApiPromise;
  readonly #waiting: (() => void)[] = [];

  constructor(api: ApiPromise, suris: readonly string[]) {
    const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
    this.accounts = suris.map((suri) => keyring.addFromUri(suri, { name: suri.replace('//', '') }));
    this.#api = api;
  }

  /** Puts the wallet into the page before any of the app's code runs. */
  async install(page: Page): Promise<void> {
    await page.exposeFunction('walletSignPayload', (payload: SignerPayloadJSON) => this.#sign(payload));
    const accounts = this.accounts.map(({ address, meta, type }) => ({ address, name: meta.name, type }));
    await page.addInitScript(inject, accounts);
  }

  /** Signs what has waited longest. */
  approveWaiting(): void {
    this.#waiting.shift()?.();
  }

  async #sign(payload: SignerPayloadJSON): Promise<SignerResult | { error: string }> {
    this.requests.push(payload);
    const decision = this.decision;
    if (decision === 'hang') return new Promise(() => undefined);
    if (decision === 'wait') await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (decision === 'reject') return { error: 'Cancelled' };
    if (this.respond !== null) return { id: this.requests.length, ...this.respond(payload) };
    const pair = this.accounts.find(({ address }) => address === payload.address);
    if (pair === undefined) return { error: 'Unable to find keypair' };
    const typed = this.#api.registry.createType('ExtrinsicPayload', payload, { version: payload.version });
    return { id: this.requests.length, signature: typed.sign(pair).signature };
  }
}

interface InjectedAccount {
  readonly address: string;
  readonly name: unknown;
  readonly type: string;
}

/** Runs in the page: it may use nothing of this file. */
function inject(accounts: readonly InjectedAccount[]): void {
  const win = window as unknown as {
    injectedWeb3?: Record<string, unknown>;
    walletSignPayload(payload: unknown): Promise<{ error?: string }>;
  };
  const subscribe = (listener: (list: readonly InjectedAccount[]) => void) => {
    listener(accounts);
    return () => undefined;
  };
  const signPayload = async (payload: unknown) => {
    const result = await win.walletSignPayload(payload);
    if (result.error !== undefined) throw new Error(result.error);
    return result;
  };
  win.injectedWeb3 = {
    ...win.injectedWeb3,
    'test-wallet': {
      version: '1.0.0',
      enable: async () => ({
        accounts: { get: async () => accounts, subscribe },
        metadata: { get: async () => [], provide: async () => true },
        signer: { signPayload },
      }),
    },
  };
}
