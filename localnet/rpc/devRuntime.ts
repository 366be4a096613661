import { hexToU8a, isHex } from '@polkadot/util';
import { RuntimeCodeError } from '#localnet/node/runtime.ts';
import { DevOptions } from './devOptions.ts';
import type { Method } from './method.ts';
import { invalidParams } from './rpcError.ts';

const LARGEST_SPEC_VERSION = 0xffff_ffff;

/**
 * The next block puts another runtime in place, which makes the blocks after it: the one of a profile ('live' by
 * default), at a spec version (the profile's by default), or with the real metadata that is given as hex.
 */
export const dev_upgradeRuntime: Method = ({ chain }, [given]) => {
  const options = new DevOptions(given, ['specVersion', 'profile', 'metadata']);
  const specVersion = options.integer('specVersion', 0, LARGEST_SPEC_VERSION);
  const profile = options.text('profile');
  const metadata = bytesOf(options.text('metadata'));
  const { runtime } = chain;
  try {
    const code = runtime.codeOf({
      ...(specVersion !== undefined && { specVersion }),
      ...(profile !== undefined && { profile }),
      ...(metadata !== undefined && { metadata }),
    });
    chain.actInNextBlock((state) => runtime.setCode(state, code));
    return null;
  } catch (error) {
    if (error instanceof RuntimeCodeError) throw invalidParams(error.message);
    throw error;
  }
};

function bytesOf(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined;
  if (!isHex(text, -1)) throw invalidParams('metadata must be hex');
  return hexToU8a(text);
}
