import type {
  InjectedAccount,
  InjectedExtension,
  InjectedWindowProvider,
} from '@polkadot/extension-inject/types';
import type { Account } from '#domain/account.ts';
import { AppError } from '#domain/appError.ts';
import { cleanText } from '#domain/text.ts';
import { within } from '#lib/within.ts';
import { ownForm } from './address.ts';
import { askOneWallet } from './askOneWallet.ts';
import type { Signer, WalletMetadata } from './client.ts';

/** A wallet that let the app in. */
export interface Wallet extends Signer {
  readonly id: string;
  /** The accounts it shows, now. */
  accounts(): Promise<readonly Account[]>;
  /** Tells of every change of the accounts. Returns the way to stop. */
  subscribe(listener: (accounts: readonly Account[]) => void): () => void;
  /**
   * Offers the chain's metadata, made when it is wanted, unless the wallet knows this runtime or takes none. Resolves
   * false when it did not want it.
   */
  offerMetadata(runtime: RuntimeName, make: () => WalletMetadata): Promise<boolean>;
}

type RuntimeName = Pick<WalletMetadata, 'genesisHash' | 'specVersion'>;

const NAME_LENGTH = 60;
const ACCEPTED_TYPES = ['sr25519', 'ed25519', 'ecdsa'];

/** The wallets that put themselves into the page, without asking them for anything. */
export function listWallets(): readonly { readonly id: string; readonly version: string }[] {
  return Object.entries(injected()).map(([id, provider]) => ({
    id,
    version: cleanText(String(provider?.version ?? ''), 20),
  }));
}

function injected(): Readonly<Record<string, InjectedWindowProvider | undefined>> {
  const found: unknown = Reflect.get(globalThis, 'injectedWeb3');
  return typeof found === 'object' && found !== null ? { ...found } : {};
}

/**
 * Asks one wallet to let the app in, and no other. `walletMissing`: it is not in the page. `walletDenied`: it said no.
 * `walletSilent`: it did not answer within `timeoutMs`.
 */
export async function enableWallet(
  id: string,
  origin: string,
  genesis: string | null,
  timeoutMs: number,
): Promise<Wallet> {
  const provider = injected()[id];
  if (provider === undefined) throw new AppError('walletMissing', id);
  const asking = askOneWallet(id, provider, origin);
  const extension = await within(asking, timeoutMs, new AppError('walletSilent', id));
  return createWallet(id, extension, genesis);
}

function createWallet(id: string, extension: InjectedExtension, genesis: string | null): Wallet {
  return {
    id,
    async accounts() {
      return acceptAccounts(await extension.accounts.get(), id, genesis);
    },
    subscribe(listener) {
      const stop: unknown = extension.accounts.subscribe((list) =>
        listener(acceptAccounts(list, id, genesis)),
      );
      return () => {
        if (typeof stop === 'function') stop();
      };
    },
    async sign({ payload }) {
      const sign = extension.signer.signPayload;
      if (sign === undefined) throw new AppError('walletFailed', `${id} signs no transactions`);
      const { signature, signedTransaction } = await sign.call(extension.signer, { ...payload });
      return {
        signature,
        signedTransaction: typeof signedTransaction === 'string' ? signedTransaction : null,
      };
    },
    offerMetadata: (runtime, make) => offer(extension, runtime, make),
  };
}

/**
 * The accounts of a wallet that this chain can use, with prefix 42. Left out: Ethereum keys, what is no account, and
 * accounts that the wallet ties to another chain.
 */
export function acceptAccounts(
  list: readonly InjectedAccount[],
  wallet: string,
  genesis: string | null,
): readonly Account[] {
  if (!Array.isArray(list)) return [];
  const accepted = new Map<string, Account>();
  for (const { address, genesisHash, name, type } of list as readonly InjectedAccount[]) {
    if (type !== undefined && type !== null && !ACCEPTED_TYPES.includes(type)) continue;
    if (genesisHash && genesis !== null && genesisHash !== genesis) continue;
    const own = typeof address === 'string' && !address.startsWith('0x') ? ownForm(address) : null;
    if (own === null || accepted.has(own)) continue;
    const shown = typeof name === 'string' ? cleanText(name, NAME_LENGTH) : '';
    accepted.set(own, { address: own, name: shown === '' ? null : shown, source: 'wallet', wallet });
  }
  return [...accepted.values()];
}

async function offer(
  extension: InjectedExtension,
  runtime: RuntimeName,
  make: () => WalletMetadata,
): Promise<boolean> {
  if (extension.metadata === undefined) return false;
  const known = await extension.metadata.get();
  const isKnown = known.some(
    (each) => each.genesisHash === runtime.genesisHash && each.specVersion >= runtime.specVersion,
  );
  if (isKnown) return true;
  const { chain, genesisHash, specVersion, calls, raw } = make();
  return extension.metadata.provide({
    chain,
    chainType: 'substrate',
    genesisHash: genesisHash as `0x${string}`,
    icon: 'substrate',
    metaCalls: calls,
    rawMetadata: raw as `0x${string}`,
    specVersion,
    ss58Format: 42,
    tokenDecimals: 9,
    tokenSymbol: 'TAO',
    types: {},
  });
}
