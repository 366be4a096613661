/**
 * The local chain and the app on it, in one process: `npm start`. Ctrl-C ends both.
 */
import { parseArgs } from 'node:util';
import { createServer, type ViteDevServer } from 'vite';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { type Localnet, startLocalnet } from '#localnet/server.ts';

const HELP = `Raoswap on a local Bittensor chain with mainnet's pools.

Usage: npm start -- [flags]

  --port NUMBER       port of the app                                   (5173)
  --chain-port NUMBER port of the chain's JSON-RPC server               (9944)
  --block-time MS     milliseconds from one block to the next           (12000)
  --market SEED       let others trade: the same for the same seed
  --history           begin with three days of such a market behind (about half a minute)
  --fresh             forget the saved chain and begin anew
  --help              this text

More flags of the chain alone: npm run localnet -- --help`;

interface Flags {
  readonly port: number;
  readonly chainPort: number;
  readonly blockTime: number;
  readonly market: string | undefined;
  readonly history: boolean;
  readonly fresh: boolean;
}

function readFlags(): Flags | 'help' {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '5173' },
      'chain-port': { type: 'string', default: '9944' },
      'block-time': { type: 'string', default: '12000' },
      market: { type: 'string' },
      history: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    port: integer('--port', values.port, 1, 65_535),
    chainPort: integer('--chain-port', values['chain-port'], 1, 65_535),
    blockTime: integer('--block-time', values['block-time'], 100, 3_600_000),
    market: values.market,
    history: values.history,
    fresh: values.fresh,
  };
}

function integer(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${flag} must be an integer from ${least} to ${most}, not ${JSON.stringify(text)}.`);
}

async function startApp(flags: Flags, chain: Localnet): Promise<ViteDevServer> {
  process.env.VITE_DEFAULT_NETWORK = 'local';
  process.env.VITE_LOCAL_ENDPOINT = chain.url;
  const server = await createServer({ logLevel: 'warn', server: { port: flags.port, strictPort: true } });
  try {
    await server.listen();
  } catch (cause) {
    await server.close();
    const taken = cause instanceof Error && cause.message.includes('already in use');
    if (!taken) throw cause;
    throw new Error(`Port ${flags.port} is taken. End what uses it, or choose another with --port.`, {
      cause,
    });
  }
  return server;
}

async function main(): Promise<void> {
  const flags = readFlags();
  if (flags === 'help') {
    console.log(HELP);
    return;
  }
  const chain = await startLocalnet({
    runtime: localRuntime(),
    port: flags.chainPort,
    blockTime: flags.blockTime,
    market: flags.market,
    history: flags.history,
    fresh: flags.fresh,
    basePath: '.localnet',
  }).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(message.replace('--port', '--chain-port'), { cause });
  });
  const app = await startApp(flags, chain).catch(async (error: unknown) => {
    await chain.close();
    throw error;
  });
  const { number } = chain.chain.best.header;
  console.log(
    `The chain     ${chain.url}  ${number === 0 ? 'from its genesis' : `goes on from block ${number}`}`,
  );
  console.log(`Raoswap       http://127.0.0.1:${flags.port}/`);
  console.log('Ctrl-C ends both.');

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    Promise.all([app.close(), chain.close()]).then(() => process.exit(0), fail);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
