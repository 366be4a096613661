/** True when two public keys are the same account. */
export function sameAccount(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/** True when the account is in the list. */
export function includesAccount(accounts: readonly Uint8Array[], account: Uint8Array): boolean {
  return accounts.some((candidate) => sameAccount(candidate, account));
}

/** The order of accounts, byte by byte: negative, 0 or positive. */
export function compareAccounts(a: Uint8Array, b: Uint8Array): number {
  const index = a.findIndex((byte, position) => byte !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
