import { TypeRegistry } from '@polkadot/types';
import { hexToU8a, isHex, u8aToHex } from '@polkadot/util';
import { AppError } from '#domain/appError.ts';
import type { JsonRpc } from './jsonRpc.ts';
import { ask, askHex } from './node.ts';
import { loadRuntime, type Runtime, type RuntimeVersion } from './runtime.ts';

/** The metadata version that tells of runtime APIs. As a u32 in little endian. */
const VERSION_15 = '0x0f000000';

/** Runtimes by genesis and version: a reconnection need not fetch and decode hundreds of kilobytes again. */
const loaded = new Map<string, Runtime>();
const MOST_LOADED = 2;

/** The runtime of that version, from the node unless it was loaded before. */
export async function fetchRuntime(rpc: JsonRpc, genesis: string, version: RuntimeVersion): Promise<Runtime> {
  const name = `${genesis}-${version.specVersion}-${version.transactionVersion}`;
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const runtime = loadRuntime(await fetchMetadata(rpc), version);
  loaded.set(name, runtime);
  const [oldest] = loaded.keys();
  if (loaded.size > MOST_LOADED && oldest !== undefined) loaded.delete(oldest);
  return runtime;
}

/** Metadata of version 15; of version 14, without runtime APIs, from a runtime that has no other. */
async function fetchMetadata(rpc: JsonRpc): Promise<string> {
  try {
    const answer = await askHex(rpc, 'state_call', ['Metadata_metadata_at_version', VERSION_15]);
    const opaque = new TypeRegistry().createType('Option<Bytes>', hexToU8a(answer));
    if (opaque.isSome) return u8aToHex(opaque.unwrap().toU8a(true));
  } catch (error) {
    const isRefused = error instanceof AppError && ['unsupportedRuntime', 'nodeGarbage'].includes(error.code);
    if (!isRefused) throw error;
  }
  const answer = await ask(rpc, 'state_getMetadata');
  if (typeof answer !== 'string' || !isHex(answer)) throw new AppError('nodeGarbage', 'state_getMetadata');
  return answer;
}

/** The two numbers of a RuntimeVersion as JSON that a transaction depends on. */
export function readVersion(answer: unknown): RuntimeVersion {
  if (typeof answer === 'object' && answer !== null) {
    const specVersion: unknown = Reflect.get(answer, 'specVersion');
    const transactionVersion: unknown = Reflect.get(answer, 'transactionVersion');
    if (typeof specVersion === 'number' && typeof transactionVersion === 'number') {
      return { specVersion, transactionVersion };
    }
  }
  throw new AppError('nodeGarbage', 'a runtime version');
}
