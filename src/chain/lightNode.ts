import { AppError } from '#domain/appError.ts';
import { openJsonRpc, RpcRefusal } from './jsonRpc.ts';

/** A runtime call as it goes over the wire: its name, its arguments as SCALE in 0x hex, and the hash of a block. */
export interface RawCall {
  readonly name: string;
  readonly input: string;
  readonly block: string;
}

/**
 * A node that is only asked for single facts: nothing is subscribed to and no metadata is loaded. Promises reject with
 * AppError: `timeout`, `connectionLost`, `nodeGarbage`.
 */
export interface LightNode {
  readonly endpoint: string;
  /** Hash of the block of that number, 0x hex; null when the node has none, or does not say. */
  blockHash(number: number): Promise<string | null>;
  bestNumber(): Promise<number>;
  /** What the runtime answers, as SCALE in 0x hex; null when the node refuses, as it does for a block it does not know. */
  callRuntime(call: RawCall): Promise<string | null>;
  close(): void;
}

/** Opens one. `timeoutMs` bounds the opening and each question. */
export async function openLightNode(endpoint: string, timeoutMs: number): Promise<LightNode> {
  const rpc = await openJsonRpc(endpoint, timeoutMs, () => undefined);
  const askHex = async (method: string, params: readonly unknown[]): Promise<string | null> => {
    const answer = await rpc.request(method, params).catch(nullIfRefused);
    if (answer === null) return null;
    if (typeof answer !== 'string' || !/^0x([\da-f]{2})*$/i.test(answer)) {
      throw new AppError('nodeGarbage', method);
    }
    return answer.toLowerCase();
  };
  return {
    endpoint,
    blockHash: (number) => askHex('chain_getBlockHash', [number]),
    async bestNumber() {
      const header = await rpc.request('chain_getHeader').catch(nullIfRefused);
      const number: unknown = typeof header === 'object' && header !== null && Reflect.get(header, 'number');
      if (typeof number !== 'string' || !/^0x[\da-f]{1,8}$/i.test(number)) {
        throw new AppError('nodeGarbage', 'chain_getHeader');
      }
      return Number(number);
    },
    callRuntime: ({ name, input, block }) => askHex('state_call', [name, input, block]),
    close: () => rpc.close(),
  };
}

function nullIfRefused(error: unknown): null {
  if (error instanceof RpcRefusal) return null;
  throw error;
}
