import type { InjectedExtension, InjectedWindowProvider } from '@polkadot/extension-inject/types';
import { AppError } from '#domain/appError.ts';

/** One asking at a time: each needs the page's list of wallets to itself for a moment. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Enables one wallet through @polkadot/extension-dapp. Its web3Enable asks every wallet of the page at once and keeps
 * their refusals to itself, so it is shown a list with only this one, whose answer is caught here. The page's own list
 * is back before the wallet is asked, with no task of another script in between.
 */
export async function askOneWallet(
  id: string,
  provider: InjectedWindowProvider,
  origin: string,
): Promise<InjectedExtension> {
  const { web3Enable } = await import('@polkadot/extension-dapp');
  // The library waits for the page as well, and until then the list would be narrowed.
  await pageLoaded();
  const asking = turn.then(() => ask(web3Enable, id, provider, origin));
  turn = asking.then(({ asked }) => asked).catch(() => undefined);
  return (await asking).answer;
}

async function pageLoaded(): Promise<void> {
  if (document.readyState === 'complete') return;
  await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
}

type Web3Enable = typeof import('@polkadot/extension-dapp').web3Enable;

interface Asking {
  /** Settles once the wallet has been asked. */
  readonly asked: Promise<void>;
  readonly answer: Promise<InjectedExtension>;
}

function ask(web3Enable: Web3Enable, id: string, provider: InjectedWindowProvider, origin: string): Asking {
  const all: unknown = Reflect.get(globalThis, 'injectedWeb3');
  let tellAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve;
  });
  const answer = new Promise<InjectedExtension>((resolve, reject) => {
    const connect = async (): Promise<InjectedExtension> => {
      Reflect.set(globalThis, 'injectedWeb3', all);
      tellAsked();
      try {
        return await letIn(id, provider, origin);
      } catch (error) {
        reject(denial(id, error));
        // The library prints refusals as errors of the page; this one has been told to the one who asked.
        return silent(id);
      }
    };
    const showOne = async (): Promise<boolean> =>
      Reflect.set(globalThis, 'injectedWeb3', { [id]: { connect, version: provider.version } });
    web3Enable(origin, [showOne]).then(([extension]) => {
      if (extension === undefined) reject(new AppError('walletFailed', id));
      else resolve(extension);
    }, reject);
  });
  answer.catch(tellAsked);
  return { asked, answer };
}

/** The newer form of injection tells its own name; the older does not. */
async function letIn(
  id: string,
  provider: InjectedWindowProvider,
  origin: string,
): Promise<InjectedExtension> {
  if (provider.connect !== undefined) return provider.connect(origin);
  if (provider.enable === undefined) throw new AppError('walletFailed', `${id} cannot be enabled`);
  const granted = await provider.enable(origin);
  // Its members may live on a prototype: they are taken by name, not spread.
  const { accounts, metadata, signer } = granted;
  const named = { name: id, version: provider.version ?? 'unknown', accounts, signer };
  return metadata === undefined ? named : { ...named, metadata };
}

function denial(id: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new AppError('walletDenied', `${id}: ${detail}`.slice(0, 300), error);
}

/** A wallet without accounts, for the library to hold after a refusal. */
function silent(id: string): InjectedExtension {
  return {
    name: id,
    version: '',
    accounts: { get: async () => [], subscribe: () => () => undefined },
    signer: {},
  };
}
