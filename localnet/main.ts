import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { HELP, readFlags } from './flags.ts';
import { startLocalnet } from './server.ts';

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  if (flags === 'help') {
    console.log(HELP);
    return;
  }
  const localnet = await startLocalnet({ ...flags, runtime: localRuntime() });
  const { number } = localnet.chain.best.header;
  console.log(`Local chain at ${localnet.url}`);
  console.log(number === 0 ? 'It begins at its genesis.' : `It goes on from block ${number}.`);
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    localnet.close().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
