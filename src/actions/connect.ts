import type { ChainClient, ChainListeners } from '#chain/client.ts';
import type { Network } from '#config/networks.ts';
import { AppError } from '#domain/appError.ts';
import { market, resetMarket } from '#stores/market.ts';
import { NO_FACTS, session, setConnection } from '#stores/session.ts';
import { offerMetadata } from './activeWallet.ts';
import { findNewer, type OpenLight, openLight } from './findNewer.ts';
import { followChain, forgetChain, onFinalized, onHead } from './followChain.ts';
import { followPending } from './followPending.ts';
import { blameClock, headCame, stopHeadWatch, watchHeads } from './headWatch.ts';
import { dropClient, heldClient, holdClient } from './held.ts';
import { loadSubnets } from './loadSubnets.ts';
import { pause } from './pause.ts';
import { type OpenChain, type Reach, reachNode } from './reachNode.ts';
import { resolveNetwork } from './resolveNetwork.ts';
import { callStandIn, dismissStandIn, takeStandIn } from './standIn.ts';
import { toAppError } from './toAppError.ts';
import { stopWatchdog, watchdog } from './watchdog.ts';

const RETRY_PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
/** Another node that is so many blocks ahead is taken instead of one whose blocks are late. */
const NEWER_BY = 2;

/** One connection to a network, over as many nodes as it takes. What an older one still does comes to nothing. */
interface Run {
  network: Network;
  readonly open: OpenChain;
  readonly light: OpenLight;
  readonly calledOff: AbortController;
}

let run: Run | null = null;

const loadChain = () => import('#chain/connectChain.ts');
const openChain: OpenChain = async (options) => (await loadChain()).connectChain(options);

/** The network in use, by the person's settings or the build's default. */
export function currentNetwork(): Network {
  return resolveNetwork();
}

/**
 * Connects to the network in use: endpoints in order, the next beside one that is slow, until one is ready and of the
 * chain. From then on heads are followed, and a node that is gone, silent or behind is replaced until disconnect() or the
 * next connect(). How it went stands in session.connection. May be called again to retry.
 */
export async function connect(open?: OpenChain, light: OpenLight = openLight): Promise<void> {
  const calledOff = new AbortController();
  const mine: Run = { network: resolveNetwork(), open: open ?? openChain, light, calledOff };
  endRun();
  run = mine;
  session.setState({ endpoints: new Map(), clockAheadMs: 0 });
  setConnection({ status: 'connecting', endpoint: null, latencyMs: null, error: null });
  // The time that the library takes to load is not the first node's.
  if (open === undefined) await loadChain().catch(() => undefined);
  const reached = await reach(mine, mine.network.endpoints, mine.network.genesis);
  if (reached instanceof AppError) {
    if (mine === run) setConnection({ status: 'failed', error: reached });
  } else await adopt(reached, mine);
}

/**
 * Goes over to an endpoint of the network in use; the node that is there stays until the other is ready, and for good when
 * it does not come. Without one, it connects anew.
 */
export async function goTo(endpoint: string): Promise<void> {
  const mine = run;
  const client = heldClient();
  if (mine === null || client === null) return connect(mine?.open, mine?.light);
  mine.network = resolveNetwork();
  if (client.endpoint === endpoint) return;
  const reached = await reach(mine, [endpoint], client.info().genesis);
  if (!(reached instanceof AppError)) return adopt(reached, mine);
  if (heldClient() === client) setConnection({ error: reached });
}

/** Ends the connection for good. */
export async function disconnect(): Promise<void> {
  endRun();
  setConnection({ status: 'idle', endpoint: null, latencyMs: null, error: null });
}

function endRun(): void {
  run?.calledOff.abort();
  run = null;
  leave();
}

function leave(): void {
  dismissStandIn();
  stopWatchdog();
  stopHeadWatch();
  forgetChain();
  dropClient();
}

function reach(mine: Run, endpoints: readonly string[], genesis: string | null) {
  return reachNode({ ...reachOf(mine, endpoints, genesis), signal: mine.calledOff.signal });
}

function reachOf(mine: Run, endpoints: readonly string[], genesis: string | null): Omit<Reach, 'signal'> {
  const onTry = (endpoint: string): void => {
    // While a node is in use, it is the one to show.
    if (mine === run && heldClient() === null) setConnection({ endpoint });
  };
  return { open: mine.open, endpoints, genesis, onTry, listeners: (own) => listenersFor(mine, own) };
}

function listenersFor(mine: Run, own: () => ChainClient | null): ChainListeners {
  const ifCurrent =
    <T>(listener: (news: T) => void) =>
    (news: T): void => {
      const client = own();
      if (mine === run && client !== null && client === heldClient()) listener(news);
    };
  return {
    onHead: ifCurrent((head) => {
      headCame();
      onHead(head);
    }),
    onFinalized: ifCurrent(onFinalized),
    onRuntime: ifCurrent((chain) => {
      session.setState({ chain, networkFees: new Map() });
      void loadSubnets();
      void offerMetadata();
    }),
    onLost: ifCurrent((error) => void recover(mine, error)),
  };
}

/** Makes a client the one that the app talks to, in place of any other. */
async function adopt(client: ChainClient, mine: Run): Promise<void> {
  if (mine !== run) return client.close();
  leave();
  takeUp(client);
  setConnection({ status: 'ready', endpoint: client.endpoint, error: null });
  const moveOver = (other: ChainClient): void => void adopt(other, mine);
  watchdog(client, {
    onSuspect: () => callStandIn(reachOf(mine, othersThan(client, mine), client.info().genesis), moveOver),
    onAlive: dismissStandIn,
    onDead: (error) => void recover(mine, error),
  });
  watchHeads(mine.network.blockTimeMs, () => void lookForNewer(client, mine));
  followChain(client);
  void offerMetadata();
  void followPending();
  await loadSubnets();
}

function takeUp(client: ChainClient): void {
  const chain = client.info();
  const known = session.getState().chain;
  if (known !== null && known.genesis !== chain.genesis) {
    resetMarket();
    session.setState(NO_FACTS);
  }
  const isSameRuntime = known?.genesis === chain.genesis && known.specVersion === chain.specVersion;
  // What a second node said was said of another.
  if (market.getState().secondOpinion?.of !== client.endpoint) market.setState({ secondOpinion: null });
  holdClient(client);
  session.setState(({ networkFees }) => ({ chain, networkFees: isSameRuntime ? networkFees : new Map() }));
}

/** The network's other endpoints, beginning with the one after the client's. */
function othersThan({ endpoint }: ChainClient, { network }: Run): readonly string[] {
  const index = network.endpoints.indexOf(endpoint);
  return [...network.endpoints.slice(index + 1), ...network.endpoints.slice(0, Math.max(index, 0))];
}

/** Replaces a node that is gone, for as long as it takes. What is on screen stays, marked with its age. */
async function recover(mine: Run, error: Error): Promise<void> {
  const lost = heldClient();
  if (mine !== run || lost === null) return;
  const { network } = mine;
  const genesis = network.genesis ?? session.getState().chain?.genesis ?? null;
  const standIn = takeStandIn();
  leave();
  setConnection({ status: 'offline', latencyMs: null, error: toAppError(error) });
  mine.calledOff.signal.addEventListener('abort', () => standIn?.calledOff.abort());
  const standInReached = await standIn?.reached;
  if (standInReached !== undefined && !(standInReached instanceof AppError))
    return adopt(standInReached, mine);
  for (let turn = 0; mine === run; turn += 1) {
    const order = turn === 0 ? [...othersThan(lost, mine), lost.endpoint] : network.endpoints;
    const reached = await reach(mine, order, genesis);
    if (!(reached instanceof AppError)) return adopt(reached, mine);
    if (mine !== run) return;
    // The one node there is has become another chain's: waiting mends nothing.
    const isHopeless = reached.code === 'wrongGenesis' && network.endpoints.length === 1;
    if (isHopeless) return setConnection({ status: 'failed', error: reached });
    setConnection({ error: reached });
    await pause(RETRY_PAUSES_MS[Math.min(turn, RETRY_PAUSES_MS.length - 1)] ?? 0);
  }
}

/** The node's blocks are late or old: goes over to one that knows newer blocks, if there is one. */
async function lookForNewer(client: ChainClient, mine: Run): Promise<void> {
  const { genesis } = client.info();
  const chain = { genesis, number: client.head().number, margin: NEWER_BY };
  const elsewhere = await findNewer(othersThan(client, mine), chain, mine.light);
  if (mine !== run || heldClient() !== client) return;
  if (elsewhere.kind === 'same') blameClock();
  if (elsewhere.kind !== 'newer') return;
  const other = await reach(mine, [elsewhere.endpoint], genesis);
  if (other instanceof AppError) return;
  const isBetter = heldClient() === client && other.head().number > client.head().number;
  if (isBetter) await adopt(other, mine);
  else other.close();
}
