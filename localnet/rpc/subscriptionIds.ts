const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A fresh subscription id: sixteen random letters and digits, as jsonrpsee makes them. */
export function subscriptionId(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return [...random].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
