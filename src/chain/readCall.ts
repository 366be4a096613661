import { Compact, GenericAccountId, Option, Raw } from '@polkadot/types';
import type { Codec } from '@polkadot/types/types';
import { AppError } from '#domain/appError.ts';
import type { ChainCall } from '#domain/order.ts';
import { palletName, type Runtime } from './runtime.ts';

type CallValue = ChainCall['args'][number]['value'];

interface ReadCall {
  readonly call: ChainCall;
  /** Bytes that the call takes. */
  readonly length: number;
}

/**
 * Reads the call that the bytes begin with, by the metadata alone: numbers as bigint, accounts as SS58 text, bytes as 0x
 * hex, an empty option as null. Bytes that are no call of the runtime are `nodeGarbage`.
 */
export function readCall(runtime: Runtime, bytes: Uint8Array): ReadCall {
  try {
    const call = runtime.registry.createType('Call', bytes);
    const { fields, name } = call.meta;
    const args = call.args.map((value, index) => ({
      name: fields[index]?.name.unwrapOr('').toString() ?? '',
      value: plain(value),
    }));
    const pallet = palletName(runtime, bytes[0] ?? -1) ?? '';
    return { call: { pallet, method: name.toString(), args }, length: call.encodedLength };
  } catch (cause) {
    throw new AppError('nodeGarbage', 'bytes that are no call', cause);
  }
}

function plain(codec: Codec): CallValue {
  if (codec instanceof Option) return codec.isSome ? plain(codec.unwrap()) : null;
  if (codec instanceof Compact) return plain(codec.unwrap());
  if (codec instanceof GenericAccountId) return codec.toString();
  if (codec instanceof Raw) return codec.toHex();
  if ('toBigInt' in codec && typeof codec.toBigInt === 'function') return BigInt(codec.toBigInt());
  const value = codec.toPrimitive();
  return typeof value === 'boolean' ? value : codec.toString();
}
