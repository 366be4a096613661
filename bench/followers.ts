/**
 * Clients of a local chain, in a process of their own: each follows the heads, asks for all prices at every head, and
 * subscribes to a pool's reserves. Started by localnetLoad.ts with the URL and the number of clients; tells it when all
 * have begun, and, when asked, how long answers took.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';

const REQUESTS = {
  heads: { id: 1, method: 'chain_subscribeNewHeads', params: [] },
  reserves: {
    id: 2,
    method: 'state_subscribeStorage',
    params: [
      [subtensorStorage.SubnetTAO.key(64), subtensorStorage.SubnetAlphaIn.key(64)].map((key) => `0x${key}`),
    ],
  },
  prices: { id: 3, method: 'state_call', params: ['SwapRuntimeApi_current_alpha_price_all', '0x'] },
} as const;

/** What the clients saw since they were last asked. */
export interface Report {
  readonly heads: number;
  readonly changes: number;
  /** Milliseconds from a head's arrival to that of the prices. */
  readonly latencies: readonly number[];
}

let heads = 0;
let changes = 0;
let latencies: number[] = [];

async function follow(url: string): Promise<void> {
  const socket = new WebSocket(url);
  const ask = (name: keyof typeof REQUESTS) =>
    socket.send(JSON.stringify({ jsonrpc: '2.0', ...REQUESTS[name] }));
  let asked = 0;
  socket.on('message', (data) => {
    const { id, method } = JSON.parse(data.toString()) as { id?: number; method?: string };
    if (method === 'chain_newHead') {
      heads += 1;
      asked = performance.now();
      ask('prices');
    } else if (method === 'state_storage') changes += 1;
    else if (id === REQUESTS.prices.id) latencies.push(performance.now() - asked);
  });
  await once(socket, 'open');
  ask('heads');
  ask('reserves');
}

const [url = '', count = '0'] = process.argv.slice(2);
process.on('message', () => {
  const report: Report = { heads, changes, latencies };
  process.send?.(report);
  heads = 0;
  changes = 0;
  latencies = [];
});
await Promise.all(Array.from({ length: Number(count) }, () => follow(url)));
process.send?.('begun');
