import { stringToU8a, u8aConcat, u8aEq } from '@polkadot/util';
import { base58Decode, blake2AsU8a, decodeAddress, encodeAddress } from '@polkadot/util-crypto';
import { SS58_PREFIX } from './runtime.ts';

export type AddressCheck =
  | { readonly ok: true; readonly address: string }
  | {
      readonly ok: false;
      readonly reason: 'empty' | 'not-an-address' | 'bad-checksum' | 'ethereum' | 'other-prefix-form';
    };

/** One byte of prefix, 32 of key, two of checksum; prefixes from 64 on take two bytes. */
const SHORT_FORM = 35;
const LONG_FORM = 36;

/**
 * Checks a Bittensor address typed or pasted by a person: SS58 of an account with prefix 42. White space around it is
 * overlooked; anything else is refused with the reason.
 */
export function checkAddress(text: string): AddressCheck {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, reason: 'empty' };
  if (/^(0x)?[0-9a-f]{40}$/i.test(trimmed)) return { ok: false, reason: 'ethereum' };
  const bytes = base58Bytes(trimmed);
  if (bytes === null || (bytes.length !== SHORT_FORM && bytes.length !== LONG_FORM)) {
    return { ok: false, reason: 'not-an-address' };
  }
  const body = bytes.subarray(0, -2);
  if (!u8aEq(checksum(body), bytes.subarray(-2))) return { ok: false, reason: 'bad-checksum' };
  if (bytes.length !== SHORT_FORM || bytes[0] !== SS58_PREFIX) {
    return { ok: false, reason: 'other-prefix-form' };
  }
  return { ok: true, address: trimmed };
}

/** Source: Substrate's SS58 registry, checksum of two bytes. */
function checksum(body: Uint8Array): Uint8Array {
  return blake2AsU8a(u8aConcat(stringToU8a('SS58PRE'), body), 512).subarray(0, 2);
}

function base58Bytes(text: string): Uint8Array | null {
  try {
    return text.length > 64 ? null : base58Decode(text);
  } catch {
    return null;
  }
}

/** The account's address with prefix 42, from any SS58 form; null for what is not an account of 32 bytes. */
export function ownForm(text: string): string | null {
  try {
    const key = decodeAddress(text);
    return key.length === 32 ? encodeAddress(key, SS58_PREFIX) : null;
  } catch {
    return null;
  }
}
