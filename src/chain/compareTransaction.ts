import type { SignerPayloadJSON } from '@polkadot/types/types';
import { compactFromU8a, u8aEq } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';
import { AppError } from '#domain/appError.ts';
import type { ChainCall } from '#domain/order.ts';
import type { ExtensionData, SigningTerms } from './client.ts';
import { expectedData } from './expectedData.ts';
import { readCall } from './readCall.ts';
import type { Runtime } from './runtime.ts';
import { extensionTypes, readCarried, readExtensions } from './signedExtensions.ts';

/** Signed, of the form 4. Source: sp_runtime, UncheckedExtrinsic. */
const SIGNED_V4 = 0x84;
const NO_DATA = { carried: '0x', implied: '0x' };

/** What the bytes that are about to be signed say. */
export interface PayloadReading {
  readonly call: ChainCall;
  readonly extensions: readonly ExtensionData[];
}

/**
 * Reads the bytes that will be signed by the metadata, and the payload that the wallet is given, and compares both with the
 * call and the terms meant. The first difference is refused by its name as `notAsOrdered`.
 */
export function comparePayload(
  runtime: Runtime,
  bytes: Uint8Array,
  payload: SignerPayloadJSON,
  meant: ChainCall,
  terms: SigningTerms,
): PayloadReading {
  const { call, length } = readCall(runtime, bytes);
  compareCall(call, meant);
  const extensions = readExtensions(runtime, bytes.subarray(length));
  const expected = expectedData(terms);
  for (const { name, carried, implied } of extensions) {
    const wanted = expected.get(name) ?? NO_DATA;
    if (carried !== wanted.carried || implied !== wanted.implied) throw new AppError('notAsOrdered', name);
  }
  // The rest of the payload is in the bytes above, which were made from it.
  const names = extensionTypes(runtime).map(({ name }) => name);
  if (payload.address !== terms.address) throw new AppError('notAsOrdered', 'address');
  if (payload.version !== 4) throw new AppError('notAsOrdered', 'version');
  if (payload.signedExtensions.join() !== names.join()) {
    throw new AppError('notAsOrdered', 'signedExtensions');
  }
  return { call, extensions };
}

/** Refuses the first difference between two calls: their names, an argument's name, or its value. */
export function compareCall(call: ChainCall, meant: ChainCall): void {
  if (call.pallet !== meant.pallet || call.method !== meant.method)
    throw new AppError('notAsOrdered', 'call');
  for (let index = 0; index < Math.max(call.args.length, meant.args.length); index += 1) {
    const [got, wanted] = [call.args[index], meant.args[index]];
    const name = got?.name ?? wanted?.name ?? '';
    const isSame = got?.name === wanted?.name && String(got?.value) === String(wanted?.value);
    if (!isSame) throw new AppError('notAsOrdered', name);
  }
}

/** What a signed transaction says. */
export interface SignedReading {
  readonly call: ChainCall;
  /** MultiSignature, 0x hex. */
  readonly signature: Uint8Array;
  /** The signature covers the metadata's digest. */
  readonly coversMetadata: boolean;
}

/**
 * Reads a signed transaction by the metadata and compares it with the call and the terms meant; the first difference is
 * refused by its name as `notAsOrdered`. Whether it covers the metadata's digest is told, not compared: wallets of hardware
 * keys decide that themselves.
 */
export function compareSigned(
  runtime: Runtime,
  bytes: Uint8Array,
  meant: ChainCall,
  terms: SigningTerms,
): SignedReading {
  const body = unwrapped(bytes);
  const [version, addressKind] = body;
  if (version !== SIGNED_V4) throw new AppError('notAsOrdered', 'version');
  if (addressKind !== 0 || !u8aEq(body.subarray(2, 34), decodeAddress(terms.address))) {
    throw new AppError('notAsOrdered', 'address');
  }
  const signature = body.subarray(34, 34 + signatureLength(body[34]));
  const { carried, rest } = readCarried(runtime, body.subarray(34 + signature.length));
  const expected = expectedData(terms);
  for (const each of carried) {
    const isMode = each.name === 'CheckMetadataHash' && ['0x00', '0x01'].includes(each.carried);
    if (!isMode && each.carried !== (expected.get(each.name) ?? NO_DATA).carried) {
      throw new AppError('notAsOrdered', each.name);
    }
  }
  const { call, length } = readCall(runtime, rest);
  compareCall(call, meant);
  if (length !== rest.length) throw new AppError('notAsOrdered', 'length');
  const coversMetadata = carried.some((each) => each.name === 'CheckMetadataHash' && each.carried === '0x01');
  return { call, signature, coversMetadata };
}

/** The transaction without the length before it. */
function unwrapped(bytes: Uint8Array): Uint8Array {
  const [prefix, length] = compactFromU8a(bytes);
  const body = bytes.subarray(prefix);
  if (body.length === 0 || !length.eqn(body.length)) throw new AppError('notAsOrdered', 'length');
  return body;
}

/** Bytes of a MultiSignature by its first: ed25519, sr25519, ecdsa. */
function signatureLength(scheme: number | undefined): number {
  if (scheme === undefined || scheme > 2) throw new AppError('notAsOrdered', 'signature');
  return scheme === 2 ? 66 : 65;
}
