import type { Codec } from '@polkadot/types/types';
import type { DispatchFailure } from '#domain/appError.ts';
import { palletName, type Runtime } from './runtime.ts';
import { member, smallUint, variant } from './scale.ts';

/**
 * A DispatchError in the metadata's own words: "SubtensorModule.SlippageTooHigh" with its sentence, "Token.FundsUnavailable",
 * "BadOrigin". An error that the metadata does not know keeps its numbers.
 */
export function dispatchFailure(runtime: Runtime, error: Codec): DispatchFailure {
  const { name, value } = variant(error);
  if (name === 'Module') return moduleFailure(runtime, value);
  const inner = innerName(value);
  return { name: inner === null ? name : `${name}.${inner}`, docs: '' };
}

function moduleFailure(runtime: Runtime, value: Codec): DispatchFailure {
  const pallet = smallUint(member(value, 'index'));
  const code = member(value, 'error').toU8a()[0] ?? 0;
  const palletText = palletName(runtime, pallet) ?? `Pallet${pallet}`;
  try {
    const { name, docs } = runtime.registry.findMetaError(new Uint8Array([pallet, code]));
    return { name: `${palletText}.${name}`, docs: docs.join(' ').trim() };
  } catch {
    return { name: `${palletText}.${code}`, docs: '' };
  }
}

function innerName(value: Codec): string | null {
  try {
    return variant(value).name;
  } catch {
    return null;
  }
}
