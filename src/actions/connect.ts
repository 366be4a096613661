import type { ChainClient, ChainListeners } from '#chain/client.ts';
import type { ConnectOptions } from '#chain/connectChain.ts';
import type { Network } from '#config/networks.ts';
import { AppError } from '#domain/appError.ts';
import { resetMarket } from '#stores/market.ts';
import { NO_FACTS, session, setConnection } from '#stores/session.ts';
import { offerMetadata } from './activeWallet.ts';
import { followChain, forgetChain, onFinalized, onHead } from './followChain.ts';
import { dropClient, heldClient, holdClient } from './held.ts';
import { loadSubnets } from './loadSubnets.ts';
import { pause } from './pause.ts';
import { resolveNetwork } from './resolveNetwork.ts';
import { resumePending } from './resumePending.ts';
import { toAppError } from './toAppError.ts';
import { stopWatchdog, watchdog } from './watchdog.ts';

/** Opens one endpoint. Tests give one of their own. */
export type OpenChain = (options: ConnectOptions) => Promise<ChainClient>;

/** Longer than this and the next endpoint is tried; also the limit of each request. */
const TIMEOUT_MS = 15_000;
const RETRY_PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/** Each call of connect or disconnect begins a new run; what an older one still does comes to nothing. */
let run = 0;

const openChain: OpenChain = async (options) =>
  (await import('#chain/connectChain.ts')).connectChain(options);

/** The network in use, by the person's settings or the build's default. */
export function currentNetwork(): Network {
  return resolveNetwork();
}

/**
 * Connects to the network in use: endpoints in order until one answers with the right genesis. From then on heads
 * are followed, and a lost socket is replaced, endpoint after endpoint, until disconnect() or the next connect(). How it
 * went stands in session.connection. May be called again to retry.
 */
export async function connect(open: OpenChain = openChain): Promise<void> {
  const mine = ++run;
  leave();
  setConnection({ status: 'connecting', endpoint: null, latencyMs: null, error: null });
  const network = resolveNetwork();
  const reached = await reach(network, { open, mine, first: 0, genesis: network.genesis });
  if (mine !== run) return;
  if (reached instanceof AppError) setConnection({ status: 'failed', error: reached });
  else await adopt(reached, network, open, mine);
}

/** Ends the connection for good. */
export async function disconnect(): Promise<void> {
  run += 1;
  leave();
  setConnection({ status: 'idle', endpoint: null, latencyMs: null, error: null });
}

function leave(): void {
  stopWatchdog();
  forgetChain();
  dropClient();
}

interface Attempt {
  readonly open: OpenChain;
  readonly mine: number;
  /** Index of the endpoint to begin with. */
  readonly first: number;
  readonly genesis: string | null;
}

/** Tries every endpoint once, beginning with `first`. The error tells most when a node answered but was of another chain. */
async function reach(network: Network, attempt: Attempt): Promise<ChainClient | AppError> {
  const { open, mine, first, genesis } = attempt;
  const { endpoints } = network;
  let failure = new AppError('noEndpoint');
  for (let index = 0; index < endpoints.length && mine === run; index += 1) {
    const endpoint = endpoints[(first + index) % endpoints.length];
    if (endpoint === undefined) continue;
    setConnection({ endpoint });
    try {
      const listeners = listenersFor(network, open, mine);
      const client = await open({ endpoint, genesis, listeners, timeoutMs: TIMEOUT_MS });
      if (mine === run) return client;
      client.close();
    } catch (error) {
      const reason = toAppError(error);
      const isUnreachable = reason.code === 'timeout' || reason.code === 'connectionLost';
      if (!isUnreachable) failure = reason;
      else if (failure.code === 'noEndpoint') failure = new AppError('noEndpoint', endpoint, reason);
    }
  }
  return failure;
}

function listenersFor(network: Network, open: OpenChain, mine: number): ChainListeners {
  const ifCurrent =
    <T>(listener: (news: T) => void) =>
    (news: T): void => {
      if (mine === run) listener(news);
    };
  return {
    onHead: ifCurrent((head) => {
      watchdog(network.blockTimeMs, (error) => void recover(network, open, mine, error));
      onHead(head);
    }),
    onFinalized: ifCurrent(onFinalized),
    onRuntime: ifCurrent((chain) => {
      session.setState({ chain, networkFees: new Map() });
      void loadSubnets();
      void offerMetadata();
    }),
    onLost: ifCurrent((error) => void recover(network, open, mine, error)),
  };
}

/** Makes a client the one that the app talks to. */
async function adopt(client: ChainClient, network: Network, open: OpenChain, mine: number): Promise<void> {
  const chain = client.info();
  const known = session.getState().chain;
  if (known !== null && known.genesis !== chain.genesis) {
    resetMarket();
    session.setState(NO_FACTS);
  }
  holdClient(client);
  session.setState({ chain, networkFees: new Map() });
  setConnection({ status: 'ready', endpoint: client.endpoint, error: null });
  watchdog(network.blockTimeMs, (error) => void recover(network, open, mine, error));
  followChain(client);
  void offerMetadata();
  void resumePending();
  await loadSubnets();
}

/** Replaces a node that is gone, for as long as it takes. What is on screen stays, marked with its age. */
async function recover(network: Network, open: OpenChain, mine: number, error: Error): Promise<void> {
  const lost = heldClient();
  if (mine !== run || lost === null) return;
  leave();
  setConnection({ status: 'offline', latencyMs: null, error: toAppError(error) });
  const genesis = network.genesis ?? session.getState().chain?.genesis ?? null;
  let first = network.endpoints.indexOf(lost.endpoint) + 1;
  for (let turn = 0; mine === run; turn += 1) {
    const reached = await reach(network, { open, mine, first, genesis });
    if (mine !== run) return;
    if (!(reached instanceof AppError)) return adopt(reached, network, open, mine);
    if (reached.code === 'wrongGenesis') return setConnection({ status: 'failed', error: reached });
    setConnection({ error: reached });
    first = 0;
    await pause(RETRY_PAUSES_MS[Math.min(turn, RETRY_PAUSES_MS.length - 1)] ?? 0);
  }
}
