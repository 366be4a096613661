import type { Codec } from '@polkadot/types/types';
import { hexToU8a, isHex, u8aConcat, u8aToHex } from '@polkadot/util';
import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import { type JsonRpc, RpcRefusal } from './jsonRpc.ts';
import type { RawCall } from './lightNode.ts';
import { decodeAs, findApiMethod, type Runtime } from './runtime.ts';

/** A node and the runtime that it runs now. */
export interface Node {
  readonly rpc: JsonRpc;
  runtime(): Runtime;
}

/** Asks the node. A refusal becomes an AppError: `unsupportedRuntime` for what it does not serve, else `nodeGarbage`. */
export async function ask(rpc: JsonRpc, method: string, params: readonly unknown[] = []): Promise<unknown> {
  try {
    return await rpc.request(method, params);
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
    const code = error.code === -32601 ? 'unsupportedRuntime' : 'nodeGarbage';
    throw new AppError(code, `${method}: ${error.message}`, error);
  }
}

/** Asks for something that is text in 0x hex. */
export async function askHex(rpc: JsonRpc, method: string, params: readonly unknown[] = []): Promise<string> {
  const answer = await ask(rpc, method, params);
  if (typeof answer !== 'string' || !isHex(answer)) throw new AppError('nodeGarbage', method);
  return answer;
}

/** Values under keys at a block, in one request; null for an absent key. Order as asked. */
export async function readKeys(
  rpc: JsonRpc,
  keys: readonly string[],
  at: string,
): Promise<readonly (string | null)[]> {
  if (keys.length === 0) return [];
  const answer = await ask(rpc, 'state_queryStorageAt', [keys, at]);
  const changes: unknown = Array.isArray(answer) ? answer[0]?.changes : undefined;
  if (!Array.isArray(changes)) throw new AppError('nodeGarbage', 'state_queryStorageAt');
  const values = new Map<string, string | null>();
  for (const change of changes) {
    if (!Array.isArray(change) || typeof change[0] !== 'string') continue;
    values.set(change[0], typeof change[1] === 'string' ? change[1] : null);
  }
  return keys.map((key) => {
    const value = values.get(key);
    if (value === undefined) throw new AppError('nodeGarbage', 'state_queryStorageAt left a key out');
    return value;
  });
}

/** A call of a runtime API in bytes, and how its answer decodes. */
interface ApiCall {
  readonly call: RawCall;
  readonly decode: (answer: string) => Codec;
}

/** Encodes a call of a runtime API by its names in the metadata. `unsupportedRuntime` when the runtime lacks it. */
export function encodeApiCall(
  node: Node,
  api: string,
  method: string,
  args: readonly unknown[],
  at: BlockRef,
): ApiCall {
  const runtime = node.runtime();
  const { registry } = runtime;
  const found = findApiMethod(runtime, api, method);
  if (found === null || found.inputs.length !== args.length) {
    throw new AppError('unsupportedRuntime', `${api}.${method}`);
  }
  const encoded = found.inputs.map(({ type }, index) =>
    registry.createTypeUnsafe(registry.createLookupType(type), [args[index]]).toU8a(),
  );
  return {
    call: { name: `${api}_${method}`, input: u8aToHex(u8aConcat(...encoded)), block: at.hash },
    decode: (answer) => decodeAs(runtime, registry.createLookupType(found.output), hexToU8a(answer)),
  };
}

/** Asks for the answer to a call in bytes, 0x hex. */
export function askApi(rpc: JsonRpc, { name, input, block }: RawCall): Promise<string> {
  return askHex(rpc, 'state_call', [name, input, block]);
}

/** Calls a runtime API by its names in the metadata, at a block. `unsupportedRuntime` when the runtime lacks it. */
export async function callApi(
  node: Node,
  api: string,
  method: string,
  args: readonly unknown[],
  at: BlockRef,
): Promise<Codec> {
  const { call, decode } = encodeApiCall(node, api, method, args, at);
  return decode(await askApi(node.rpc, call));
}
