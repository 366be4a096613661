import type { Call } from '@polkadot/types/interfaces';
import { u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { AppError } from '#domain/appError.ts';
import { type ChainCall, ORDER_CALLS } from '#domain/order.ts';
import type { CallDescription } from './client.ts';
import { findPallet, type Runtime } from './runtime.ts';

/** Where the runtime has a call, and the names of its arguments; null when it has none of that name. */
function findCall(runtime: Runtime, palletName: string, method: string) {
  const pallet = findPallet(runtime, palletName);
  const calls = pallet?.calls.unwrapOr(null) ?? null;
  if (pallet === null || calls === null) return null;
  const { variants } = runtime.registry.lookup.getSiType(calls.type).def.asVariant;
  const variant = variants.find((each) => each.name.toString() === method);
  if (variant === undefined) return null;
  return {
    callIndex: new Uint8Array([pallet.index.toNumber(), variant.index.toNumber()]),
    args: variant.fields.map((field) => field.name.unwrapOr('').toString()),
  };
}

/** Calls that orders are made of and that the runtime lacks, or has in another form than ours. */
export function missingCalls(runtime: Runtime): readonly string[] {
  return Object.entries(ORDER_CALLS)
    .filter(([method, args]) => findCall(runtime, 'SubtensorModule', method)?.args.join() !== args.join())
    .map(([method]) => method);
}

/**
 * The runtime's call of that name with those arguments. `unsupportedRuntime` when the runtime has no such call, or when
 * its arguments are not named as ours, in our order: a call whose shape has changed is never sent.
 */
export function encodeCall(runtime: Runtime, call: ChainCall): Call {
  const name = `${call.pallet}.${call.method}`;
  const found = findCall(runtime, call.pallet, call.method);
  if (found === null) throw new AppError('unsupportedRuntime', name);
  const given = call.args.map((arg) => arg.name);
  if (found.args.join() !== given.join()) {
    throw new AppError('unsupportedRuntime', `${name}(${found.args.join(', ')})`);
  }
  return runtime.registry.createType('Call', {
    callIndex: found.callIndex,
    args: Object.fromEntries(call.args.map((arg) => [arg.name, arg.value])),
  });
}

/** A call as a person can compare it with what the wallet shows. */
export function describeCall(runtime: Runtime, call: ChainCall): CallDescription {
  const bytes = encodeCall(runtime, call).toU8a();
  return {
    method: `${call.pallet}.${call.method}`,
    args: call.args.map(({ name, value }) => ({ name, value: value === null ? 'none' : String(value) })),
    hash: blake2AsHex(bytes, 256),
    hex: u8aToHex(bytes),
  };
}
