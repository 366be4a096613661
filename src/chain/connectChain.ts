import { cryptoWaitReady } from '@polkadot/util-crypto';
import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import { createBlockReader, headerRef } from './blockReader.ts';
import { chainInfo } from './chainInfo.ts';
import type { ChainClient, ChainListeners } from './client.ts';
import { digestInWorker } from './digestInWorker.ts';
import { dryRun } from './dryRun.ts';
import { askFee, estimateFee } from './estimateFee.ts';
import { describeCall } from './extrinsics.ts';
import { findExtrinsic } from './findExtrinsic.ts';
import { type JsonRpc, openJsonRpc } from './jsonRpc.ts';
import { fetchRuntime, readVersion } from './metadata.ts';
import { ask, askHex, type Node } from './node.ts';
import { readPoolBlock } from './poolBlock.ts';
import { readAvailability, readPositions } from './readAccount.ts';
import { readBlock } from './readBlock.ts';
import { readPrices, readSubnets } from './readSubnets.ts';
import { readValidators } from './readValidators.ts';
import type { Runtime } from './runtime.ts';
import { checkExtensions } from './signedExtensions.ts';
import { completeExtrinsic, prepareExtrinsic, sampleOf } from './signing.ts';
import { simulate, simulateRaw } from './simulate.ts';
import { submitAndWatch } from './submit.ts';
import { walletMetadata } from './walletMetadata.ts';

export interface ConnectOptions {
  readonly endpoint: string;
  /** 0x hex; a node of another chain is refused. Null accepts any. */
  readonly genesis: string | null;
  readonly listeners: ChainListeners;
  /** Bounds the opening of the socket, each request, and the wait for the first block. */
  readonly timeoutMs: number;
  /** Told once the node has shown that it is of the chain wanted, before all that takes long. */
  readonly onGenesis: () => void;
  /** Ends what is under way: it then rejects with `connectionLost`. Later it does nothing. */
  readonly signal: AbortSignal;
}

/** Beyond this many blocks the finalized head is too old to begin an era with. */
const MOST_FINALITY_LAG = 8;

/**
 * Connects to one node: the genesis is checked before anything else is asked, then the runtime is loaded and the heads are
 * followed. Resolves once a best and a finalized block are known. Rejects with AppError: `timeout`, `connectionLost`,
 * `wrongGenesis`, `nodeGarbage`. A client whose socket is gone stays gone.
 */
export async function connectChain(options: ConnectOptions): Promise<ChainClient> {
  const { endpoint, listeners, timeoutMs } = options;
  let closed = false;
  const lose = (reason: Error): void => {
    if (closed) return;
    closed = true;
    listeners.onLost(reason);
  };
  const [rpc] = await Promise.all([openJsonRpc(endpoint, timeoutMs, lose), cryptoWaitReady()]);
  const close = (): void => {
    closed = true;
    rpc.close();
  };
  const onLost = (reason: Error): void => {
    rpc.close();
    lose(reason);
  };
  const callOff = (): void => rpc.close();
  options.signal.addEventListener('abort', callOff);
  try {
    if (options.signal.aborted) throw new AppError('connectionLost', 'called off');
    const genesis = await askHex(rpc, 'chain_getBlockHash', [0]);
    if (options.genesis !== null && genesis !== options.genesis) throw new AppError('wrongGenesis', genesis);
    options.onGenesis();
    const [name, version] = await Promise.all([
      ask(rpc, 'system_chain'),
      ask(rpc, 'state_getRuntimeVersion'),
    ]);
    const chainName = String(name).slice(0, 100);
    const state = { runtime: await fetchRuntime(rpc, genesis, readVersion(version)) };
    const runtime = (): Runtime => state.runtime;
    const onRuntime = (next: Runtime): void => {
      state.runtime = next;
      listeners.onRuntime(chainInfo(next, genesis, chainName));
    };
    const [heads] = await Promise.all([
      followHeads(rpc, runtime, listeners, timeoutMs),
      followRuntime(rpc, genesis, runtime, { onRuntime, onLost }),
    ]);
    return createClient(endpoint, genesis, chainName, { rpc, runtime }, heads, close);
  } catch (error) {
    close();
    throw error;
  } finally {
    options.signal.removeEventListener('abort', callOff);
  }
}

interface RuntimeListeners {
  readonly onRuntime: (runtime: Runtime) => void;
  readonly onLost: (error: Error) => void;
}

/** Loads the runtime anew whenever the node says that it has another. */
async function followRuntime(
  rpc: JsonRpc,
  genesis: string,
  current: () => Runtime,
  { onRuntime, onLost }: RuntimeListeners,
): Promise<void> {
  const reload = async (answer: unknown): Promise<void> => {
    const version = readVersion(answer);
    if (version.specVersion !== current().specVersion) onRuntime(await fetchRuntime(rpc, genesis, version));
  };
  await rpc.subscribe({
    method: 'state_subscribeRuntimeVersion',
    params: [],
    unsubscribe: 'state_unsubscribeRuntimeVersion',
    // Without the new metadata nothing decodes: a node that does not give it is as good as lost.
    onMessage: (answer) => {
      reload(answer).catch(onLost);
    },
  });
}

interface Heads {
  best(): BlockRef;
  finalized(): BlockRef;
}

async function followHeads(
  rpc: JsonRpc,
  runtime: () => Runtime,
  listeners: ChainListeners,
  timeoutMs: number,
): Promise<Heads> {
  let isReady = false;
  const follow = async (method: string, unsubscribe: string, tell: (block: BlockRef) => void) => {
    let newest: BlockRef | null = null;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new AppError('timeout', method)), timeoutMs);
      const onMessage = (header: unknown): void => {
        let block: BlockRef;
        try {
          block = headerRef(runtime(), header);
        } catch (error) {
          // Before the first block this node is no good; later the next header may be.
          if (newest === null) reject(error);
          return;
        }
        if (block.hash === newest?.hash) return;
        newest = block;
        clearTimeout(timer);
        resolve();
        if (isReady) tell(block);
      };
      rpc.subscribe({ method, params: [], unsubscribe, onMessage, onEnd: reject }).catch(reject);
    });
    return (): BlockRef => {
      if (newest === null) throw new Error('no block is known yet');
      return newest;
    };
  };
  const [best, finalized] = await Promise.all([
    follow('chain_subscribeNewHeads', 'chain_unsubscribeNewHeads', listeners.onHead),
    follow('chain_subscribeFinalizedHeads', 'chain_unsubscribeFinalizedHeads', listeners.onFinalized),
  ]);
  isReady = true;
  return { best, finalized };
}

function createClient(
  endpoint: string,
  genesis: string,
  chainName: string,
  node: Node,
  heads: Heads,
  close: () => void,
): ChainClient {
  const reader = createBlockReader(node);
  /** As last read, for estimates only: what is signed asks for its nonce. */
  const nonces = new Map<string, number>();
  // A finalized block stays, so that a reorganisation cannot void a signature; one that lags far would eat up the era.
  const checkpoint = (): BlockRef => {
    const [best, finalized] = [heads.best(), heads.finalized()];
    return best.number - finalized.number > MOST_FINALITY_LAG ? best : finalized;
  };
  return {
    endpoint,
    info: () => chainInfo(node.runtime(), genesis, chainName),
    head: heads.best,
    finalized: heads.finalized,
    async readBlock(wanted, at) {
      const reading = await readBlock(node, wanted, at);
      if (wanted.account !== null) nonces.set(wanted.account, reading.nonce ?? 0);
      return reading;
    },
    readPrices: (at) => readPrices(node, at),
    readSubnets: (at) => readSubnets(node, at),
    readPositions: (account, at) => readPositions(node, account, at),
    readAvailability: (account, at) => readAvailability(node, account, at),
    readValidators: (netuid, at) => readValidators(node, netuid, at),
    simulate: (netuid, side, amountIn, at) => simulate(node, netuid, side, amountIn, at),
    simulateRaw: (netuid, side, amountIn, at) => simulateRaw(node, netuid, side, amountIn, at),
    estimateFee(call, address) {
      const account = { address, nonce: nonces.get(address) ?? 0 };
      return estimateFee(node, genesis, call, account, checkpoint());
    },
    describe: (call) => describeCall(node.runtime(), call),
    async prepare(call, account, metadataHash) {
      checkExtensions(node.runtime());
      const nonce = await ask(node.rpc, 'system_accountNextIndex', [account]);
      if (typeof nonce !== 'number') throw new AppError('nodeGarbage', 'system_accountNextIndex');
      return prepareExtrinsic(
        node.runtime(),
        genesis,
        call,
        { address: account, nonce },
        checkpoint(),
        metadataHash,
      );
    },
    estimateFeeOf: (prepared) => askFee(node, sampleOf(node.runtime(), prepared)),
    metadataDigest() {
      const { specVersion, metadataHex } = node.runtime();
      return digestInWorker(`${genesis}-${specVersion}`, metadataHex);
    },
    complete: (prepared, answer, others) => completeExtrinsic(node.runtime(), prepared, answer, others),
    dryRun: (signed, era) => dryRun(node, signed, era, heads.best()),
    send: (signed, onPhase) => submitAndWatch(node.rpc, reader, signed, onPhase),
    find: (sought) => findExtrinsic(reader, sought, { best: heads.best(), finalized: heads.finalized() }),
    readPoolBlock: (block, order, netuid) => readPoolBlock(node, reader, block, order, netuid),
    walletMetadata: () => walletMetadata(node.runtime(), genesis, chainName),
    ping: async () => {
      await ask(node.rpc, 'system_chain');
    },
    answeredAt: () => node.rpc.answeredAt(),
    close,
  };
}
