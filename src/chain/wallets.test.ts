import { cryptoWaitReady, encodeAddress } from '@polkadot/util-crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptAccounts, enableWallet, listWallets } from './wallets.ts';

await cryptoWaitReady();

const key = (fill: number) => new Uint8Array(32).fill(fill);
const own = (fill: number) => encodeAddress(key(fill), 42);
const genesis = '0xaa';

/** A page with these wallets. */
function page(wallets: Record<string, unknown>): Record<string, unknown> {
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('document', { readyState: 'complete' });
  vi.stubGlobal('injectedWeb3', wallets);
  return wallets;
}

function granted(accounts: readonly unknown[] = [{ address: own(1), name: 'One', type: 'sr25519' }]) {
  return {
    accounts: { get: async () => accounts, subscribe: () => () => undefined },
    signer: { signPayload: async () => ({ id: 1, signature: '0x01' }) },
  };
}

beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('acceptAccounts', () => {
  it('takes the three kinds of keys, and shows them with prefix 42', () => {
    const list = [
      { address: encodeAddress(key(1), 0), name: 'a', type: 'sr25519' as const },
      { address: own(2), type: 'ed25519' as const },
      { address: own(3), name: ' \u202E ', type: 'ecdsa' as const },
      { address: own(4), genesisHash: genesis },
    ];
    expect(acceptAccounts(list, 'w', genesis)).toEqual([
      { address: own(1), name: 'a', source: 'wallet', wallet: 'w' },
      { address: own(2), name: null, source: 'wallet', wallet: 'w' },
      { address: own(3), name: null, source: 'wallet', wallet: 'w' },
      { address: own(4), name: null, source: 'wallet', wallet: 'w' },
    ]);
  });

  it('leaves out Ethereum keys, other chains’ accounts, nonsense and doubles', () => {
    const list = [
      { address: '0x52908400098527886E0F7030069857D2E4169EE7', type: 'ethereum' as const },
      { address: '0x52908400098527886E0F7030069857D2E4169EE7' },
      { address: own(1), type: 'ethereum' as const },
      { address: own(2), genesisHash: '0xbb' },
      { address: 'nonsense' },
      { address: encodeAddress(new Uint8Array([1, 2]), 42) },
      { address: own(5) },
      { address: encodeAddress(key(5), 0) },
    ];
    expect(acceptAccounts(list, 'w', genesis).map(({ address }) => address)).toEqual([own(5)]);
  });
});

describe('listWallets', () => {
  it('names the wallets of the page and asks none', () => {
    const enable = vi.fn();
    page({ a: { version: '1.2.3', enable }, b: { connect: enable } });
    expect(listWallets()).toEqual([
      { id: 'a', version: '1.2.3' },
      { id: 'b', version: '' },
    ]);
    expect(enable).not.toHaveBeenCalled();
  });

  it('is empty on a page without any', () => {
    expect(listWallets()).toEqual([]);
  });
});

describe('enableWallet', () => {
  it('asks one wallet and no other, and leaves the page’s list as it was', async () => {
    const [chosen, other] = [vi.fn(async () => granted()), vi.fn(async () => granted())];
    const wallets = page({
      chosen: { enable: chosen, version: '1' },
      other: { enable: other, version: '1' },
    });
    const wallet = await enableWallet('chosen', 'Raoswap', genesis, 5_000);
    expect(await wallet.accounts()).toEqual([
      { address: own(1), name: 'One', source: 'wallet', wallet: 'chosen' },
    ]);
    expect(chosen).toHaveBeenCalledExactlyOnceWith('Raoswap');
    expect(other).not.toHaveBeenCalled();
    expect(Reflect.get(globalThis, 'injectedWeb3')).toBe(wallets);
  });

  it('knows the newer form of injection', async () => {
    const connect = vi.fn(async () => ({ name: 'n', version: '2', ...granted() }));
    page({ n: { connect } });
    expect((await enableWallet('n', 'Raoswap', genesis, 5_000)).id).toBe('n');
    expect(connect).toHaveBeenCalledOnce();
  });

  it('says that a wallet said no, and prints nothing', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    page({ w: { enable: () => Promise.reject(new Error('not allowed')) } });
    await expect(enableWallet('w', 'Raoswap', genesis, 5_000)).rejects.toMatchObject({
      code: 'walletDenied',
      detail: 'w: not allowed',
    });
    expect(error).not.toHaveBeenCalled();
  });

  it('gives a silent wallet up, and can ask another meanwhile', async () => {
    page({ w: { enable: () => new Promise(() => undefined) }, v: { enable: async () => granted() } });
    const silent = enableWallet('w', 'Raoswap', genesis, 300);
    const answering = enableWallet('v', 'Raoswap', genesis, 5_000);
    expect((await answering).id).toBe('v');
    await expect(silent).rejects.toMatchObject({ code: 'walletSilent' });
  });

  it('says that a wallet is not there', async () => {
    page({});
    await expect(enableWallet('w', 'Raoswap', genesis, 5_000)).rejects.toMatchObject({
      code: 'walletMissing',
    });
  });
});

describe('offerMetadata', () => {
  const metadata = { chain: 'c', genesisHash: '0xaa', specVersion: 475, calls: 'AAAA', raw: '0x00' };

  async function offer(known: readonly unknown[]): Promise<readonly unknown[]> {
    const provide = vi.fn(async () => true);
    page({ w: { enable: async () => ({ ...granted(), metadata: { get: async () => known, provide } }) } });
    const wallet = await enableWallet('w', 'Raoswap', genesis, 5_000);
    expect(await wallet.offerMetadata(metadata, () => metadata)).toBe(true);
    return provide.mock.calls;
  }

  it('offers what the wallet does not know, or knows of an older runtime', async () => {
    expect(await offer([])).toHaveLength(1);
    expect(await offer([{ genesisHash: '0xaa', specVersion: 474 }])).toHaveLength(1);
    expect(await offer([{ genesisHash: '0xbb', specVersion: 999 }])).toHaveLength(1);
  });

  it('offers nothing that the wallet knows', async () => {
    expect(await offer([{ genesisHash: '0xaa', specVersion: 475 }])).toHaveLength(0);
  });
});
