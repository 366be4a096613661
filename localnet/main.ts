import { readFile } from 'node:fs/promises';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { HELP, readFlags } from './flags.ts';
import { startLocalnet } from './server.ts';

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  if (flags === 'help') {
    console.log(HELP);
    return;
  }
  const { profile, specVersion, metadataFile, ...options } = flags;
  const metadata = metadataFile === undefined ? undefined : await readMetadata(metadataFile);
  const runtime = localRuntime({
    profile,
    ...(specVersion !== undefined && { specVersion }),
    ...(metadata !== undefined && { metadata }),
  });
  const localnet = await startLocalnet({ ...options, runtime });
  const { number } = localnet.chain.best.header;
  console.log(`Local chain at ${localnet.url}`);
  console.log(`Its spec version is ${localnet.chain.runtime.version.specVersion}.`);
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

/** A file's bytes; throws a sentence when it cannot be read. */
async function readMetadata(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The metadata ${file} cannot be read: ${reason}.`, { cause });
  }
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
