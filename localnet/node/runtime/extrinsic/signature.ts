import { u8aToHex } from '@polkadot/util';
import {
  blake2AsU8a,
  ed25519Verify,
  secp256k1Compress,
  secp256k1Recover,
  sr25519Verify,
} from '@polkadot/util-crypto';

/** A MultiSignature: the kind that the extrinsic names and its bytes (64, for Ecdsa 65 with the recovery id). */
export interface Signature {
  readonly kind: 'Ed25519' | 'Sr25519' | 'Ecdsa';
  readonly bytes: Uint8Array;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** The account of an Ecdsa key is the hash of its compressed public key; the message is hashed too. */
function ecdsaMatches(message: Uint8Array, signature: Uint8Array, account: Uint8Array): boolean {
  const recovery = signature[64] ?? 0;
  const key = secp256k1Recover(blake2AsU8a(message, 256), signature.subarray(0, 64), recovery);
  return equal(blake2AsU8a(secp256k1Compress(key), 256), account);
}

function verifies(message: Uint8Array, signature: Signature, account: Uint8Array): boolean {
  try {
    if (signature.kind === 'Ecdsa') return ecdsaMatches(message, signature.bytes, account);
    if (signature.kind === 'Ed25519') return ed25519Verify(message, signature.bytes, account);
    return sr25519Verify(message, signature.bytes, account);
  } catch {
    // The libraries throw on points and scalars that are not on the curve: a signature that does not verify.
    return false;
  }
}

/** Signatures known to match: a transaction is checked when it enters the pool, and again when a block takes it. */
const MOST_KNOWN = 1_024;
const known = new Set<string>();

/** True when the signature over the message is the account's. Source: sp-runtime, MultiSignature::verify. */
export function signatureMatches(message: Uint8Array, signature: Signature, account: Uint8Array): boolean {
  const all = [message, signature.bytes, account].map((bytes) => u8aToHex(bytes));
  const question = `${signature.kind} ${all.join(' ')}`;
  if (known.has(question)) return true;
  if (!verifies(message, signature, account)) return false;
  if (known.size >= MOST_KNOWN) known.clear();
  known.add(question);
  return true;
}
