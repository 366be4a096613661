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
