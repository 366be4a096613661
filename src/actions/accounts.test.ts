import { cryptoWaitReady, encodeAddress } from '@polkadot/util-crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { signerFor } from './activeWallet.ts';
import { chooseAccount } from './chooseAccount.ts';
import { connectDevAccounts } from './connectDevAccounts.ts';
import { connectWallet } from './connectWallet.ts';
import { disconnectWallet } from './disconnectWallet.ts';
import { findWallets } from './findWallets.ts';
import { restoreAccount } from './restoreAccount.ts';
import { watchAddress } from './watchAddress.ts';

await cryptoWaitReady();

const address = (fill: number) => encodeAddress(new Uint8Array(32).fill(fill), 42);
const [ONE, TWO] = [address(1), address(2)];

type List = readonly { readonly address: string; readonly name?: string }[];

/** A page with a wallet that shows these accounts; `show` changes them. */
function page(list: List, enable: () => Promise<void> = async () => undefined) {
  let listener: (accounts: List) => void = () => undefined;
  const stop = vi.fn();
  const wallet = {
    version: '1',
    async enable() {
      await enable();
      return {
        accounts: {
          get: async () => list,
          subscribe(tell: (accounts: List) => void) {
            listener = tell;
            tell(list);
            return stop;
          },
        },
        signer: { signPayload: async () => ({ id: 1, signature: '0x01' }) },
      };
    },
  };
  vi.stubGlobal('injectedWeb3', { w: wallet });
  return { show: (accounts: List) => listener(accounts), stop };
}

/** Lets the app in, in the name of a wallet that was asked. */
function tellIn(letIn: (() => void) | null): void {
  letIn?.();
}

beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('document', { readyState: 'complete' });
  settings.setState({ network: 'finney' });
  disconnectWallet();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a wallet', () => {
  it('is listed, connected, and its first account taken up and remembered', async () => {
    page([{ address: ONE, name: 'One' }, { address: TWO }]);
    await findWallets();
    expect(session.getState().wallets).toEqual([{ id: 'w', version: '1' }]);
    await connectWallet('w');
    const account = { address: ONE, name: 'One', source: 'wallet', wallet: 'w' } as const;
    expect(session.getState()).toMatchObject({ walletStatus: 'connected', walletError: null, account });
    expect(session.getState().accounts).toHaveLength(2);
    expect(settings.getState().lastAccount).toEqual({ address: ONE, source: 'wallet', wallet: 'w' });
    expect(await signerFor(account)).toMatchObject({ id: 'w' });
  });

  it('comes back after a reload with the account that was used last', async () => {
    page([{ address: ONE }, { address: TWO }]);
    settings.setState({ lastAccount: { address: TWO, source: 'wallet', wallet: 'w' } });
    await restoreAccount();
    expect(session.getState().account?.address).toBe(TWO);
  });

  it('is not asked for when it is no longer there', async () => {
    vi.stubGlobal('injectedWeb3', { other: { enable: async () => undefined } });
    settings.setState({ lastAccount: { address: TWO, source: 'wallet', wallet: 'w' } });
    await restoreAccount();
    expect(session.getState()).toMatchObject({ account: null, walletStatus: 'idle' });
  });

  it('follows renamed and added accounts, and closes one that is gone', async () => {
    const { show, stop } = page([{ address: ONE, name: 'One' }]);
    await connectWallet('w');
    show([{ address: ONE, name: 'Eins' }, { address: TWO }]);
    expect(session.getState().account?.name).toBe('Eins');
    expect(session.getState().accounts).toHaveLength(2);
    show([{ address: TWO }]);
    expect(session.getState().account).toBeNull();
    expect(settings.getState().lastAccount).toBeNull();
    chooseAccount(TWO);
    expect(session.getState().account?.address).toBe(TWO);
    show([]);
    expect(session.getState()).toMatchObject({ account: null, accounts: [], walletStatus: 'idle' });
    expect(stop).toHaveBeenCalled();
  });

  it('that says no is told in its own words', async () => {
    page([], () => Promise.reject(new Error('not allowed')));
    await connectWallet('w');
    expect(session.getState()).toMatchObject({
      walletStatus: 'failed',
      walletError: { code: 'walletDenied', detail: 'w: not allowed' },
      account: null,
    });
  });

  it('that shows no account is as good as one that says no', async () => {
    page([{ address: '0x52908400098527886E0F7030069857D2E4169EE7' }]);
    await connectWallet('w');
    expect(session.getState()).toMatchObject({
      walletStatus: 'failed',
      walletError: { code: 'walletDenied' },
    });
  });

  it('that answers after it was given up is not heard', async () => {
    let letIn: (() => void) | null = null;
    page([{ address: ONE }], () => new Promise((resolve) => (letIn = resolve)));
    const late = connectWallet('w');
    expect(session.getState().walletStatus).toBe('asking');
    await vi.waitFor(() => expect(letIn).not.toBeNull());
    await watchAddress(TWO);
    tellIn(letIn);
    await late;
    expect(session.getState()).toMatchObject({
      walletStatus: 'idle',
      account: { address: TWO, source: 'watch' },
    });
  });

  it('is forgotten on request', async () => {
    const { stop } = page([{ address: ONE }]);
    await connectWallet('w');
    const { account } = session.getState();
    disconnectWallet();
    expect(session.getState()).toMatchObject({ account: null, accounts: [], walletStatus: 'idle' });
    expect(settings.getState().lastAccount).toBeNull();
    expect(stop).toHaveBeenCalledOnce();
    if (account === null) throw new Error('no account');
    await expect(signerFor(account)).rejects.toMatchObject({ code: 'walletMissing' });
  });
});

describe('the built-in accounts', () => {
  it('stand in for a wallet on the local chain', async () => {
    settings.setState({ network: 'local' });
    await connectDevAccounts();
    expect(session.getState().accounts.map(({ name }) => name)).toEqual([
      'Alice',
      'Bob',
      'Charlie',
      'Dave',
      'Eve',
      'Ferdie',
    ]);
    const { account } = session.getState();
    expect(account).toMatchObject({ name: 'Alice', source: 'dev' });
    if (account === null) throw new Error('no account');
    await expect(signerFor(account)).resolves.toBeDefined();
    settings.setState({ network: 'finney' });
    await expect(signerFor(account)).rejects.toMatchObject({ code: 'walletMissing' });
  });

  it('are of no use anywhere else', async () => {
    for (const network of ['finney', 'test', 'custom'] as const) {
      settings.setState({ network });
      await connectDevAccounts();
      expect(session.getState()).toMatchObject({ account: null, accounts: [] });
    }
  });
});

describe('an address to watch', () => {
  it('is taken up without a signer, and remembered', async () => {
    expect(await watchAddress(ONE)).toEqual({ ok: true });
    const { account } = session.getState();
    expect(account).toEqual({ address: ONE, name: null, source: 'watch', wallet: null });
    if (account === null) throw new Error('no account');
    await expect(signerFor(account)).rejects.toMatchObject({ code: 'walletMissing' });
    session.setState({ account: null, accounts: [] });
    await restoreAccount();
    expect(session.getState().account?.address).toBe(ONE);
  });

  it('that is none changes nothing', async () => {
    await watchAddress(ONE);
    expect(await watchAddress('0x52908400098527886E0F7030069857D2E4169EE7')).toEqual({
      ok: false,
      reason: 'ethereum',
    });
    expect(session.getState().account?.address).toBe(ONE);
  });
});
