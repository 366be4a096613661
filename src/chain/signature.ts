import { hexToU8a, isHex } from '@polkadot/util';
import { decodeAddress, ed25519Verify, secp256k1Verify, sr25519Verify } from '@polkadot/util-crypto';

const ED25519 = 0;
const SR25519 = 1;
const ECDSA = 2;

/**
 * True when `signature` (a MultiSignature, 0x hex) is the account's over exactly these bytes (0x hex): no wrapping is
 * tolerated, because the chain tolerates none. Source: sp_runtime, MultiSignature::verify.
 */
export function isSignatureOf(message: string, signature: string, account: string): boolean {
  if (!isHex(signature)) return false;
  const bytes = hexToU8a(signature);
  const scheme = bytes[0];
  const body = bytes.subarray(1);
  const signed = hexToU8a(message);
  try {
    const owner = decodeAddress(account);
    if (scheme === SR25519) return body.length === 64 && sr25519Verify(signed, body, owner);
    if (scheme === ED25519) return body.length === 64 && ed25519Verify(signed, body, owner);
    if (scheme === ECDSA) return body.length === 65 && secp256k1Verify(signed, body, owner, 'blake2');
    return false;
  } catch {
    // The libraries throw at points that are not on the curve.
    return false;
  }
}
