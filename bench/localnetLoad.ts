/**
 * How the local chain bears load and time: 200 clients that follow it, and 2,000 blocks of memory. Prints ratios beside
 * the figures: the figures are a machine's, the ratios the program's.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { Market } from '#localnet/market/market.ts';
import { developmentAuthor } from '#localnet/node/blockAuthor.ts';
import { Chain } from '#localnet/node/chain.ts';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from '#localnet/server.ts';
import type { Report } from './followers.ts';

const SOCKETS = 200;
/** Milliseconds; a chain's own is twelve times as long. */
const BLOCK_TIME = 1_000;
const MEASURED_BLOCKS = 30;
const MEMORY_STEPS = [500, 1_000, 1_500, 2_000];

interface Load {
  /** Milliseconds of this process for each block. */
  readonly cpu: number;
  /** Share of the blocks that came within a tenth of the block time of their turn. */
  readonly onTime: number;
}

/** Watches the chain make blocks. */
async function measureBlocks({ chain }: Localnet): Promise<Load> {
  await nextBlock(chain);
  const before = process.cpuUsage();
  let last = performance.now();
  let punctual = 0;
  for (let count = 0; count < MEASURED_BLOCKS; count += 1) {
    await nextBlock(chain);
    const now = performance.now();
    if (Math.abs(now - last - BLOCK_TIME) <= BLOCK_TIME / 10) punctual += 1;
    last = now;
  }
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1_000 / MEASURED_BLOCKS, onTime: punctual / MEASURED_BLOCKS };
}

function nextBlock(chain: Chain): Promise<void> {
  return new Promise((resolve) => {
    const stop = chain.bestChanged.add(() => {
      stop();
      resolve();
    });
  });
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0;
}

async function measureLoad(): Promise<void> {
  const localnet = await startLocalnet({
    runtime: localRuntime(),
    port: 0,
    blockTime: BLOCK_TIME,
    market: 'load',
  });
  const alone = await measureBlocks(localnet);
  const clients = fork(new URL('followers.ts', import.meta.url), [localnet.url, String(SOCKETS)]);
  await once(clients, 'message');
  await nextBlock(localnet.chain);
  clients.send('report');
  await once(clients, 'message');
  const loaded = await measureBlocks(localnet);
  clients.send('report');
  const [report] = (await once(clients, 'message')) as [Report];
  clients.kill();
  await localnet.close();
  console.log(`${SOCKETS} sockets, blocks of ${BLOCK_TIME} ms, ${MEASURED_BLOCKS} blocks each way`);
  console.log(`  blocks on time, alone and followed  ${percent(alone.onTime)}  ${percent(loaded.onTime)}`);
  console.log(
    `  CPU of a block, alone and followed  ${alone.cpu.toFixed(1)} ms  ${loaded.cpu.toFixed(1)} ms`,
  );
  console.log(`  followed to alone                   ${(loaded.cpu / alone.cpu).toFixed(2)} x`);
  console.log(`  of the time of real blocks          ${percent(loaded.cpu / 12_000)}`);
  const { heads, changes, latencies } = report;
  console.log(`  heads, answers, storage changes     ${heads}  ${latencies.length}  ${changes}`);
  const times = [0.5, 0.95, 1].map((part) => `${quantile(latencies, part).toFixed(0)} ms`);
  console.log(`  head to prices: median, 95 %, worst ${times.join('  ')}`);
}

async function measureMemory(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const chain = new Chain({
    runtime: localRuntime(),
    author: developmentAuthor('//Author'),
    keep: 256,
    slotDuration: 12_000,
    peers: [],
    onError: console.error,
  });
  new Market(chain, 'memory');
  console.log('memory after garbage collection, 256 states kept, a market trading');
  let first = 0;
  for (const step of MEMORY_STEPS) {
    while (chain.best.header.number < step) {
      chain.produceBlock(chain.best.timestamp + 12_000);
      // As on a chain whose blocks come by a clock, others get their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    const used = heapUsed + external;
    first ||= used;
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0).padStart(4)} MB`;
    console.log(
      `  block ${String(step).padStart(5)}  ${megabytes(used)}  ${(used / first).toFixed(2)} x  resident ${megabytes(rss)}`,
    );
  }
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

await cryptoWaitReady();
await measureLoad();
await measureMemory();
