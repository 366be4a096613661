import type { Call } from '@polkadot/types/interfaces';
import { u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { AppError } from '#domain/appError.ts';
import type { ChainCall } from '#domain/order.ts';
import type { CallDescription } from './client.ts';
import { findPallet, type Runtime } from './runtime.ts';

/**
 * The runtime's call of that name with those arguments. `unsupportedRuntime` when the runtime has no such call, or when
 * its arguments are not named as ours, in our order: a call whose shape has changed is never sent.
 */
export function encodeCall(runtime: Runtime, call: ChainCall): Call {
  const name = `${call.pallet}.${call.method}`;
  const pallet = findPallet(runtime, call.pallet);
  const calls = pallet?.calls.unwrapOr(null) ?? null;
  if (pallet === null || calls === null) throw new AppError('unsupportedRuntime', name);
  const { variants } = runtime.registry.lookup.getSiType(calls.type).def.asVariant;
  const variant = variants.find((each) => each.name.toString() === call.method);
  if (variant === undefined) throw new AppError('unsupportedRuntime', name);
  const wanted = variant.fields.map((field) => field.name.unwrapOr('').toString());
  const given = call.args.map((arg) => arg.name);
  if (wanted.join() !== given.join()) {
    throw new AppError('unsupportedRuntime', `${name}(${wanted.join(', ')})`);
  }
  return runtime.registry.createType('Call', {
    callIndex: new Uint8Array([pallet.index.toNumber(), variant.index.toNumber()]),
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
